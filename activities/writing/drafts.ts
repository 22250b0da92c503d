import { type Attention, type Ruling, refused, ruled } from '../../accounting/attention';
import { unknownCurrency } from '../../accounting/currency-rules';
import type { PlannedDocument } from '../../accounting/document';
import {
  EpicorError,
  type InvoiceDraft,
  type JournalDraft,
  type NewInvoice,
  type VendorRow,
} from '../../epicor';
import type { Store } from '../../store';
import type { Connected } from '../connection/connection-clients';
import { foreseenGroupId, groupKind, groupsOf, openGroup, workingIn } from './groups';

/** Epicor's defaults for a planned document, with the group it goes into. Plain JSON: it is stored. */
export type Draft = { readonly groupId: string } & (
  | { readonly of: 'invoice'; readonly invoice: InvoiceDraft }
  | { readonly of: 'journal'; readonly journal: JournalDraft; readonly remark?: string }
);

/**
 * Asks Epicor for the defaults of `plan`; a currency or date that Epicor refuses is a ruling, any other refusal an
 * error.
 */
export async function draftDocument(
  store: Store,
  connected: Connected,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<Ruling<Draft>> {
  if (!(await isKnownCurrency(connected, plan.currency))) return refused(unknownCurrency(plan.currency));
  return orRefused(plan, vendorNum, () =>
    plan.kind === 'gl-journal'
      ? draftJournal(store, connected, plan)
      : draftInvoice(store, connected, plan, vendorNum),
  );
}

/** The same where the document's group is there already, so that nothing is made for it; null where it is not. */
export async function draftInStandingGroup(
  store: Store,
  connected: Connected,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<Ruling<Draft> | null> {
  const groupId = await foreseenGroupId(store, connected, plan);
  if (!(await groupsOf(connected, groupKind(plan)).find(groupId))) return null;
  return orRefused(plan, vendorNum, async () =>
    plan.kind === 'gl-journal'
      ? journalIn(connected, plan, groupId)
      : (await invoiceIn(connected, plan, vendorNum))(groupId),
  );
}

async function draftInvoice(
  store: Store,
  connected: Connected,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<Draft> {
  return inGroup(store, connected, plan, await invoiceIn(connected, plan, vendorNum));
}

/** Asks Epicor for an invoice in a group that must be there; saves nothing. */
async function invoiceIn(
  connected: Connected,
  plan: PlannedDocument,
  vendorNum: number | null,
): Promise<(groupId: string) => Promise<Draft>> {
  const { epicor } = connected;
  if (plan.kind === 'gl-journal' || vendorNum === null || plan.documentNumber === null)
    throw new Error(`an ${plan.kind} needs a vendor and a number`);
  const vendor = await connected.vendors.get(vendorNum);
  if (!vendor) throw new VendorGone();
  const header: Omit<NewInvoice, 'groupId'> = {
    kind: plan.kind,
    vendorId: vendor.vendorId,
    vendorNum,
    invoiceNum: plan.documentNumber,
    invoiceDate: plan.invoiceDate,
    applyDate: plan.applyDate,
    dueDate: plan.dueDate,
    currency: plan.currency,
    termsCode: connected.settings.posting.termsCode,
    total: plan.total.amount,
    description: plan.description,
    marker: plan.marker,
    recordUrl: plan.recordUrl,
  };
  const newHeader = async (groupId: string): Promise<InvoiceDraft> => {
    try {
      return await epicor.apInvoices.newHeader({ ...header, groupId });
    } catch (error) {
      const renamed = await otherVendorId(connected, vendor, error);
      if (renamed === null) throw error;
      return epicor.apInvoices.newHeader({ ...header, vendorId: renamed, groupId });
    }
  };
  return async (groupId) => ({ of: 'invoice', groupId, invoice: await newHeader(groupId) });
}

/**
 * Where Epicor does not take the vendor: its VendorID as it is now, if it is another by now than our list has. People
 * may change it, and give the former one to another vendor (EPICOR.md 5); the number stays.
 */
async function otherVendorId(
  { epicor }: Connected,
  { vendorNum, vendorId }: VendorRow,
  error: unknown,
): Promise<string | null> {
  if (!(error instanceof EpicorError) || error.during !== 'vendor') return null;
  const now = await epicor.vendors.get(vendorNum);
  if (!now) throw new VendorGone();
  return now.vendorId === vendorId ? null : now.vendorId;
}

function draftJournal(store: Store, connected: Connected, plan: PlannedDocument): Promise<Draft> {
  return inGroup(store, connected, plan, (groupId) => journalIn(connected, plan, groupId));
}

async function journalIn({ epicor }: Connected, plan: PlannedDocument, groupId: string): Promise<Draft> {
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
  return { of: 'journal', groupId, journal, ...(answer.remark ? { remark: answer.remark } : {}) };
}

/** Works in the open group; where people posted it since it was last seen, it is made again. */
async function inGroup<T>(
  store: Store,
  connected: Connected,
  plan: PlannedDocument,
  work: (groupId: string) => Promise<T>,
): Promise<T> {
  const { groupId, kind } = (await openGroup(store, connected, plan)).group;
  return workingIn(
    connected,
    { groupId, kind },
    () => work(groupId),
    async () => work((await openGroup(store, connected, plan, true)).group.groupId),
  );
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
