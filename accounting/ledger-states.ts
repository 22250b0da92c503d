/**
 * The life of one record in our ledger, drawn once. The database enforces the same table
 * (store/migrations), so that no code path can post a record twice.
 *
 *   seen ─▶ reserved ─▶ writing ─▶ committed ─▶ reporting ─▶ exported
 *     │        │  ▲        │ ╲                      ▲
 *     │        │  └─ voided◀┘  ╲──(found by marker)──┘
 *     ├──▶ linked ─▶ reporting      a person chose an existing document
 *     ├──▶ returning ─▶ returned    recode in Brex, then again from seen
 *     ├──▶ skipping ─▶ skipped      not to be booked; only `retry` books
 *     └──▶ closed                   no document wanted
 */
export const ledgerStates = [
  'seen',
  'reserved',
  'writing',
  'committed',
  'reporting',
  'exported',
  'voided',
  'linked',
  'returning',
  'returned',
  'skipping',
  'skipped',
  'closed',
] as const;

export type LedgerState = (typeof ledgerStates)[number];

/** From each state, the states that may follow. A state may always be kept. */
export const ledgerTransitions: Readonly<Record<LedgerState, readonly LedgerState[]>> = {
  seen: ['reserved', 'linked', 'returning', 'skipping', 'closed'],
  // reserved may plan anew (seen), since nothing was sent
  reserved: ['seen', 'writing', 'linked', 'returning', 'skipping', 'closed'],
  // from writing only proof leads on: read back (committed), or deleted and proven absent (voided)
  writing: ['committed', 'voided'],
  committed: ['reporting'],
  reporting: ['exported', 'committed'],
  // Brex may show it unexported again: the report is repeated, never the posting
  exported: ['reporting'],
  voided: ['seen', 'reserved', 'linked', 'returning', 'skipping', 'closed'],
  linked: ['reporting'],
  // a failure report that turns out not to be possible puts the record back
  returning: ['returned', 'seen'],
  returned: ['seen'],
  skipping: ['skipped', 'seen'],
  skipped: ['seen'],
  closed: ['seen'],
};

/** States in which nothing more happens unless Brex changes the record or a person asks. */
export const finalStates: readonly LedgerState[] = ['exported', 'returned', 'skipped', 'closed'];

/** States in which a document stands for the record in Epicor. */
export const bookedStates: readonly LedgerState[] = ['committed', 'reporting', 'exported', 'linked'];

/** States in which one stands or may stand. */
export const writtenStates: readonly LedgerState[] = ['writing', ...bookedStates];

export function mayFollow(from: LedgerState, to: LedgerState): boolean {
  return from === to || ledgerTransitions[from].includes(to);
}
