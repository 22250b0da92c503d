import { activityInfo } from '@temporalio/activity';
import type { Epicor } from '../../epicor';
import type { Store } from '../../store';
import type { ActivityDependencies, RecordKey } from '../support/dependencies';
import { wakeRecord } from '../support/wake-record';

/** So many signals are under way at once. */
const signalsAtOnce = 20;

export interface RememberedAnswer {
  readonly vendorNum: number;
  readonly by: string;
  readonly note?: string;
}

/** Remembers which vendor a merchant is. Safe to repeat: a step that is tried again is no second decision. */
export async function rememberVendor(
  store: Store,
  epicor: Pick<Epicor, 'vendors'>,
  { connectionId }: RecordKey,
  merchantKeys: readonly string[],
  { vendorNum, by, note }: RememberedAnswer,
): Promise<void> {
  const { workflowExecution, activityId } = activityInfo();
  const decision = `${workflowExecution?.runId}/${activityId}`;
  await store.vendorRejections.lift(connectionId, merchantKeys, vendorNum, by);
  for (const key of merchantKeys) {
    await revokeUnlessUsable(store, epicor, connectionId, key, vendorNum, by);
    await store.vendorLinks.remember(connectionId, key, vendorNum, by, note, decision);
  }
}

/** To replace a vendor that cannot be used any more contradicts nobody. */
async function revokeUnlessUsable(
  store: Store,
  { vendors }: Pick<Epicor, 'vendors'>,
  connectionId: string,
  merchantKey: string,
  vendorNum: number,
  by: string,
): Promise<void> {
  const former = await store.vendorLinks.find(connectionId, merchantKey);
  if (!former || former.vendorNum === vendorNum) return;
  const vendor = await vendors.get(former.vendorNum);
  if (!vendor || vendor.inactive) await store.vendorLinks.revoke(connectionId, merchantKey, by);
}

/**
 * Wakes every other record that waits for the vendor of the same merchant, so that it looks again and finds the
 * answer in memory. Called after the answer is remembered; a record that parks in between looks for itself
 * (park-record.ts). Returns how many were woken.
 */
export async function wakeOthersOf(
  deps: ActivityDependencies,
  { connectionId, recordId }: RecordKey,
  merchantKeys: readonly string[],
): Promise<number> {
  if (merchantKeys.length === 0) return 0;
  const waiting = await deps.store.vendorQuestions.ofMerchant(connectionId, merchantKeys);
  const others = waiting.filter((other) => other !== recordId);
  for (let from = 0; from < others.length; from += signalsAtOnce) {
    const some = others.slice(from, from + signalsAtOnce);
    await Promise.all(some.map((other) => wakeRecord(deps, { connectionId, recordId: other })));
  }
  return others.length;
}

/** ", 3 other records of the merchant look again" */
export const othersWoken = (count: number): string =>
  count === 0 ? '' : `, ${count} other ${count === 1 ? 'record' : 'records'} of the merchant look again`;
