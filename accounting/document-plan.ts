import { protectedAccount } from './account-rules';
import type { RecordSnapshot } from './accounting-record';
import { tooFine } from './amount-too-fine';
import { type Attention, type Ruling, refused, ruled } from './attention';
import { type BalancedLine, balancedLines, missingAccount } from './balancing';
import { planCash } from './cash';
import type { AccountRole, ConnectionSettings } from './connection-settings';
import type { DocumentKind, PlannedDocument, PlannedLine } from './document';
import { documentNumber, marker, recordUrl } from './document-identity';
import { type DocumentRule, documentRule } from './document-rules';
import { headerDescription, lineDescription } from './document-text';
import { formatMoney, isNegative, isZero, type Money, negate, sum } from './money';
import { namesOpenPurchaseOrder } from './purchase-orders';
import { isCalendarDate, type RecordDates, recordDates } from './record-dates';
import { type Coding, codeLines } from './segment-mapping';

export { bookkeeperMessage } from './bookkeeper-message';
export { documentNumber, marker, recordUrl } from './document-identity';
export { mentionedPurchaseOrders, namesOpenPurchaseOrder } from './purchase-orders';

export interface PlanOptions {
  /** YYYY-MM-DD: book on this date instead of the record's. */
  readonly applyDate?: string;
  /** "po": book although the text names an open purchase order. */
  readonly confirm?: 'po';
  /** Numbers of the vendor's open purchase orders, where they are known. */
  readonly openPurchaseOrders?: readonly number[];
}

/**
 * The Epicor document that a record becomes, or why none (DOCUMENTS.md). First whether it is to be booked at
 * all, then whether the rules and settings suffice, then its coding. The vendor is not known yet and has no
 * part in it. Throws `RangeError` where `options.applyDate` is no date: who asks must have checked it.
 */
export function planDocument(
  snapshot: RecordSnapshot,
  settings: ConnectionSettings,
  options: PlanOptions = {},
): Ruling<PlannedDocument> {
  if (options.applyDate !== undefined && !isCalendarDate(options.applyDate)) {
    throw new RangeError(`"${options.applyDate}" is not a date such as 2026-10-01`);
  }
  if (snapshot.cash) return planCash(snapshot.cash, settings, options.applyDate);
  const dates = recordDates(snapshot.record, settings.posting);
  const unwanted = beforeStart(dates, settings);
  if (unwanted !== null) return refused(unwanted);
  const rule = documentRule(snapshot.record.type, settings.posting);
  if (!rule.ok) return rule;
  const unfit =
    zeroAmount(snapshot) ??
    mixedCurrency(snapshot) ??
    tooFine(snapshot) ??
    missingIssuer(rule.value, settings);
  if (unfit !== null) return refused(unfit);
  const lines = takenLines(snapshot, rule.value, settings);
  if (!lines.ok) return lines;
  const barred =
    protectedAccount(lines.value, settings.posting.protectedAccounts) ?? purchaseOrder(snapshot, options);
  if (barred !== null) return refused(barred);
  return documentOf(snapshot, settings, rule.value, lines.value, {
    ...dates,
    applyDate: options.applyDate ?? dates.applyDate,
  });
}

function beforeStart({ applyDate }: RecordDates, { startDate }: ConnectionSettings): Attention | null {
  if (applyDate >= startDate) return null;
  return {
    code: 'before-start-date',
    disposition: 'close',
    text: `The record is of ${applyDate}, before ${startDate}, from when on records are booked here (startDate).`,
    remedy: 'Nothing is to be done; what is older was booked otherwise.',
  };
}

/** Nothing moves. Lines that net to zero do move something and are booked. */
function zeroAmount({ record }: RecordSnapshot): Attention | null {
  if (!isZero(record.amount) || record.lines.some((line) => !isZero(line.amount))) return null;
  return {
    code: 'zero-amount',
    disposition: 'close',
    text: 'The record is of zero.',
    remedy: 'Nothing is to be done.',
  };
}

function mixedCurrency({ record }: RecordSnapshot): Attention | null {
  const currencies = new Set(
    [record.amount, ...record.lines.map(({ amount }) => amount)].map((m) => m.currency),
  );
  if (currencies.size === 1) return null;
  return {
    code: 'mixed-currency',
    disposition: 'park',
    text: `The record mixes the currencies ${[...currencies].sort().join(', ')}; a document in Epicor has one.`,
    remedy: 'Split the record in Brex, or book it by hand in Epicor and link it.',
  };
}

function missingIssuer(rule: DocumentRule, { posting }: ConnectionSettings): Attention | null {
  if (rule.vendor !== 'card-issuer' || posting.cardIssuerVendor !== undefined) return null;
  return {
    code: 'missing-setting',
    disposition: 'park',
    text: 'The setting posting.cardIssuerVendor is missing: nothing says which vendor is the card issuer.',
    remedy: 'Add posting.cardIssuerVendor to the connection file, apply it and retry.',
    cause: 'setting:posting.cardIssuerVendor',
  };
}

