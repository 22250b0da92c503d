import type { EpicorVendor } from '../accounting/vendor-alignment';
import { EpicorError } from '../epicor';
import type { ScheduledInput } from '../workflows/contract';
import type { ActivityDependencies } from './support/dependencies';
import { tellAlert, tellAudit } from './support/step';

export interface EpicorVendorsRead {
  /** null where Epicor does not allow it. */
  readonly vendors: number | null;
}

/** Reads every vendor of Epicor, with its contact, for the plan that follows (EPICOR.md 5). */
export function readEpicorVendors({ store, connections }: ActivityDependencies) {
  return async ({ connectionId }: ScheduledInput): Promise<EpicorVendorsRead> => {
    const { epicor } = await connections.get(connectionId);
    // one that changes while the list is paged comes twice: the later row counts
    const vendors = new Map<number, EpicorVendor>();
    try {
      for await (const vendor of epicor.vendors.directory()) vendors.set(vendor.vendorNum, vendor);
    } catch (error) {
      if (!(error instanceof EpicorError) || error.kind !== 'denied') throw error;
      tellAlert(
        `Vendors cannot be aligned: Epicor does not let the integration user read them. ${error.said}`,
      );
      return { vendors: null };
    }
    await store.vendorAlignment.saveDirectory(connectionId, [...vendors.values()]);
    tellAudit(`${vendors.size} vendors read from Epicor`);
    return { vendors: vendors.size };
  };
}
