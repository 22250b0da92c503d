import { type Ruling, refused, ruled } from '../accounting/attention';
import { othersWoken, rememberVendor, wakeOthersOf } from './asking/vendor-answers';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { storedMerchant } from './support/merchant';
import { ruling } from './support/rulings';
import { tellAudit } from './support/step';

export interface ApprovedVendor extends RecordKey {
  readonly vendorNum: number;
  readonly by: string;
  readonly note?: string;
  readonly remember: boolean;
}

/**
 * Checks in Epicor that the vendor a person chose exists and is active (validators of signals do no I/O), remembers
 * the choice for the merchant, and wakes the merchant's other records.
 */
export function checkVendor(deps: ActivityDependencies) {
  return (input: ApprovedVendor): Promise<Ruling<{ readonly name: string }>> =>
    ruling(async () => {
      const { store, connections } = deps;
      const key = { connectionId: input.connectionId, recordId: input.recordId };
      const { epicor } = await connections.get(key.connectionId);
      const vendor = await epicor.vendors.get(input.vendorNum);
      if (!vendor || vendor.inactive) {
        return refused({
          code: vendor ? 'vendor-inactive' : 'vendor-missing',
          disposition: 'park',
          text: vendor
            ? `Vendor ${input.vendorNum} ${vendor.name} is inactive in Epicor.`
            : `Epicor has no vendor with number ${input.vendorNum}.`,
          remedy: 'Choose an active vendor with approveVendor.',
          cause: 'vendor',
        });
      }
      let woken = 0;
      if (input.remember) {
        const { keys } = await storedMerchant(store, key);
        await rememberVendor(store, epicor, key, keys, input);
        woken = await wakeOthersOf(deps, key, keys);
      }
      await store.vendorQuestions.close(key);
      tellAudit(`vendor ${input.vendorNum} ${vendor.name} approved by ${input.by}${othersWoken(woken)}`, {
        remember: input.remember,
        note: input.note,
      });
      return ruled({ name: vendor.name });
    });
}
