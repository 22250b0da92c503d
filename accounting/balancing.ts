import { Decimal } from 'decimal.js';
import type { RecordLine, RecordSnapshot } from './accounting-record';
import { type Attention, type Ruling, refused, ruled } from './attention';
import { clearingLines } from './clearing-lines';
import type { AccountRole, ConnectionSettings } from './connection-settings';
import type { ClearingSide, DocumentRule } from './document-rules';
import { formatMoney, isZero, type Money, money } from './money';

/** One line of a balanced record. */
export interface BalancedLine {
  /** null where the side is supplied from `posting.accounts`. */
  readonly line: RecordLine | null;
  /** The clearing account that the line is on; null for a coded line. */
  readonly role: AccountRole | null;
  /** debit − credit. */
  readonly amount: Money;
}

/**
 * The record's lines with their true signs, the balancing side told and supplied where Brex sent none, so
 * that debits equal credits. Lines of zero are left out: nothing is booked by them. All lines must be in
 * the record's currency.
 */
export function balancedLines(
  snapshot: RecordSnapshot,
  rule: DocumentRule,
  settings: ConnectionSettings,
): Ruling<readonly BalancedLine[]> {
  const { record } = snapshot;
  const lines = record.lines.filter((line) => !isZero(line.amount));
  const roles = clearingLines(lines, rule.sides, snapshot, settings.mapping, settings.posting);
  const told = lines.map((line) => ({ line, role: roles.get(line.id) ?? null, amount: signed(line) }));
  const open = openBalance(told, record.amount.currency);
  if (lines.length === 0) return withoutLines(rule, record.amount);
  if (!isZero(open)) return completed(told, open, rule, record.amount);
  const missing = rule.sides.filter(isFixed).find(({ role }) => !told.some((line) => line.role === role));
  // lines that clear each other in a record of zero need no other side
  if (missing !== undefined && !isZero(record.amount)) return refused(elsewhere(missing, settings));
  const doubt = singleEntryDoubt(snapshot, told, rule);
  return doubt === null ? ruled(told) : refused(doubt);
}

/** debit − credit; Brex's amounts are positive, the sign is the side's. */
function signed(line: RecordLine): Money {
  const amount = new Decimal(line.amount.amount);
  return money((line.side === 'DEBIT' ? amount : amount.negated()).toFixed(), line.amount.currency);
}

function openBalance(lines: readonly BalancedLine[], currency: string): Money {
  const total = lines.reduce((sum, { amount }) => sum.plus(amount.amount), new Decimal(0));
  return money(total.toFixed(), currency);
}

/** A payment has nothing to code: both its sides may be supplied. An expense without lines is not coded yet. */
function withoutLines(rule: DocumentRule, amount: Money): Ruling<readonly BalancedLine[]> {
  if (rule.sides.length !== 2) {
    return refused({
      code: 'no-lines',
      disposition: 'return',
      text: `The record of ${formatMoney(amount)} has no lines.`,
      remedy: 'Code the record in Brex and export it again.',
    });
  }
  const size = new Decimal(amount.amount).abs();
  return ruled(
    rule.sides.map(({ role, side }) => ({
      line: null,
      role,
      amount: money((side === 'DEBIT' ? size : size.negated()).toFixed(), amount.currency),
    })),
  );
}

/**
 * Supplies the side that Brex did not send. Its amount is what the lines leave open, which must be the
 * record's amount (its sign is not documented, BREX.md 2.3): else a line is missing or wrong.
 */
function completed(
  told: readonly BalancedLine[],
  open: Money,
  rule: DocumentRule,
  amount: Money,
): Ruling<readonly BalancedLine[]> {
  const absent = absentSide(told, rule.sides);
  if (absent === null) return refused(unbalanced(told, rule, open.currency));
  if (!new Decimal(open.amount).abs().equals(new Decimal(amount.amount).abs())) {
    return refused(differsFromRecord(open, amount));
  }
  const supplied = money(new Decimal(open.amount).negated().toFixed(), open.currency);
  return ruled([...told, { line: null, role: absent.role, amount: supplied }]);
}

