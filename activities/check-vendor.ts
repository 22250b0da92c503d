import { type Ruling, refused, ruled } from '../accounting/attention';
import { keysOfMerchant } from './match-vendor';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { storedPlan, storedSnapshot } from './support/stored';

export interface ApprovedVendor extends RecordKey {
  readonly vendorNum: number;
  readonly by: string;
  readonly note?: string;
  readonly remember: boolean;
}

/**
 * Checks in Epicor that the vendor a person chose exists and is active (validators of signals do no I/O), and
 * remembers the choice for the merchant.
 */
export function checkVendor({ store, connections }: ActivityDependencies) {
  return (input: ApprovedVendor): Promise<Ruling<{ readonly name: string }>> =>
    ruling(async () => {
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
      if (input.remember) await remember(store, key, input);
      tellAudit(`vendor ${input.vendorNum} ${vendor.name} approved by ${input.by}`, {
        remember: input.remember,
        note: input.note,
      });
      return ruled({ name: vendor.name });
    });
}

async function remember(
  store: ActivityDependencies['store'],
  key: RecordKey,
  input: ApprovedVendor,
): Promise<void> {
  const [snapshot, plan] = await Promise.all([storedSnapshot(store, key), storedPlan(store, key)]);
  for (const merchant of keysOfMerchant(snapshot, plan.vendorRole))
    await store.vendorLinks.remember(key.connectionId, merchant, input.vendorNum, input.by, input.note);
}
