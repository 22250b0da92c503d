import { bookedStates, type LedgerState } from './ledger-states';
import type { Difference } from './read-back';

/** A document that stands in one of our groups, and what our ledger holds of it. */
export interface GroupMember {
  /** How people name it: "1042/BREX-accr_1". */
  readonly name: string;
  readonly marker: string;
  readonly enteredBy: string;
  /** A person holds it back from posting. */
  readonly held: boolean;
  /** The record that holds it; null where none does. */
  readonly record: {
    readonly recordId: string;
    readonly state: LedgerState;
    readonly marker: string | null;
    readonly lostAnswer: boolean;
  } | null;
  /** In what it is not, or no longer, what was planned. */
  readonly differences: readonly Difference[];
}

/**
 * Why a group must not be posted by us, in a bookkeeper's words; empty where nothing speaks against it. Everything
 * in it must be a document of ours that stands as it was read back when it was booked, each record once: what
 * people added to the group is theirs to judge.
 */
export function objectionsTo(members: readonly GroupMember[]): string[] {
  return [...duplicates(members), ...members.flatMap(objectionsToOne)];
}

function duplicates(members: readonly GroupMember[]): string[] {
  const byMarker = new Map<string, string[]>();
  for (const { marker, name } of members)
    if (marker !== '') byMarker.set(marker, [...(byMarker.get(marker) ?? []), name]);
  return [...byMarker]
    .filter(([, names]) => names.length > 1)
    .map(([marker, names]) => `${names.join(' and ')} both bear ${marker}: delete the one that is too many`);
}

function objectionsToOne({ name, marker, enteredBy, held, record, differences }: GroupMember): string[] {
  const by = enteredBy === '' ? '' : `, entered by ${enteredBy},`;
  if (!record || record.marker === null || record.state === 'linked' || !bookedOrBegun(record.state))
    return [`${name}${by} is not a document of ours: move it to another group, or post this group in Epicor`];
  if (record.marker !== marker)
    return [`${name} no longer bears the mark of record ${record.recordId}: see who changed it`];
  if (record.state === 'writing') return [`${name} is not finished: see record ${record.recordId}`];
  if (record.lostAnswer) return [`${name} is not confirmed yet: see record ${record.recordId}`];
  if (held) return [`${name} is on hold in Epicor`];
  if (differences.length === 0) return [];
  const changes = differences.map(({ sentence }) => sentence).join('; ');
  return [
    `${name} was changed in Epicor since it was entered (${changes}): correct it, or post the group there`,
  ];
}

function bookedOrBegun(state: LedgerState): boolean {
  return state === 'writing' || bookedStates.includes(state);
}

/** What Epicor's posting errors mean (EPICOR.md 3.1, 4), as far as their wording is known. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/no detail/i, 'a document has no lines'],
  [/does not agree with vendor/i, 'the lines of an invoice do not sum to its total'],
  [/out of balance/i, 'debits and credits of a journal differ'],
  [/invalid account/i, 'an account is unknown, inactive, or not valid on that date'],
  [/in use by/i, 'somebody has the group open'],
  [/hold/i, 'a document is on hold'],
];

/** "Epicor says …", with what that means for a bookkeeper. */
export function epicorRefusedToPost(said: string): string {
  const meant = meanings.filter(([pattern]) => pattern.test(said)).map(([, meaning]) => meaning);
  const words = said.replace(/\s*\n\s*/g, '; ');
  return `Epicor says: "${words}"${meant.length > 0 ? `, which means that ${meant.join(', and that ')}` : ''}`;
}
