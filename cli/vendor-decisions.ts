import { newPartner } from '../accounting/vendor-alignment';
import { BrexCommandFailed, type OpenConnection } from './brex-connection';

/** A person joins two vendors, with the names that they have. */
export async function linkVendors(
  { store, settings, brex, say }: OpenConnection,
  brexVendorId: string,
  vendorNum: number,
  by: string,
): Promise<void> {
  const epicor = (await store.vendorAlignment.directory(settings.id)).find(
    (vendor) => vendor.vendorNum === vendorNum,
  );
  if (!epicor)
    throw new BrexCommandFailed(
      `Epicor had no vendor ${vendorNum} when its vendors were last read: run "brex-kinetic vendors plan" first.`,
    );
  const found = await brex.vendor(brexVendorId);
  if (!found) throw new BrexCommandFailed(`Brex knows no vendor ${brexVendorId}.`);
  const { id, companyName: name, email, phone } = found;
  const partner = newPartner(epicor, { id, name, email, phone });
  await store.vendorPartners.save(settings.id, { ...partner, rule: 'decided' });
  await tell(
    { store, settings },
    by,
    'linkVendors',
    `Brex vendor "${name}" (${id}) is vendor ${vendorNum} "${epicor.name}"`,
  );
  say(`Brex vendor "${name}" is joined with vendor ${vendorNum} "${epicor.name}".`);
}

/** A person parts two vendors; they are not joined again without a person. */
export async function unlinkVendor(
  { store, settings, say }: OpenConnection,
  brexVendorId: string,
  by: string,
): Promise<void> {
  const pair = await store.vendorPartners.remove(settings.id, brexVendorId);
  if (!pair) throw new BrexCommandFailed(`Brex vendor ${brexVendorId} is joined with no vendor of Epicor.`);
  await store.vendorPartners.reject(settings.id, pair, by);
  await tell(
    { store, settings },
    by,
    'unlinkVendor',
    `Brex vendor ${brexVendorId} is not vendor ${pair.vendorNum}`,
  );
  say(`Brex vendor ${brexVendorId} and vendor ${pair.vendorNum} are parted.`);
}

/** A person wants a vendor of Brex created in Epicor; the next run does it. */
export async function approveVendor(
  { store, settings, brex, say }: OpenConnection,
  brexVendorId: string,
  { by, vendorId = null }: { readonly by: string; readonly vendorId?: string | null },
): Promise<void> {
  const partner = (await store.vendorPartners.all(settings.id)).find(
    (pair) => pair.brexVendorId === brexVendorId,
  );
  if (partner)
    throw new BrexCommandFailed(
      `Brex vendor ${brexVendorId} is vendor ${partner.vendorNum} of Epicor already.`,
    );
  const found = await brex.vendor(brexVendorId);
  if (!found?.companyName) throw new BrexCommandFailed(`Brex knows no vendor ${brexVendorId} with a name.`);
  if (settings.vendors?.idFrom === 'answer' && vendorId === null)
    throw new BrexCommandFailed('The connection file says vendors.idFrom: answer, so name its --vendor-id.');
  await store.vendorPartners.approve(settings.id, { brexVendorId, by, vendorId });
  await tell(
    { store, settings },
    by,
    'approveVendorCreation',
    `Brex vendor "${found.companyName}" (${brexVendorId}) is to be created in Epicor`,
  );
  say(`"${found.companyName}" is to be created in Epicor.`);
}

/** Who decided is only a claim. */
async function tell(
  { store, settings }: Pick<OpenConnection, 'store' | 'settings'>,
  by: string,
  step: string,
  summary: string,
): Promise<void> {
  const actor = { kind: 'command', name: by, claimed: true } as const;
  await store.audit.append({ connectionId: settings.id, actor, step, outcome: 'ok', summary });
}
