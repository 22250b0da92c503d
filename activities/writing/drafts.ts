import { type Attention, type Ruling, refused, ruled } from '../../accounting/attention';
import type { PostingSettings } from '../../accounting/connection-settings';
import { unknownCurrency } from '../../accounting/currency-rules';
import type { PlannedDocument } from '../../accounting/document';
import { EpicorError, type InvoiceDraft, type JournalDraft, type NewInvoice } from '../../epicor';
import type { Connected } from '../connection/connection-clients';
import { isRefusal } from '../support/failures';
import { invoiceGroupId, journalGroupId } from './group-ids';

/** Epicor's defaults for a planned document, with the group it goes into. Plain JSON: it is stored. */
export type Draft = { readonly groupId: string } & (
  | { readonly of: 'invoice'; readonly invoice: InvoiceDraft }
  | { readonly of: 'journal'; readonly journal: JournalDraft }
);

/**
 * Asks Epicor for the defaults of `plan`; a currency or date that Epicor refuses is a ruling, any other refusal an
 * error.
 */
export async function draftDocument(
  connected: Connected,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<Ruling<Draft>> {
  if (!(await isKnownCurrency(connected, plan.currency))) return refused(unknownCurrency(plan.currency));
  return orRefused(plan, vendorNum, async () =>
    inGroup(connected, plan, await asking(connected, plan, vendorNum)),
  );
}

/** The same where the document's group is there already, so that nothing is made for it; null where it is not. */
export async function draftInStandingGroup(
  connected: Connected,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<Ruling<Draft> | null> {
  const { epicor, settings } = connected;
  const groups = plan.kind === 'gl-journal' ? epicor.journalGroups : epicor.apInvoiceGroups;
  if (!(await groups.exists(groupIdOf(settings.posting, plan)))) return null;
  return orRefused(plan, vendorNum, async () => (await asking(connected, plan, vendorNum))());
}

export function groupIdOf(posting: PostingSettings, { kind, applyDate, currency }: PlannedDocument): string {
  return kind === 'gl-journal'
    ? journalGroupId(posting, applyDate, currency)
    : invoiceGroupId(posting, applyDate);
}

/** What asks Epicor for the draft, in a group that must be there; saves nothing. */
function asking(
  connected: Connected,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<() => Promise<Draft>> {
  return plan.kind === 'gl-journal'
    ? Promise.resolve(() => askForJournal(connected, plan))
    : askingForInvoice(connected, plan, vendorNum);
}

async function askingForInvoice(
  connected: Connected,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<() => Promise<Draft>> {
  const { epicor, settings } = connected;
  if (plan.kind === 'gl-journal' || vendorNum === null || plan.documentNumber === null)
    throw new Error(`an ${plan.kind} needs a vendor and a number`);
  const vendor = await connected.vendors.get(vendorNum);
  if (!vendor) throw new VendorGone();
  const groupId = groupIdOf(settings.posting, plan);
  const header: NewInvoice = {
    groupId,
    kind: plan.kind,
    vendorId: vendor.vendorId,
    vendorNum,
    invoiceNum: plan.documentNumber,
    invoiceDate: plan.invoiceDate,
    applyDate: plan.applyDate,
    dueDate: plan.dueDate,
    currency: plan.currency,
    termsCode: settings.posting.termsCode,
    total: plan.total.amount,
    description: plan.description,
    marker: plan.marker,
    recordUrl: plan.recordUrl,
  };
  return async () => ({ of: 'invoice', groupId, invoice: await epicor.apInvoices.newHeader(header) });
}

async function askForJournal({ epicor, settings }: Connected, plan: PlannedDocument): Promise<Draft> {
  const groupId = groupIdOf(settings.posting, plan);
  const answer = await epicor.journalGroups.checkDate(groupId, plan.applyDate);
  if (!answer.ok) throw new DateRefused(answer.said);
  const journal = await epicor.journals.newHeader({
    groupId,
    date: plan.applyDate,
    currency: plan.currency,
    description: plan.description,
    marker: plan.marker,
    recordUrl: plan.recordUrl,
  });
  return { of: 'journal', groupId, journal };
}

/** Works in the document's group, which is asked for once per process, and again where Epicor refuses the work. */
async function inGroup<T>(connected: Connected, plan: PlannedDocument, work: () => Promise<T>): Promise<T> {
  const group = `${plan.kind === 'gl-journal' ? plan.currency : 'invoices'} ${plan.applyDate.slice(0, 7)}`;
  if (!connected.groups.has(group)) {
    await ensureGroup(connected, plan);
    connected.groups.add(group);
    return work();
  }
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error) || !(await ensureGroup(connected, plan))) throw error;
    return work();
  }
}

/** Makes the document's group unless it is there; whether it was not: people post groups, and then they are gone. */
export async function ensureGroup(
  { epicor, settings: { posting } }: Connected,
  plan: PlannedDocument,
): Promise<boolean> {
  const { kind, applyDate, currency } = plan;
  const groupId = groupIdOf(posting, plan);
  const { journalCode, bookId } = posting;
  const { created } =
    kind === 'gl-journal'
      ? await epicor.journalGroups.ensure({ groupId, date: applyDate, journalCode, bookId, currency })
      : await epicor.apInvoiceGroups.ensure({ groupId, applyDate });
  return created;
}

/** Asked for once per process, before a group is made for it; switched off later, `ChangeCurrency` refuses it. */
export async function isKnownCurrency({ epicor, currencies }: Connected, code: string): Promise<boolean> {
  if (currencies.has(code)) return true;
  const exists = await epicor.currencies.exists(code);
  if (exists) currencies.add(code);
  return exists;
}

class DateRefused extends Error {}

class VendorGone extends Error {}

/** Only Epicor knows whether a date is open (EPICOR.md, "What was not found"): its words are shown. */
async function orRefused<T>(
  { applyDate: date, currency }: PlannedDocument,
  vendorNum: number | null,
  draft: () => Promise<T>,
): Promise<Ruling<T>> {
  try {
    return ruled(await draft());
  } catch (error) {
    if (error instanceof DateRefused) return refused(closedPeriod(date, error.message));
    if (error instanceof EpicorError && error.during === 'apply-date')
      return refused(closedPeriod(date, error.said));
    if (error instanceof VendorGone)
      return refused(unusableVendor('vendor-missing', `Epicor no longer has vendor ${vendorNum}.`));
    if (error instanceof EpicorError && error.during === 'vendor')
      return refused(
        unusableVendor('vendor-inactive', `Epicor does not take vendor ${vendorNum}: "${error.said}"`),
      );
    if (error instanceof EpicorError && error.during === 'terms')
      return refused(unusableTerms(vendorNum, error.said));
    if (error instanceof EpicorError && error.during === 'currency')
      return refused(unknownCurrency(currency));
    throw error;
  }
}

function unusableVendor(code: 'vendor-missing' | 'vendor-inactive', text: string): Attention {
  return {
    code,
    disposition: 'park',
    text,
    remedy: 'Choose another vendor with approveVendor, or mend it in Epicor and retry.',
    cause: 'vendor',
  };
}

function unusableTerms(vendorNum: number | null, said: string): Attention {
  return {
    code: 'missing-setting',
    disposition: 'park',
    text: `Vendor ${vendorNum} has no payment terms in Epicor, and an invoice must have some: "${said}"`,
    remedy: 'Give the vendor terms in Epicor, or name those to be used in posting.termsCode; then retry.',
    cause: 'vendor',
  };
}

function closedPeriod(date: string, said: string): Attention {
  return {
    code: 'closed-period',
    disposition: 'park',
    text: `Epicor does not take documents of ${date}: "${said}"`,
    remedy: 'Open the period in Epicor and retry, or retry with an apply date in an open period.',
    cause: `period:${date}`,
  };
}
