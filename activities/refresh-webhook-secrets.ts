import { type BrexClient, BrexError, type BrexErrorKind } from '../brex';
import type { ActivityDependencies } from './support/dependencies';
import { tellAudit } from './support/step';

export interface SecretsRefreshed {
  /** null where Brex does not give them. */
  readonly changed: boolean | null;
}

/**
 * Keeps what Brex signs webhooks with now: two secrets while they rotate (BREX.md 3.1). The call needs no scope of
 * its own, so that it also proves, and keeps alive, the token.
 */
export function refreshWebhookSecrets({ store, connections }: ActivityDependencies) {
  return async ({ connectionId }: { readonly connectionId: string }): Promise<SecretsRefreshed> => {
    const { brex } = await connections.get(connectionId);
    const secrets = await readSecrets(brex);
    await store.brexAccess.noteUse(connectionId);
    if (!secrets) {
      tellAudit('Brex takes the token, but it may not read the webhook secrets');
      return { changed: null };
    }
    const changed = await store.brexAccess.saveWebhookSecrets(connectionId, secrets);
    const count = `${secrets.length} webhook secret${secrets.length === 1 ? '' : 's'}`;
    tellAudit(
      `Brex takes the token and names ${count}${changed ? ', changed since they were last read' : ''}`,
    );
    return { changed };
  };
}

/** Brex took the token before it refused the rest. */
const refusals: readonly BrexErrorKind[] = ['denied', 'not-found', 'invalid', 'conflict'];

/** null where the token works but is not given them. A 404 may come in any words (BREX.md 1.4). */
async function readSecrets(brex: BrexClient): Promise<string[] | null> {
  try {
    return await brex.webhookSecrets();
  } catch (error) {
    if (!(error instanceof BrexError)) throw error;
    if (refusals.includes(error.kind) || error.status === 404) return null;
    throw error;
  }
}
