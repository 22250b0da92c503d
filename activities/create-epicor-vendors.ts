import { durationMs } from '../accounting/connection-file';
import type { EpicorCreation } from '../accounting/vendor-alignment';
import { EpicorError } from '../epicor';
import type { Connected } from './connection/connection-clients';
import type { ActivityDependencies } from './support/dependencies';
import { isRefusal, lostAnswer } from './support/failures';
import { tellAudit } from './support/step';
import { FailedSaves } from './writing/failed-saves';

export interface CreateEpicorVendorsInput {
  readonly connectionId: string;
  readonly digest: string;
}

export interface EpicorVendorsCreated {
  readonly created: number;
  readonly refused: number;
}

/** Widest name of a vendor (EPICOR.md 5). */
const nameWidth = 50;

/**
 * Creates the vendors in Epicor that a person approved (EPICOR.md 5: GetNewVendor, Update), at most once: the Brex
 * vendor's id is the marker by which one is found whose answer was lost.
 */
export function createEpicorVendors({ store, connections }: ActivityDependencies) {
  return async (input: CreateEpicorVendorsInput): Promise<EpicorVendorsCreated> => {
    const { connectionId, digest } = input;
    const connected = await connections.get(connectionId);
    const stored = await store.vendorAlignment.plan(connectionId);
    const planned = stored?.plan.digest === digest ? stored.plan.creations : [];
    const waiting = new Set(
      (await store.vendorPartners.approved(connectionId)).map(({ brexVendorId }) => brexVendorId),
    );
    const created: string[] = [];
    const refused: string[] = [];
    const failures = new FailedSaves();
    for (const creation of planned.filter(({ brexVendorId }) => waiting.has(brexVendorId))) {
      const { brexVendorId } = creation;
      // a person may have said meanwhile which vendor it is
      if ((await store.vendorPartners.having(connectionId, { brexVendorId })).length > 0) continue;
      const reason = await createOne(creation, connected, failures, async (vendorNum, name) => {
        const [other] = await store.vendorPartners.having(connectionId, { vendorNum });
        if (other && other.brexVendorId !== brexVendorId)
          return `Epicor has it as vendor ${vendorNum}, which is joined with ${other.brexVendorId} in Brex.`;
        const carried = { name, email: null, phone: null };
        const shown = { name: creation.name, email: null, phone: null };
        await store.vendorPartners.save(connectionId, {
          brexVendorId,
          vendorNum,
          rule: 'created',
          carried,
          shown,
        });
        created.push(`${name} is vendor ${vendorNum}, approved by ${creation.by}`);
        return null;
      });
      if (reason === null) continue;
      refused.push(`${creation.name}: ${reason}`);
      await store.vendorPartners.refuse(connectionId, brexVendorId, reason);
    }
    tellAudit(`${created.length} vendors created in Epicor, ${refused.length} refused`, { created, refused });
    return { created: created.length, refused: refused.length };
  };
}

/** Why it was not created, or null. */
async function createOne(
  { brexVendorId, name, vendorId, email, phone }: EpicorCreation,
  { epicor, settings }: Connected,
  failures: FailedSaves,
  join: (vendorNum: number, name: string) => Promise<string | null>,
): Promise<string | null> {
  const contact = { ...(email ? { EMailAddress: email } : {}), ...(phone ? { PhoneNum: phone } : {}) };
  try {
    const { vendor } = await failures.counted(() =>
      epicor.vendors.create({
        name: name.trim().slice(0, nameWidth).trim(),
        ...(vendorId === null ? {} : { vendorId }),
        marker: brexVendorId,
        template: { ...contact, ...settings.vendors?.template },
      }),
    );
    // the next vendor begins anew, whatever this one took
    failures.forget();
    return await join(vendor.vendorNum, vendor.name);
  } catch (error) {
    if (!(error instanceof EpicorError)) throw error;
    // tried for ever it would keep the other vendors waiting
    if (failures.givenUp) {
      failures.forget();
      const id = error.correlationId === null ? '' : ` (correlation id ${error.correlationId})`;
      return `Epicor keeps failing inside while it saves the vendor, and says: "${error.said}"${id}`;
    }
    if (error.kind === 'lost-answer') throw lostAnswer(error.message, durationMs(settings.epicor.settle));
    if (isRefusal(error)) return `Epicor says: "${error.said}"`;
    throw error;
  }
}
