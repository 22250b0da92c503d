import type { RecordLine, RecordSnapshot } from './accounting-record';
import type {
  AccountRole,
  ConnectionSettings,
  MappingSettings,
  PostingSettings,
} from './connection-settings';
import { type ClearingSide, documentRule } from './document-rules';
import { isZero } from './money';
import { naturalCode } from './natural-segment';
import { naturalAccount } from './segment-mapping';

/**
 * Which lines are the balancing side (DOCUMENTS.md, "Balancing side"), by line id: those whose natural
 * account is that of a clearing account of the type, and, where no line is, those without a coded GL account
 * on the type's normal side. Such a line is booked to the clearing account of the settings, whole: the
 * department that Brex put on it would split an account that has to come to zero.
 */
export function clearingLines(
  lines: readonly RecordLine[],
  sides: readonly ClearingSide[],
  snapshot: RecordSnapshot,
  mapping: MappingSettings,
  posting: PostingSettings,
): ReadonlyMap<string, AccountRole> {
  const roles = new Map<string, AccountRole>();
  const uncoded: RecordLine[] = [];
  for (const line of lines) {
    const { coded, code } = naturalAccount(line, snapshot, mapping);
    const role = code === null ? undefined : roleOfAccount(code, line, sides, posting, mapping);
    if (role !== undefined) roles.set(line.id, role);
    else if (!coded) uncoded.push(line);
  }
  const byAccount = new Set(roles.values());
  for (const line of uncoded) {
    const side = sides.find((each) => each.side === line.side && !byAccount.has(each.role));
    if (side !== undefined) roles.set(line.id, side.role);
  }
  return roles;
}

/** Two clearing accounts of one natural account are told apart by the side the line is on. */
function roleOfAccount(
  code: string,
  line: RecordLine,
  sides: readonly ClearingSide[],
  posting: PostingSettings,
  mapping: MappingSettings,
): AccountRole | undefined {
  const same = sides.filter(({ role }) => naturalCode(posting.accounts[role] ?? '', mapping) === code);
  return (same.find(({ side }) => side === line.side) ?? same[0])?.role;
}

/**
 * Whether an expense's other side is told only by a line's having no GL account: then Brex's own view of the expense
 * side (`single_entry=true`) is worth another request.
 */
export function isOtherSideInDoubt(snapshot: RecordSnapshot, settings: ConnectionSettings): boolean {
  const rule = documentRule(snapshot.record.type, settings.posting);
  if (!rule.ok || rule.value.sides.length !== 1) return false;
  const lines = snapshot.record.lines.filter((line) => !isZero(line.amount));
  const roles = clearingLines(lines, rule.value.sides, snapshot, settings.mapping, settings.posting);
  return lines.some((line) => roles.has(line.id) && !naturalAccount(line, snapshot, settings.mapping).coded);
}
