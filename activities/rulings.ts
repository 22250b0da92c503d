import { activityInfo } from '@temporalio/activity';
import { type Attention, type Ruling, refused } from '../accounting/attention';
import { attentionFrom } from './failures';
import { tellAudit } from './step';

/**
 * Runs a step whose refusals are for people: a business refusal of either system becomes a reason, everything
 * else is thrown and retried.
 */
export async function ruling<T>(body: () => Promise<Ruling<T>>): Promise<Ruling<T>> {
  try {
    const result = await body();
    if (!result.ok) tellReason(result.attention);
    return result;
  } catch (error) {
    const attention = attentionFrom(error, activityInfo().attempt);
    if (!attention) throw error;
    tellReason(attention);
    return refused(attention);
  }
}

export function tellReason(attention: Attention): void {
  tellAudit(attention.text, {
    reason: attention.code,
    disposition: attention.disposition,
    remedy: attention.remedy,
  });
}