/** The lines that the document takes, coded to full accounts; amounts with their true sign. */
function takenLines(
  snapshot: RecordSnapshot,
  rule: DocumentRule,
  settings: ConnectionSettings,
): Ruling<readonly PlannedLine[]> {
  const balanced = balancedLines(snapshot, rule, settings);
  if (!balanced.ok) return balanced;
  const taken = rule.lines === 'all' ? balanced.value : balanced.value.filter(({ role }) => role === null);
  if (taken.length === 0) return refused(noExpense(snapshot.record.amount));
  const coded = taken.flatMap(({ line, role }) => (line !== null && role === null ? [line] : []));
  const codings = codeLines(coded, snapshot, settings.mapping);
  if (!codings.ok) return codings;
  const planned: PlannedLine[] = [];
  for (const each of taken) {
    const coding = codingOf(each, codings.value, settings);
    if (!coding.ok) return coding;
    planned.push(plannedLine(each, coding.value, snapshot, rule));
  }
  return ruled(planned);
}

function codingOf(
  { line, role }: BalancedLine,
  codings: ReadonlyMap<string, Coding>,
  { posting }: ConnectionSettings,
): Ruling<Coding> {
  if (role !== null) return clearingAccount(role, posting.accounts[role]);
  const coding = line === null ? undefined : codings.get(line.id);
  if (coding === undefined) throw new Error(`line ${line?.id ?? 'without id'} was not coded`);
  return ruled(coding);
}

function clearingAccount(role: AccountRole, account: string | undefined): Ruling<Coding> {
  if (account === undefined) return refused(missingAccount(role));
  const rule = `clearing account posting.accounts.${role}`;
  return ruled({
    account,
    segments: account.split('|').map((code, index) => ({ segment: index + 1, code, rule })),
  });
}

function plannedLine(
  { line, role, amount }: BalancedLine,
  { account, segments }: Coding,
  snapshot: RecordSnapshot,
  rule: DocumentRule,
): PlannedLine {
  const description =
    line === null ? headerDescription(snapshot, rule.vendor) : lineDescription(line, snapshot, rule.vendor);
  return { lineId: line?.id ?? `supplied:${role}`, account, amount: amount.amount, description, segments };
}

function noExpense(amount: Money): Attention {
  return {
    code: 'no-lines',
    disposition: 'return',
    text: `The record of ${formatMoney(amount)} has no expense line.`,
    remedy: 'Code the expense in Brex and export the record again.',
  };
}

function purchaseOrder(snapshot: RecordSnapshot, options: PlanOptions): Attention | null {
  return options.confirm === 'po' ? null : namesOpenPurchaseOrder(snapshot, options.openPurchaseOrders ?? []);
}

function documentOf(
  snapshot: RecordSnapshot,
  settings: ConnectionSettings,
  rule: DocumentRule,
  lines: readonly PlannedLine[],
  dates: RecordDates,
): Ruling<PlannedDocument> {
  const { record } = snapshot;
  const { currency } = record.amount;
  const total = sum(
    lines.map(({ amount }) => ({ amount, currency })),
    currency,
  );
  const kind = kindOf(rule, total);
  if (kind === 'ap-debit-memo' && !isNegative(total)) return refused(noCredit(record.type, total));
  const number = kind === 'gl-journal' ? ruled(null) : documentNumber(record);
  if (!number.ok) return number;
  const entered = kind === 'ap-debit-memo' ? asEntered : (amount: Money) => amount;
  return ruled({
    kind,
    vendorRole: rule.vendor,
    documentNumber: number.value,
    marker: marker(settings.id, record.id),
    recordUrl: recordUrl(record, snapshot.merchant?.expensePage),
    currency,
    invoiceDate: dates.invoiceDate,
    applyDate: dates.applyDate,
    dueDate: kind === 'gl-journal' ? null : dates.dueDate,
    description: headerDescription(snapshot, rule.vendor),
    total: entered(total),
    lines: lines.map((line) => ({ ...line, amount: entered({ amount: line.amount, currency }).amount })),
  });
}

/** What would leave a negative payable is a debit memo. */
function kindOf(rule: DocumentRule, total: Money): DocumentKind {
  const negativePayable = rule.document === 'ap-invoice' && rule.lines === 'expense' && isNegative(total);
  return negativePayable ? 'ap-debit-memo' : rule.document;
}

/** A debit memo is entered positive and stored negative (EPICOR.md 3.2). */
const asEntered = negate;

function noCredit(type: string, total: Money): Attention {
  return {
    code: 'unsupported-style',
    disposition: 'park',
    text: `posting.types.${type} asks for a debit memo, but the expense of ${formatMoney(total)} is no credit.`,
    remedy: `Use document: ap-invoice for ${type}, which makes a debit memo of a negative total by itself, and retry.`,
  };
}
