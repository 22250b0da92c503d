import { ActivityFailure } from '@temporalio/workflow';
import { reviewers, secretsReaders } from './activity-groups';
import type { ScheduledInput } from './contract';

/** The next watch shall not find this one still waiting for Brex. */
const patience = '20 hours';

export interface TokenWatched {
  /** Whether Brex took the token. */
  readonly worked: boolean;
}

/**
 * Once a day: says what is wrong with the access to Brex, then makes one call. A user token dies after 90 days
 * without a call, a refresh token too (BREX.md 1.2), so that a connection without spend must not fall silent; and
 * webhook secrets that were rotated are learned before the old ones end.
 */
export async function watchToken(input: ScheduledInput): Promise<TokenWatched> {
  await reviewers.reviewTokenUse(input);
  try {
    await secretsReaders(input.connectionId, patience).refreshWebhookSecrets(input);
    return { worked: true };
  } catch (error) {
    if (error instanceof ActivityFailure) return { worked: false };
    throw error;
  }
}
