import type { RecordLine, RecordSnapshot } from './accounting-record';
import type { ConnectionSettings } from './connection-settings';
import { planDocument } from './document-plan';
import { naturalCode } from './natural-segment';
import { recordDates } from './record-dates';
import { codeLines, naturalAccount, uncodedSegments } from './segment-mapping';

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

/** Segments that need a value which coded lines do not carry, and where. */
export function segmentsMissed(
  snapshots: readonly RecordSnapshot[],
  settings: ConnectionSettings,
): ReadonlyMap<number, Use> {
  const uses = new Map<number, Use>();
  for (const snapshot of snapshots) {
    const plan = planDocument(snapshot, settings);
    if (plan.ok || plan.attention.code !== 'unmapped-value') continue;
    const { applyDate } = recordDates(snapshot.record, settings.posting);
    for (const line of snapshot.record.lines) {
      const { coded, code } = naturalAccount(line, snapshot, settings.mapping);
      // a line without a GL account may be the clearing side
      if (!coded || isClearing(code, settings)) continue;
      for (const segment of uncodedSegments(line, snapshot, settings.mapping))
        note(uses, segment, snapshot.record.id, applyDate);
    }
  }
  return uses;
}

function note<K>(uses: Map<K, Use>, what: K, recordId: string, date: string): void {
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
  const { coded, code } = naturalAccount(line, snapshot, settings.mapping);
  if (coded && isClearing(code, settings)) return [];
  const codings = codeLines([line], snapshot, settings.mapping);
  return codings.ok ? [...codings.value.values()].map(({ account }) => account) : [];
}

function isClearing(code: string | null, { posting, mapping }: ConnectionSettings): boolean {
  return Object.values(posting.accounts).some(
    (account) => account !== undefined && naturalCode(account, mapping) === code,
  );
}
