import type { LedgerState } from '../accounting/ledger-states';
import { LedgerConflict } from './ledger-conflict';
import type { RecordKey } from './record-key';

/** What the database's own rules expect, by error code or constraint (store/migrations). */
const rules: Readonly<Record<string, string>> = {
  BK001: 'a state that the state machine allows',
  BK002: 'pinned columns as they were',
  BK003: 'an Epicor document that no other record holds',
  BK004: 'a lease newer than the last',
  ledger_one_invoice_one_record: 'an Epicor document that no other record holds',
  ledger_booked_has_document: 'the key of the Epicor document',
  ledger_writing_is_pinned: 'digest, document kind and marker before the first write',
  ledger_write_sent_while_writing: 'a write only while writing',
};

/** The refusal of a trigger or constraint as a conflict; every other error as it is. */
export function refusedByDatabase(key: RecordKey, to: LedgerState, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code, constraint } = error as Error & { code?: string; constraint?: string };
  const expected = rules[constraint ?? ''] ?? rules[code ?? ''];
  if (expected === undefined) return error;
  return new LedgerConflict(key.recordId, `${expected} (on the way to ${to})`, error.message);
}
