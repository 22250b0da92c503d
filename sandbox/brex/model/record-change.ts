import type { BrexBehaviour } from '../behaviour';
import type { RecordChange } from './record-draft';
import { linesOf } from './record-lines';
import { kindOf, signed, unsigned } from './record-signs';
import type { BrexState, StoredRecord } from './state';

/** Puts a bookkeeper's change into a record; lines and amount are made anew where the coding changes. */
export function applyChange(
  state: BrexState,
  behaviour: BrexBehaviour,
  record: StoredRecord,
  change: RecordChange,
): void {
  const { amount, account, lines, balancing, ...plain } = change;
  Object.assign(record, plain);
  if (amount === undefined && account === undefined && lines === undefined && balancing === undefined) return;
  const kind = kindOf(record.type, record.sourceType);
  const made = linesOf(state, {
    kind,
    currency: record.amount.currency,
    originalAmount: record.originalAmount,
    amount: amount ?? (lines ? undefined : unsigned(record.amount.amount)),
    account: account ?? accountOfFirstLine(record),
    lines,
    balancing: balancing ?? behaviour.balancingLines,
  });
  record.lines = made.lines;
  record.amount = { amount: signed(made.total, kind, behaviour), currency: record.amount.currency };
  const expense = record.sourceId === null ? undefined : state.expenses[record.sourceId];
  if (expense) expense.amount = { amount: made.total, currency: record.amount.currency };
}

function accountOfFirstLine(record: StoredRecord): string {
  const pairs = record.lines.find(({ balancing }) => !balancing)?.fieldValues ?? [];
  const codes = ['gl_account', 'department', 'location', 'product_line'].map(
    (field) => pairs.find(({ remote_field_id }) => remote_field_id === field)?.brex_field_value_id ?? '00',
  );
  return codes.join('|');
}
