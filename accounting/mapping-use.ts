import type { RecordLine, RecordSnapshot } from './accounting-record';
import type { ConnectionSettings } from './connection-settings';
import { planDocument } from './document-plan';
import { recordDates } from './record-dates';
import { codeLines, naturalAccount } from './segment-mapping';

/** Records in which something occurs: one of them, on which date, and how many lines. */
export interface Use {
  readonly recordId: string;
  /** YYYY-MM-DD: the latest apply date. */
  readonly date: string;
  readonly lines: number;
}

/** The accounts that these records are booked to by the mapping as it is, and where. */
export function accountsInUse(
  snapshots: readonly RecordSnapshot[],
  settings: ConnectionSettings,
): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  for (const snapshot of snapshots) {
    const { accounts, date } = accountsOf(snapshot, settings);
    for (const account of accounts) note(uses, account, snapshot.record.id, date);
  }
  return uses;
}

/** Brex values by id, and where lines carry them. */
export function valuesInUse(
  snapshots: readonly RecordSnapshot[],
  settings: ConnectionSettings,
): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  for (const { record } of snapshots) {
    const { applyDate } = recordDates(record, settings.posting);
    for (const { brexValueId } of record.lines.flatMap((line) => line.fieldValues))
      note(uses, brexValueId, record.id, applyDate);
  }
  return uses;
}

function note(uses: Map<string, Use>, what: string, recordId: string, date: string): void {
  const known = uses.get(what);
  const later = known === undefined || date > known.date ? { recordId, date } : known;
  uses.set(what, { recordId: later.recordId, date: later.date, lines: (known?.lines ?? 0) + 1 });
}

function accountsOf(
  snapshot: RecordSnapshot,
  settings: ConnectionSettings,
): { accounts: readonly string[]; date: string } {
  const plan = planDocument(snapshot, settings);
  if (plan.ok)
    return { accounts: plan.value.lines.map(({ account }) => account), date: plan.value.applyDate };
  const date = recordDates(snapshot.record, settings.posting).applyDate;
  // what is not booked for another reason than its coding meets no account
  if (plan.attention.code !== 'unmapped-value') return { accounts: [], date };
  return { accounts: snapshot.record.lines.flatMap((line) => accountOf(line, snapshot, settings)), date };
}

/** The account of one line by itself, where it has one and is not the clearing side. */
function accountOf(line: RecordLine, snapshot: RecordSnapshot, settings: ConnectionSettings): string[] {
  const clearing = Object.values(settings.posting.accounts).map((account) => account?.split('|')[0]);
  const { coded, code } = naturalAccount(line, snapshot, settings.mapping);
  if (coded && clearing.includes(code ?? '')) return [];
  const codings = codeLines([line], snapshot, settings.mapping);
  return codings.ok ? [...codings.value.values()].map(({ account }) => account) : [];
}
