import { activityInfo } from '@temporalio/activity';
import { type MirrorName, mirrorTitles } from '../accounting/reference-data';
import type { MirrorChange } from '../store';
import { compareMirror, comparisonIsDue } from './connection/mirror-comparison';
import { type MirrorSource, refreshMirror } from './connection/mirror-refresh';
import { tellHurtAccounts, tellHurtSegmentValues, tellHurtVendors } from './polling/hurt-coding';
import { NoticeBoard } from './polling/notices';
import { followOurDocuments } from './polling/our-documents';
import type { ActivityDependencies } from './support/dependencies';
import { attentionFrom } from './support/failures';
import { dismissAudit, tellAudit, tellProgress } from './support/step';

export interface TableToPoll {
  readonly connectionId: string;
  readonly mirror: MirrorName;
  /** Where an earlier slice of this poll stopped: a row version. */
  readonly after: string | null;
}

export interface PolledSlice {
  /** False where there is more: the next slice goes on after `after`. */
  readonly done: boolean;
  readonly after: string | null;
  readonly rows: number;
  readonly changed: number;
  readonly gone: number;
  /** Why the table cannot be read, in words; else null. */
  readonly problem: string | null;
}

/** A slice ends after so long, so that a long load shows its progress and lets postings in between. */
const sliceMs = 20_000;

/** What a heartbeat tells: a killed worker's successor goes on from there. */
interface Progress {
  readonly after: string;
  readonly rows: number;
}

/**
 * One slice of the poll of one table: brings its mirror up to date and, once a day, compares it key by key. What
 * changed is told before it is taken in. A table that cannot be read is a notice and keeps no other table waiting.
 */
export function pollTable({ store, connections }: ActivityDependencies) {
  return async ({ connectionId, mirror, after }: TableToPoll): Promise<PolledSlice> => {
    const { epicor, settings } = await connections.get(connectionId);
    const board = new NoticeBoard(store, connectionId);
    const subject = `unreadable:${mirror}`;
    try {
      const slice = await readSlice({ store, epicor, settings }, mirror, resumed() ?? after, board);
      await board.settle(subject);
      tellSlice(mirror, slice, board);
      return slice;
    } catch (error) {
      const attention = attentionFrom(error, activityInfo().attempt);
      if (!attention) throw error;
      const problem = `Epicor's ${mirrorTitles[mirror]} cannot be read. ${attention.text}`;
      if (!(await board.raise(subject, problem))) dismissAudit();
      tellAudit(problem, { remedy: attention.remedy });
      return { done: true, after: null, rows: 0, changed: 0, gone: 0, problem };
    }
  };
}

function resumed(): string | null {
  const progress = activityInfo().heartbeatDetails as Progress | undefined;
  return progress?.after ?? null;
}

async function readSlice<M extends MirrorName>(
  source: MirrorSource,
  mirror: M,
  after: string | null,
  board: NoticeBoard,
): Promise<PolledSlice> {
  const until = Date.now() + sliceMs;
  let rows = 0;
  const onChanges = (changes: readonly MirrorChange<M>[]) => tell(source, mirror, changes, board);
  const onPage = (read: number, last: string): boolean => {
    rows += read;
    tellProgress({ after: last, rows } satisfies Progress);
    return Date.now() > until;
  };
  const polled = await refreshMirror(source, mirror, { after, onChanges, onPage });
  if (!polled.done) return { ...polled, after: polled.last, gone: 0, problem: null };
  const state = await source.store.mirrors.state(source.settings.id, mirror);
  const { changed } = polled;
  if (!comparisonIsDue(state, new Date()))
    return { done: true, after: null, rows, changed, gone: 0, problem: null };
  const compared = await compareMirror(source, mirror, {
    onChanges,
    onPage: (read) => {
      rows += read;
      return Date.now() > until;
    },
  });
  await tellPlausibility(mirror, compared, board);
  return {
    done: compared.done,
    after: polled.last,
    rows,
    changed: changed + compared.changed,
    gone: compared.gone,
    problem: compared.implausible,
  };
}

/** Whoever is cut short between telling and taking is told again: notices are raised once, whatever happens. */
async function tell<M extends MirrorName>(
  { store, settings }: MirrorSource,
  mirror: M,
  changes: readonly MirrorChange<M>[],
  board: NoticeBoard,
): Promise<void> {
  switch (mirror) {
    case 'accounts':
      return tellHurtAccounts(store, settings, changes as readonly MirrorChange<'accounts'>[], board);
    case 'segmentValues':
      return tellHurtSegmentValues(
        store,
        settings,
        changes as readonly MirrorChange<'segmentValues'>[],
        board,
      );
    case 'vendors':
      return tellHurtVendors(store, settings, changes as readonly MirrorChange<'vendors'>[], board);
    case 'invoices':
      return followOurDocuments(store, settings, changes as readonly MirrorChange<'invoices'>[], board);
  }
}

async function tellPlausibility(
  mirror: MirrorName,
  { done, implausible }: { done: boolean; implausible: string | null },
  board: NoticeBoard,
): Promise<void> {
  const subject = `implausible:${mirror}`;
  if (implausible)
    await board.raise(
      subject,
      `${implausible} Nothing is taken for deleted: check what the integration user may see.`,
    );
  else if (done) await board.settle(subject);
}

function tellSlice(mirror: MirrorName, { done, rows, changed, gone }: PolledSlice, board: NoticeBoard): void {
  if (changed + gone + board.raised.length + board.settled.length === 0) dismissAudit();
  const counts = `${rows} rows read, ${changed} changed${gone > 0 ? `, ${gone} gone` : ''}`;
  tellAudit([`${mirrorTitles[mirror]}: ${counts}${done ? '' : ' so far'}`, ...board.raised].join('. '), {
    settled: board.settled,
  });
}
