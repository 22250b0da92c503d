import { Decimal } from 'decimal.js';
import type { ActualDocument, ActualLine, PlannedDocument, PlannedLine } from './document';
import { isSameNumber } from './document-name';
import { sameAmount } from './money';

/** One point in which the document in Epicor is not what was planned. */
export interface Difference {
  /** Which point, stable for tests and the audit: "currency", "line arli_1 account", "foreign line 3". */
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  /** The same for a person. */
  readonly sentence: string;
}

/**
 * Compares the document as read back with the plan; no difference means that it may be reported as booked.
 * Amounts are compared exactly. Of a debit memo both sides are as entered, positive (EPICOR.md 3.2). A journal
 * has no vendor, number, invoice date, control total or tax: its lines must balance instead. `vendorNum` is
 * null for journals. A due date is compared where the plan has one: else the vendor's terms decide.
 */
export function compareDocument(
  planned: PlannedDocument,
  actual: ActualDocument,
  vendorNum: number | null,
): Difference[] {
  return [
    ...differs('kind', planned.kind, actual.kind),
    ...differs('marker', planned.marker, actual.marker),
    ...differs('currency', planned.currency, actual.currency),
    ...differs('apply date', planned.applyDate, actual.applyDate),
    ...(planned.kind === 'gl-journal' ? [] : compareInvoiceHeader(planned, actual, vendorNum)),
    ...differsInAmount('variance', '0', actual.variance),
    ...compareLines(planned.lines, actual.lines),
    ...differsInAmount('sum of the lines', planned.total.amount, sumOf(actual.lines)),
  ];
}

/** Whether the document in Epicor is the planned one, whole and nothing else. */
export function isComplete(
  planned: PlannedDocument,
  actual: ActualDocument,
  vendorNum: number | null,
): boolean {
  return compareDocument(planned, actual, vendorNum).length === 0;
}

/**
 * Whether a document bears another mark than the plan's, lines that were not planned, or one of them twice. It is
 * for a person then: adding to it what seems to be missing could only make it worse.
 */
export function isNotOursAlone(planned: PlannedDocument, actual: ActualDocument): boolean {
  const ids = actual.lines.map(({ lineId }) => lineId);
  const wanted = new Set(planned.lines.map(({ lineId }) => lineId));
  return (
    actual.marker !== planned.marker || new Set(ids).size < ids.length || ids.some((id) => !wanted.has(id))
  );
}

/**
 * Whether a document without our whole marker still shows that we entered it: the marker's beginning, at least
 * the connection's id, or lines of ours.
 */
export function bearsTracesOf(planned: PlannedDocument, actual: ActualDocument): boolean {
  if (actual.marker.includes(':') && planned.marker.startsWith(actual.marker)) return true;
  return actual.lines.some(({ lineId }) => planned.lines.some((line) => line.lineId === lineId));
}

/** The planned lines that Epicor does not have yet, by identity: what a resumed write still has to add. */
export function missingLines(planned: PlannedDocument, actual: ActualDocument): PlannedLine[] {
  const present = new Set(actual.lines.map((line) => line.lineId));
  return planned.lines.filter((line) => !present.has(line.lineId));
}

function compareInvoiceHeader(
  planned: PlannedDocument,
  actual: ActualDocument,
  vendorNum: number | null,
): Difference[] {
  return [
    ...differs('vendor', String(vendorNum), String(actual.vendorNum)),
    ...(isSameNumber(planned.documentNumber ?? '', actual.documentNumber ?? '')
      ? []
      : differs('document number', planned.documentNumber ?? '', actual.documentNumber ?? '')),
    ...differs('invoice date', planned.invoiceDate, actual.invoiceDate),
    ...(planned.dueDate === null ? [] : differs('due date', planned.dueDate, actual.dueDate ?? 'none')),
    ...differsInAmount('total', planned.total.amount, actual.total),
    ...differs('tax rows', '0', String(actual.taxRows)),
  ];
}

function compareLines(planned: readonly PlannedLine[], actual: readonly ActualLine[]): Difference[] {
  const ours = new Set(planned.map((line) => line.lineId));
  const foreign = actual.filter((line) => !ours.has(line.lineId));
  return [
    ...planned.flatMap((line) =>
      compareLine(
        line,
        actual.filter((found) => found.lineId === line.lineId),
      ),
    ),
    ...foreign.map((line) =>
      difference(
        `foreign line ${line.lineNumber}`,
        'no such line',
        line.lineId === '' ? `a line of ${line.amount}` : `a line of ${line.amount} marked ${line.lineId}`,
      ),
    ),
  ];
}

function compareLine(planned: PlannedLine, found: readonly ActualLine[]): Difference[] {
  const name = `line ${planned.lineId}`;
  const [line] = found;
  if (line === undefined || found.length > 1) {
    return [difference(name, 'once', found.length === 0 ? 'not at all' : `${found.length} times`)];
  }
  return [
    ...differsInAmount(`${name} amount`, planned.amount, line.amount),
    ...compareCoding(name, planned, line),
  ];
}

/** A line carries exactly one distribution, over its full amount, on the planned account. */
function compareCoding(name: string, planned: PlannedLine, line: ActualLine): Difference[] {
  const [coding] = line.distributions;
  if (coding === undefined || line.distributions.length > 1) {
    const found = line.distributions.map((each) => `${each.account} ${each.amount}`).join(', ');
    return [difference(`${name} coding`, `${planned.account} ${planned.amount} alone`, found || 'none')];
  }
  return [
    ...differs(`${name} account`, planned.account, coding.account),
    ...differsInAmount(`${name} coded amount`, planned.amount, coding.amount),
  ];
}

function sumOf(lines: readonly ActualLine[]): string {
  return lines.reduce((total, line) => total.plus(line.amount), new Decimal(0)).toFixed();
}

function differs(what: string, expected: string, found: string): Difference[] {
  return expected === found ? [] : [difference(what, expected, found)];
}

function differsInAmount(what: string, expected: string, found: string): Difference[] {
  return sameAmount(expected, found) ? [] : [difference(what, expected, found)];
}

function difference(what: string, expected: string, found: string): Difference {
  const shown = found === '' ? 'nothing' : found;
  return { what, expected, found, sentence: `${what}: expected ${expected}, found ${shown} in Epicor` };
}
