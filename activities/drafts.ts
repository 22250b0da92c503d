import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import { unknownCurrency } from '../accounting/currency-rules';
import type { PlannedDocument } from '../accounting/document';
import { EpicorError, type InvoiceDraft, type JournalDraft } from '../epicor';
import type { Connected } from './connection-clients';
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
  return orRefused(plan, () =>
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
  if (!vendor) throw new Error(`Epicor no longer has vendor ${vendorNum}`);
  const groupId = invoiceGroupId(settings.posting, plan.applyDate);
  await once(connected, `invoice ${groupId}`, () =>
    epicor.apInvoiceGroups.ensure({ groupId, applyDate: plan.applyDate }),
  );
  const invoice = await epicor.apInvoices.newHeader({
    groupId,
    kind: plan.kind,
    vendorId: vendor.vendorId,
    vendorNum,
    invoiceNum: plan.documentNumber,
    invoiceDate: plan.invoiceDate,
    applyDate: plan.applyDate,
    dueDate: plan.dueDate,
    currency: plan.currency,
    total: plan.total.amount,
    description: plan.description,
    marker: plan.marker,
    recordUrl: plan.recordUrl,
  });
  return { of: 'invoice', groupId, invoice };
}

async function draftJournal(connected: Connected, plan: PlannedDocument): Promise<Draft> {
  const { epicor, settings } = connected;
  const { bookId, journalCode } = settings.posting;
  const groupId = journalGroupId(settings.posting, plan.applyDate, plan.currency);
  await once(connected, `journal ${groupId}`, () =>
    epicor.journalGroups.ensure({
      groupId,
      date: plan.applyDate,
      journalCode,
      bookId,
      currency: plan.currency,
    }),
  );
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

/** A group is asked for once per process; should it be posted and deleted meanwhile, the refusal says so. */
async function once({ groups }: Connected, group: string, ensure: () => Promise<unknown>): Promise<void> {
  if (groups.has(group)) return;
  await ensure();
  groups.add(group);
}

/** Asked for once per process, before a group is made for it; switched off later, `ChangeCurrency` refuses it. */
async function isKnownCurrency({ epicor, currencies }: Connected, code: string): Promise<boolean> {
  if (currencies.has(code)) return true;
  const exists = await epicor.currencies.exists(code);
  if (exists) currencies.add(code);
  return exists;
}

class DateRefused extends Error {}

/** Only Epicor knows whether a date is open (EPICOR.md, "What was not found"): its words are shown. */
async function orRefused<T>(
  { applyDate: date, currency }: PlannedDocument,
  draft: () => Promise<T>,
): Promise<Ruling<T>> {
  try {
    return ruled(await draft());
  } catch (error) {
    if (error instanceof DateRefused) return refused(closedPeriod(date, error.message));
    if (error instanceof EpicorError && error.during === 'apply-date')
      return refused(closedPeriod(date, error.said));
    if (error instanceof EpicorError && error.during === 'currency')
      return refused(unknownCurrency(currency));
    throw error;
  }
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
