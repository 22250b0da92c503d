import { activityInfo } from '@temporalio/activity';
import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import { durationMs } from '../accounting/connection-file';
import type { PostingSettings } from '../accounting/connection-settings';
import { marker } from '../accounting/document-identity';
import type { VendorTemplate } from '../accounting/vendor-template';
import { EpicorError } from '../epicor';
import { othersWoken, rememberVendor, wakeOthersOf } from './asking/vendor-answers';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { attentionFrom, lostAnswer } from './support/failures';
import { storedMerchant } from './support/merchant';
import { inPreview, ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { FailedSaves } from './writing/failed-saves';

export interface VendorToCreate extends RecordKey {
  readonly by: string;
  readonly note?: string;
  /** Default: the merchant's. */
  readonly name?: string;
  readonly vendorId?: string;
}

/** Widest name of a vendor (EPICOR.md 5). */
const nameLength = 50;

/**
 * Creates the vendor that a person asked for in Epicor, once (its marker is of the merchant and of what was asked for,
 * so that two records of one merchant create one, and another name another one), remembers it for the merchant, and
 * wakes the merchant's other records. A vendor that has this very name already is taken as it is.
 */
export function createVendor(deps: ActivityDependencies) {
  return (input: VendorToCreate): Promise<Ruling<{ readonly vendorNum: number; readonly name: string }>> =>
    ruling(async () => {
      const { store, connections } = deps;
      const key = { connectionId: input.connectionId, recordId: input.recordId };
      const { settings, epicor } = await connections.get(key.connectionId);
      if (settings.mode === 'preview') return refused(inPreview);
      const merchant = await storedMerchant(store, key);
      const name = (input.name ?? merchant.vendorName ?? '').trim();
      if (name === '' || name.length > nameLength) return refused(needsName(name));
      if (settings.vendors?.idFrom === 'answer' && input.vendorId === undefined) return refused(needsId);
      const about = [merchant.keys[0] ?? `record/${key.recordId}`, name.toLowerCase(), input.vendorId ?? ''];
      const made = await orLater(new FailedSaves(), durationMs(settings.epicor.settle), () =>
        epicor.vendors.create({
          name,
          vendorId: input.vendorId,
          marker: marker(key.connectionId, `vendor/${about.join('/')}`),
          template: { ...termsOf(settings.posting), ...settings.vendors?.template },
        }),
      );
      if (!made.ok) return made;
      const { vendor, created } = made.value;
      if (vendor.inactive) return refused(isInactive(vendor.vendorNum, vendor.name));
      await rememberVendor(store, epicor, key, merchant.keys, { ...input, vendorNum: vendor.vendorNum });
      const woken = await wakeOthersOf(deps, key, merchant.keys);
      await store.vendorQuestions.close(key);
      tellAudit(
        `vendor ${vendor.vendorNum} ${vendor.vendorId} ${vendor.name} ${created ? 'created' : 'was there already'}${othersWoken(woken)}`,
        { created, note: input.note },
      );
      return ruled({ vendorNum: vendor.vendorNum, name: vendor.name });
    });
}

/** Invoices need terms: those of invoices without are a new vendor's too. */
const termsOf = ({ termsCode }: PostingSettings): VendorTemplate =>
  termsCode === undefined ? {} : { TermsCode: termsCode };

/** What Epicor refuses keeps the question open; after a lost answer the vendor is looked for once it had time to come. */
async function orLater<T>(
  failures: FailedSaves,
  settleMs: number,
  create: () => Promise<T>,
): Promise<Ruling<T>> {
  try {
    return ruled(await failures.counted(create));
  } catch (error) {
    if (failures.givenUp) return refused(keepsFailing(failures.givenUp));
    if (error instanceof EpicorError && error.kind === 'lost-answer')
      throw lostAnswer(error.message, settleMs);
    const attention = attentionFrom(error, activityInfo().attempt);
    if (!attention) throw error;
    return refused(notTaken(attention.text));
  }
}

const again =
  'Then createVendor again, or name a vendor that Epicor has with approveVendor; it is remembered for this merchant.';

const notTaken = (said: string): Attention => ({
  code: 'vendor-refused',
  disposition: 'park',
  text: `The vendor could not be created. ${said.replace('Epicor refused the document. ', '')}`,
  remedy: `Correct what is named: columns of new vendors stand in vendors.template of the connection file. ${again}`,
  cause: 'vendor',
});

const keepsFailing = ({ said, correlationId }: EpicorError): Attention => ({
  code: 'vendor-refused',
  disposition: 'park',
  text: `Epicor keeps failing inside while it saves the vendor. Epicor says: "${said}"${correlationId === null ? '' : ` (correlation id ${correlationId})`}`,
  remedy: `Give the correlation id to the Epicor administrator, who finds the cause in the server’s log (often a rule or customisation of your own, or a column in vendors.template). ${again}`,
  cause: 'vendor',
});

const needsName = (name: string): Attention => ({
  code: 'vendor-refused',
  disposition: 'park',
  text:
    name === ''
      ? 'A vendor without a name cannot be created, and what Brex tells of the merchant names nobody.'
      : `"${name}" has more than the ${nameLength} characters of a vendor's name in Epicor.`,
  remedy: 'Use createVendor with "name".',
  cause: 'vendor',
});

const needsId: Attention = {
  code: 'vendor-refused',
  disposition: 'park',
  text: 'Vendor IDs are not made of names here (vendors.idFrom: answer).',
  remedy: 'Use createVendor with "vendorId", at most 8 characters.',
  cause: 'vendor',
};

const isInactive = (vendorNum: number, name: string): Attention => ({
  code: 'vendor-inactive',
  disposition: 'park',
  text: `Epicor has a vendor of this name already: ${vendorNum} ${name}, which is inactive.`,
  remedy:
    'Make it active in Epicor, or create one of another name; or choose an active vendor with approveVendor.',
  cause: 'vendor',
});
