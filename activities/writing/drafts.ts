import { type Attention, type Ruling, refused, ruled } from '../../accounting/attention';
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
  return orRefused(plan, vendorNum, () =>
    plan.kind === 'gl-journal' ? draftJournal(connected, plan) : draftInvoice(connected, plan, vendorNum),
  );
}

async function draftInvoice(
  connected: Connected,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<Draft> {
  const { epicor, settings } = connected;
  if (plan.kind === 'gl-journal' || vendorNum === null || plan.documentNumber === null)
    throw new Error(`an ${plan.kind} needs a vendor and a number`);
  const vendor = await connected.vendors.get(vendorNum);
  if (!vendor) throw new VendorGone();
  const groupId = invoiceGroupId(settings.posting, plan.applyDate);
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
  const invoice = await inGroup(connected, plan, () => epicor.apInvoices.newHeader(header));
  return { of: 'invoice', groupId, invoice };
}

async function draftJournal(connected: Connected, plan: PlannedDocument): Promise<Draft> {
  const { epicor, settings } = connected;
  const groupId = journalGroupId(settings.posting, plan.applyDate, plan.currency);
  const journal = await inGroup(connected, plan, async () => {
    const answer = await epicor.journalGroups.checkDate(groupId, plan.applyDate);
    if (!answer.ok) throw new DateRefused(answer.said);
    return epicor.journals.newHeader({
      groupId,
      date: plan.applyDate,
      currency: plan.currency,
      description: plan.description,
      marker: plan.marker,
      recordUrl: plan.recordUrl,
    });
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
  { kind, applyDate, currency }: PlannedDocument,
): Promise<boolean> {
  const { created } =
    kind === 'gl-journal'
      ? await epicor.journalGroups.ensure({
          groupId: journalGroupId(posting, applyDate, currency),
          date: applyDate,
          journalCode: posting.journalCode,
          bookId: posting.bookId,
          currency,
        })
      : await epicor.apInvoiceGroups.ensure({ groupId: invoiceGroupId(posting, applyDate), applyDate });
  return created;
}

/** Asked for once per process, before a group is made for it; switched off later, `ChangeCurrency` refuses it. */
async function isKnownCurrency({ epicor, currencies }: Connected, code: string): Promise<boolean> {
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
