import { checkAccount, type EpicorAccount } from './account-rules';
import type { RecordSnapshot } from './accounting-record';
import type { ConnectionSettings } from './connection-settings';
import type { PlannedDocument } from './document';
import { fieldLabel, valueLabel, valuesOf } from './field-values';

/** Whether an account can be posted to on `date`; null is one that does not exist. */
export function isUsable(row: EpicorAccount | null, date: string): boolean {
  return row !== null && checkAccount(row.account, row, date) === null;
}

/** What of the connection's settings points to an account: Brex values that are mapped to it, and roles. */
export function settingsThatName(account: string, { mapping, posting }: ConnectionSettings): string[] {
  const [natural = ''] = account.split('|');
  const roles = Object.entries(posting.accounts)
    .filter(([, named]) => named === account)
    .map(([role]) => `posting.accounts.${role}`);
  return [...valuesMappedTo(natural, 1, mapping), ...roles];
}

/** Brex values that the connection's settings translate to the code of a segment: "gl_account efo_travel". */
export function valuesMappedTo(
  code: string,
  segment: number,
  { segments, values }: ConnectionSettings['mapping'],
): string[] {
  const field = segments[segment]?.field;
  if (field === undefined) return [];
  return Object.entries(values[field] ?? {})
    .filter(([, mapped]) => mapped.trim() === code)
    .map(([value]) => `${field} ${value}`);
}

/** The Brex values by which a document's lines were coded to an account: 'GL Account "Travel"'. */
export function valuesCodedTo(
  account: string,
  plan: PlannedDocument,
  snapshot: RecordSnapshot,
  { segments }: ConnectionSettings['mapping'],
): string[] {
  const field = segments[1]?.field;
  if (field === undefined) return [];
  const coded = new Set(plan.lines.filter((line) => line.account === account).map(({ lineId }) => lineId));
  const values = snapshot.record.lines
    .filter(({ id }) => coded.has(id))
    .flatMap((line) => valuesOf(line, field, snapshot.names));
  const label = fieldLabel(field, snapshot);
  return [...new Set(values.map((value) => `${label} "${valueLabel(value, snapshot.names)}"`))];
}