/** An expense's clearing side, where no line is on it; a payment's side, where no line is on that side at all. */
function absentSide(told: readonly BalancedLine[], sides: readonly ClearingSide[]): ClearingSide | null {
  const [only] = sides;
  if (only === undefined) return null;
  if (sides.length === 1) return told.some(({ role }) => role === only.role) ? null : only;
  return sides.find(({ side }) => !told.some(({ line }) => line?.side === side)) ?? null;
}

/** Liabilities have one clearing account; which bank paid is Brex's to say. */
function isFixed(side: ClearingSide): boolean {
  return side.role !== 'cash';
}

function unbalanced(told: readonly BalancedLine[], rule: DocumentRule, currency: string): Attention {
  const debits = totalOf(told, 'DEBIT', currency);
  const credits = totalOf(told, 'CREDIT', currency);
  const absent = isZero(debits) ? 'debit' : isZero(credits) ? 'credit' : null;
  if (absent !== null && rule.sides.length === 0) {
    return {
      code: 'missing-balancing-side',
      disposition: 'park',
      text: `Brex sent no ${absent} line: debits are ${formatMoney(debits)}, credits ${formatMoney(credits)}.`,
      remedy: `Code the ${absent} side in Brex, or book the record by hand in Epicor and link it.`,
    };
  }
  return {
    code: 'unbalanced',
    disposition: 'return',
    text: `Debits are ${formatMoney(debits)}, but credits are ${formatMoney(credits)}.`,
    remedy: 'Correct the lines in Brex, so that both are equal, and export the record again.',
  };
}

function totalOf(told: readonly BalancedLine[], side: RecordLine['side'], currency: string): Money {
  const lines = told.flatMap(({ line }) => (line?.side === side ? [line] : []));
  return money(lines.reduce((sum, line) => sum.plus(line.amount.amount), new Decimal(0)).toFixed(), currency);
}

function differsFromRecord(open: Money, amount: Money): Attention {
  const found = formatMoney(money(new Decimal(open.amount).abs().toFixed(), open.currency));
  return {
    code: 'unbalanced',
    disposition: 'return',
    text: `The lines come to ${found}, but the record is of ${formatMoney(amount)}.`,
    remedy: 'Correct the lines in Brex, so that they come to the amount of the record, and export it again.',
  };
}

function elsewhere({ role }: ClearingSide, { posting }: ConnectionSettings): Attention {
  const account = posting.accounts[role];
  if (account === undefined) return missingAccount(role);
  return {
    code: 'missing-balancing-side',
    disposition: 'park',
    text: `No line is on account ${account}, against which this record has to clear (posting.accounts.${role}).`,
    remedy: `Code the balancing line to ${account} in Brex, or correct posting.accounts.${role}.`,
  };
}

export function missingAccount(role: AccountRole): Attention {
  return {
    code: 'missing-setting',
    disposition: 'park',
    text: `The setting posting.accounts.${role} is missing: nothing says which account this record clears against.`,
    remedy: `Add posting.accounts.${role} to the connection file, apply it and retry.`,
    cause: `setting:posting.accounts.${role}`,
  };
}

/** Brex's own view of the expense side contradicts ours: better asked than booked the wrong way round. */
function singleEntryDoubt(
  { singleEntryLineIds }: RecordSnapshot,
  told: readonly BalancedLine[],
  rule: DocumentRule,
): Attention | null {
  const lines = told.flatMap(({ line, role }) =>
    line === null ? [] : [{ id: line.id, clearing: role !== null }],
  );
  const kept = new Set(singleEntryLineIds ?? []);
  if (rule.sides.length !== 1) return null;
  // a view without the record's own ids, or with all of them, says nothing: what it keeps is not documented
  if (!lines.some(({ id }) => kept.has(id)) || lines.every(({ id }) => kept.has(id))) return null;
  if (lines.every(({ id, clearing }) => kept.has(id) !== clearing)) return null;
  return {
    code: 'missing-balancing-side',
    disposition: 'park',
    text: 'Which lines are the expense and which the other side is not clear: Brex tells it otherwise than the accounts do.',
    remedy:
      'Check the GL accounts of the lines in Brex and the posting.accounts of the connection, then retry.',
  };
}
