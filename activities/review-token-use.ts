import type { Hold } from '../store';
import type { ActivityDependencies } from './support/dependencies';
import { tellAlert, tellAudit } from './support/step';

/** Days without one call that succeeded, after which somebody should look: the watch itself makes one a day. */
const warnAfterDays = 7;
/** A user token and a refresh token die after so many days without a call (BREX.md 1.2). */
const lifeInDays = 90;
const dayMs = 86_400_000;

/** Says, as an alert, where calls to Brex are held or none succeeded for long. */
export function reviewTokenUse({ store }: ActivityDependencies) {
  return async ({ connectionId }: { readonly connectionId: string }): Promise<void> => {
    const hold = (await store.holds.current(connectionId)).find(({ system }) => system === 'brex');
    const { lastUsedAt } = await store.brexAccess.state(connectionId);
    const days = lastUsedAt ? Math.floor((Date.now() - lastUsedAt.getTime()) / dayMs) : null;
    const details = { lastUsedAt: lastUsedAt?.toISOString() ?? null };
    if (hold) tellAlert(heldInWords(hold), details);
    else if (days !== null && days >= warnAfterDays) tellAlert(idleInWords(connectionId, days), details);
    else tellAudit(lastUsedAt ? `Brex last took the token ${days} days ago` : 'no call to Brex yet', details);
  };
}

function heldInWords({ connectionId, reason, since }: Hold): string {
  return `All calls of connection ${connectionId} to Brex are held since ${since.toISOString()}: ${reason}. Correct the credentials and run brex-kinetic connect.`;
}

function idleInWords(connectionId: string, days: number): string {
  return `No call of connection ${connectionId} to Brex succeeded for ${days} days; a token dies after ${lifeInDays} days without one. See in the audit trail why, or make a new token and run brex-kinetic connect.`;
}
