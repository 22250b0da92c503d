import { Decimal } from 'decimal.js';
import type { RecordSnapshot } from './accounting-record';
import type { Attention, Ruling } from './attention';
import type { DocumentKind, PlannedDocument, PlannedLine } from './document';
import { formatMoney, money } from './money';
import type { VendorCandidate } from './vendor-matching';

/** One thing that booking would ask for: found well, found wrong, or not asked. */
export type Check =
  | { readonly what: string; readonly result: 'passed' }
  | { readonly what: string; readonly result: 'failed'; readonly attention: Attention }
  | { readonly what: string; readonly result: 'unchecked'; readonly why: string };

export interface PreviewedVendor {
  readonly vendorNum: number;
  readonly vendorId: string;
  readonly name: string;
  /** Why this one, in words. */
  readonly why: string;
}

export interface PreviewedLine {
  readonly account: string;
  /** As Epicor's chart names it; "" where it has no such account. */
  readonly accountName: string;
  readonly side: 'Dr' | 'Cr';
  /** Positive decimal text. */
  readonly amount: string;
  readonly description: string;
}

export interface PreviewedDocument {
  readonly kind: DocumentKind;
  readonly documentNumber: string | null;
  readonly groupId: string;
  readonly currency: string;
  readonly invoiceDate: string | null;
  readonly applyDate: string;
  readonly dueDate: string | null;
  readonly description: string;
  /** The control total as it would be typed, "0.00 USD". */
  readonly total: string;
  readonly lines: readonly PreviewedLine[];
  /** Lines beyond those that are shown. */
  readonly linesLeftOut: number;
}

/** What would become of one record, for people. Bounded, so that it may travel to the one who asked. */
export interface Preview {
  readonly connectionId: string;
  readonly recordId: string;
  readonly outcome: 'would-be-booked' | 'would-ask-for-a-vendor' | 'would-not-be-booked';
  /** "would be booked as ap-invoice, 0.00 USD." */
  readonly verdict: string;
  readonly record: {
    readonly type: string;
    readonly amount: string;
    readonly reviewStatus: string;
    readonly version: number;
    readonly payee: string | null;
  };
  readonly document: PreviewedDocument | null;
  readonly vendor: PreviewedVendor | null;
  readonly candidates: readonly VendorCandidate[];
  readonly problems: readonly Pick<Attention, 'code' | 'disposition' | 'text' | 'remedy'>[];
  readonly checks: readonly Check[];
  /** What else is to be known: where the record stands already. */
  readonly notes: readonly string[];
}

/** What was found out about a plan, by reading only. */
export interface Findings {
  readonly groupId: string;
  readonly vendor: PreviewedVendor | null;
  /** The question of who the vendor is, where it is open. */
  readonly question: {
    readonly attention: Attention;
    readonly candidates: readonly VendorCandidate[];
  } | null;
  /** Account → its name. */
  readonly accountNames: ReadonlyMap<string, string>;
  readonly checks: readonly Check[];
}

/** More than this nobody reads, and a payload has its limits. */
const mostLines = 200;

/** Puts together what a person wants to know before a record is booked. `findings` is null where it is not planned. */
export function previewOf(
  connectionId: string,
  { record, merchant }: RecordSnapshot,
  planned: Ruling<PlannedDocument>,
  findings: Findings | null,
  notes: readonly string[],
): Preview {
  const checks = findings?.checks ?? [];
  const failed = checks.flatMap((check) => (check.result === 'failed' ? [check.attention] : []));
  const problems = planned.ok ? failed : [planned.attention];
  const question = findings?.question ?? null;
  const [problem] = problems;
  return {
    connectionId,
    recordId: record.id,
    ...verdictOf(planned, problem ?? null, question?.attention ?? null),
    record: {
      type: record.type,
      amount: formatMoney(record.amount),
      reviewStatus: record.reviewStatus,
      version: record.version,
      payee: merchant?.name ?? merchant?.rawDescriptor ?? record.vendor?.name ?? null,
    },
    document: planned.ok && findings ? documentOf(planned.value, findings) : null,
    vendor: findings?.vendor ?? null,
    candidates: question?.candidates ?? [],
    problems: [...problems, ...(question ? [question.attention] : [])].map(
      ({ code, disposition, text, remedy }) => ({ code, disposition, text, remedy }),
    ),
    checks,
    notes,
  };
}

function verdictOf(
  planned: Ruling<PlannedDocument>,
  problem: Attention | null,
  question: Attention | null,
): Pick<Preview, 'outcome' | 'verdict'> {
  if (problem) return { outcome: 'would-not-be-booked', verdict: `would not be booked. ${problem.text}` };
  if (question)
    return { outcome: 'would-ask-for-a-vendor', verdict: `would ask for a vendor. ${question.text}` };
  if (!planned.ok) throw new Error('a record that is not planned has a reason');
  const { kind, total } = planned.value;
  return { outcome: 'would-be-booked', verdict: `would be booked as ${kind}, ${formatMoney(total)}.` };
}

function documentOf(plan: PlannedDocument, { groupId, accountNames }: Findings): PreviewedDocument {
  return {
    kind: plan.kind,
    documentNumber: plan.documentNumber,
    groupId,
    currency: plan.currency,
    invoiceDate: plan.kind === 'gl-journal' ? null : plan.invoiceDate,
    applyDate: plan.applyDate,
    dueDate: plan.dueDate,
    description: plan.description,
    total: formatMoney(plan.total),
    lines: plan.lines.slice(0, mostLines).map((line) => lineOf(line, plan, accountNames)),
    linesLeftOut: Math.max(0, plan.lines.length - mostLines),
  };
}

/** A debit memo is entered positive, and yet its lines are credits (EPICOR.md 3.2). */
function lineOf(
  { account, amount, description }: PlannedLine,
  { kind, currency }: PlannedDocument,
  names: ReadonlyMap<string, string>,
): PreviewedLine {
  const net = kind === 'ap-debit-memo' ? new Decimal(amount).negated() : new Decimal(amount);
  return {
    account,
    accountName: names.get(account) ?? '',
    side: net.isNegative() ? 'Cr' : 'Dr',
    amount: money(net.abs().toFixed(), currency).amount,
    description,
  };
}
