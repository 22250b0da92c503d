import type { ConnectionSettings } from '../../accounting/connection-settings';
import type { MirrorName } from '../../accounting/reference-data';
import type { Epicor, ReferenceRow } from '../../epicor';
import type { MirrorChange, Store } from '../../store';

/**
 * Row versions are given database-wide and may be committed out of order (EPICOR.md 2.4): so many of the newest
 * rows that are known are read again, which costs no call. What slips through even so, the comparison of all keys
 * finds.
 */
const overlapRows = 25;
const aDayMs = 24 * 60 * 60 * 1_000;
/** AP invoices of so long before the connection's start may still be twins of what it books. */
const twinsFromMs = 62 * aDayMs;

export interface MirrorSource {
  readonly store: Store;
  readonly epicor: Epicor;
  readonly settings: ConnectionSettings;
}

export interface RefreshOptions<M extends MirrorName> {
  /** Go on behind this row version: an earlier refresh was cut short there. */
  readonly after?: string | null;
  /** Told what changed in Epicor before the mirror takes it: whoever is cut short is told again. */
  readonly onChanges?: (changes: readonly MirrorChange<M>[]) => Promise<void>;
  /** Called after each page was taken, with its last row version; true ends the refresh there. */
  readonly onPage?: (rows: number, last: string) => boolean;
}

export interface Refreshed {
  readonly done: boolean;
  readonly rows: number;
  readonly changed: number;
  /** The last row version read; null where there was none. */
  readonly last: string | null;
  /** The mirror was not complete before. */
  readonly first: boolean;
}

/**
 * Brings a mirror up to date: everything that is wanted at first, then what changed, by row version and by the
 * date of change where the table has one (EPICOR.md 2.4). Rows are taken page by page and the mirror's newest row
 * is how far it has come, so that a refresh that was cut short goes on where it stood; harmless to repeat.
 */
export async function refreshMirror<M extends MirrorName>(
  source: MirrorSource,
  mirror: M,
  options: RefreshOptions<M> = {},
): Promise<Refreshed> {
  const { store, epicor, settings } = source;
  const startedAt = new Date();
  const state = await store.mirrors.state(settings.id, mirror);
  const first = state.loadedAt === null;
  const pages = epicor.reference.pages(mirror, {
    // heartbeats are sent now and then only, the mirror knows better; rows that are not kept it does not know
    after: higher(
      options.after ?? null,
      await store.mirrors.newest(settings.id, mirror, first ? 0 : overlapRows - 1),
    ),
    changedSince: first || !state.polledAt ? null : dayBefore(state.polledAt),
    from: wantedFrom(settings),
  });
  let [rows, changed, last]: [number, number, string | null] = [0, 0, options.after ?? null];
  for await (const page of pages) {
    changed += await takePage(source, mirror, page, options.onChanges);
    rows += page.length;
    last = page.at(-1)?.sysRevId ?? last;
    if (last !== null && options.onPage?.(page.length, last))
      return { done: false, rows, changed, last, first };
  }
  await store.mirrors.note(settings.id, mirror, {
    polledAt: startedAt,
    // whoever has read every row has compared every key
    ...(first ? { loadedAt: new Date(), comparedAt: startedAt } : {}),
  });
  return { done: true, rows, changed, last, first };
}

/** Tells of what a page changes and takes it; how many rows it changed. */
export async function takePage<M extends MirrorName>(
  { store, settings: { id } }: MirrorSource,
  mirror: M,
  page: readonly ReferenceRow<M>[],
  onChanges: RefreshOptions<M>['onChanges'],
): Promise<number> {
  const kept = page.filter((row) => row.kept);
  const dropped = page.filter((row) => !row.kept).map(({ key }) => key);
  const gone = await store.mirrors.find(id, mirror, dropped);
  const changes = [
    ...(await store.mirrors.changes(id, mirror, kept)),
    ...[...gone].map(([key, { row }]) => ({ key, before: row, after: null })),
  ];
  if (changes.length > 0) await onChanges?.(changes);
  await store.mirrors.take(id, mirror, kept);
  await store.mirrors.drop(id, mirror, [...gone.keys()]);
  return changes.length;
}

/** Of tables that grow with every document, what is older than this is of no use. */
export function wantedFrom({ startDate }: ConnectionSettings): string {
  return new Date(Date.parse(startDate) - twinsFromMs).toISOString().slice(0, 10);
}

function higher(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return BigInt(one) > BigInt(other) ? one : other;
}

/** The day before in UTC: Epicor's own day may be behind ours. */
function dayBefore(instant: Date): string {
  return new Date(instant.getTime() - aDayMs).toISOString().slice(0, 10);
}
