import { type MirrorName, mirrorTitles } from '../../accounting/reference-data';
import type { MirrorState } from '../../store';
import { type MirrorSource, type RefreshOptions, takePage, wantedFrom } from './mirror-refresh';

const everyMs = 24 * 60 * 60 * 1_000;

/** Of so few rows any number may be gone. */
const fewRows = 20;

/** Whether the daily comparison is due, or was begun and not ended. */
export function comparisonIsDue({ loadedAt, comparedAt, comparingSince }: MirrorState, now: Date): boolean {
  if (loadedAt === null) return false;
  return comparingSince !== null || comparedAt === null || now.getTime() - comparedAt.getTime() >= everyMs;
}

export interface Compared {
  readonly done: boolean;
  readonly changed: number;
  /** Rows that Epicor no longer has. */
  readonly gone: number;
  /** Why what was found missing is not believed; else null. */
  readonly implausible: string | null;
}

/**
 * Compares a mirror with Epicor by keys and row versions alone, since Epicor does not tell of what was deleted
 * (EPICOR.md 2.4): rows that it no longer shows leave the mirror, rows that a poll missed are read. Page by page,
 * with nothing held in memory; one that was cut short goes on where it stood.
 */
export async function compareMirror<M extends MirrorName>(
  source: MirrorSource,
  mirror: M,
  { onChanges, onPage }: Pick<RefreshOptions<M>, 'onChanges' | 'onPage'> = {},
): Promise<Compared> {
  const { store, epicor, settings } = source;
  const { since, after } = await store.mirrors.beginComparing(settings.id, mirror);
  const newest = BigInt((await store.mirrors.newest(settings.id, mirror)) ?? '0');
  let changed = 0;
  for await (const page of epicor.reference.keys(mirror, { after, from: wantedFrom(settings) })) {
    const differing = await store.mirrors.compare(settings.id, mirror, page);
    // what is newer than all we know comes by the next poll, unless its date of change hides it there
    const missed = epicor.reference.hasChangeDate(mirror)
      ? differing
      : differing.filter((version) => BigInt(version) <= newest);
    const rows = missed.length > 0 ? await epicor.reference.atVersions(mirror, missed) : [];
    changed += await takePage(source, mirror, rows, onChanges);
    const last = page.at(-1)?.sysRevId;
    if (last === undefined) continue;
    await store.mirrors.note(settings.id, mirror, { comparingAfter: last });
    if (onPage?.(page.length, last)) return { done: false, changed, gone: 0, implausible: null };
  }
  const { unseen, seen } = await store.mirrors.unseenCount(settings.id, mirror, since);
  const implausible =
    unseen > fewRows && unseen > seen
      ? `Epicor shows only ${seen} ${mirrorTitles[mirror]} where there were ${seen + unseen}.`
      : null;
  if (implausible === null && unseen > 0) {
    const gone = await store.mirrors.unseen(settings.id, mirror, since);
    await onChanges?.(gone);
    await store.mirrors.drop(
      settings.id,
      mirror,
      gone.map(({ key }) => key),
    );
  }
  await store.mirrors.note(settings.id, mirror, {
    comparedAt: new Date(),
    comparingSince: null,
    comparingAfter: null,
  });
  return { done: true, changed, gone: implausible === null ? unseen : 0, implausible };
}
