import { othersWoken, wakeOthersOf } from './asking/vendor-answers';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { storedMerchant } from './support/merchant';
import { tellAudit } from './support/step';

export interface RejectedVendors extends RecordKey {
  readonly vendorNums: readonly number[];
  readonly by: string;
  readonly note?: string;
}

/**
 * Remembers that a merchant is none of these vendors, so that they are neither matched nor offered for it again, and
 * lets the merchant's other records ask anew. A former decision for one of them is taken back.
 */
export function rejectVendor(deps: ActivityDependencies) {
  return async ({ connectionId, recordId, vendorNums, by, note }: RejectedVendors): Promise<void> => {
    const { store } = deps;
    const key = { connectionId, recordId };
    const { keys } = await storedMerchant(store, key);
    await store.vendorRejections.reject(connectionId, keys, vendorNums, by, note);
    for (const merchantKey of keys) {
      const link = await store.vendorLinks.find(connectionId, merchantKey);
      if (link && vendorNums.includes(link.vendorNum))
        await store.vendorLinks.revoke(connectionId, merchantKey, by);
    }
    const woken = await wakeOthersOf(deps, key, keys);
    tellAudit(`not ${vendorNums.join(', ')}, said ${by}${othersWoken(woken)}`, { note });
  };
}
