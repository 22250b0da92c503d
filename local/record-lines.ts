import pc from 'picocolors';
import type { ExportStatus, RecordStatus } from '../workflows/contract';

/** One record at a moment at which there is something to say of it. */
export interface RecordMoment {
  readonly at: Date;
  readonly recordId: string;
  readonly status: ExportStatus;
  /** What the run says of itself; null where it did not answer. */
  readonly view: RecordStatus | null;
  readonly url: string;
}

const wordsOf: Readonly<Record<ExportStatus, string>> = {
  Fetching: 'on its way',
  Mapping: 'on its way',
  MatchingVendor: 'on its way',
  Posting: 'on its way',
  Reporting: 'on its way',
  WaitingForVendor: 'waiting for approval',
  NeedsAttention: 'needs attention',
  Exported: 'exported',
  Returned: 'returned',
  Skipped: 'skipped',
  Booked: 'booked',
  NotReady: 'not ready yet',
  Closed: 'nothing to book',
};

/** The colour of a state, by the words for it; others are dim. */
export const colourOf: Readonly<Record<string, (text: string) => string>> = {
  exported: pc.green,
  'waiting for approval': pc.yellow,
  'needs attention': pc.red,
  returned: pc.magenta,
};

/** What a status is called in the terminal. */
export const statusWords = (status: ExportStatus): string => wordsOf[status] ?? status;

/** Whether a record in this status is worth a line: it is done, or waits for somebody. */
export const isTelling = (status: ExportStatus): boolean => statusWords(status) !== 'on its way';

/** The lines of one record: time, state, amount, merchant, type and id; the reason in words; the run's page. */
export function recordLines({ at, recordId, status, view, url }: RecordMoment): string[] {
  const words = statusWords(status);
  const colour = colourOf[words] ?? pc.dim;
  const head = [
    clock(at),
    colour(words.padEnd(20)),
    (view?.amount ?? '').padStart(16),
    (view?.merchant ?? '').slice(0, 28).padEnd(28),
    (view?.type ?? '').toLowerCase().replaceAll('_', ' ').padEnd(20),
    pc.dim(recordId),
    ...(view?.document ? [`→ ${view.document}`] : []),
  ].join('  ');
  const indented = ' '.repeat(10);
  return [
    head,
    ...(view?.reason ? view.reason.split('\n').map((line) => indented + line) : []),
    ...(view?.candidates ?? []).map(
      (each) => `${indented}  vendor ${each.vendorNum}  ${each.name}  ${pc.dim(each.hint)}`,
    ),
    indented + pc.dim(url),
  ];
}

/** States by their words, in the order in which counts are shown. */
export const stateOrder: readonly string[] = [
  'on its way',
  'exported',
  'waiting for approval',
  'needs attention',
  'returned',
  'skipped',
  'booked',
  'not ready yet',
  'nothing to book',
];

/** "12 on their way · 20 exported · 3 waiting for approval" */
export function countsLine(at: Date, counts: ReadonlyMap<string, number>): string {
  const parts = stateOrder
    .filter((words) => counts.get(words))
    .map((words) => `${counts.get(words)} ${words}`);
  return pc.dim(`${clock(at)}  ${parts.join(' · ')}`);
}

/** "09:05:07" */
export const clock = (at: Date): string => at.toTimeString().slice(0, 8);
