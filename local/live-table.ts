import pc from 'picocolors';
import { clock, colourOf, stateOrder, statusWords } from './record-lines';
import type { WatchedRecord } from './record-watch';
import type { ScreenSize } from './screen';
import { cell, cut, link } from './table-text';
import { isWaiting, waitingBlock } from './waiting-block';

export interface TableContent {
  readonly records: readonly WatchedRecord[];
  readonly connectionId: string;
  readonly uiUrl: string;
  readonly now: Date;
}

/** So many of the latest records are shown however many wait. */
const leastLatest = 4;
/** Columns on a line that leaves the last one of the terminal alone. */
const widest = 200;

/**
 * The table of `npm start`: how many records are in each state, those that wait with their reasons and what to
 * type, and the latest that are done. Never more lines or columns than the terminal has.
 */
export function tableLines(content: TableContent, { columns, rows }: ScreenSize): string[] {
  const width = Math.min(columns - 1, widest);
  const waiting = content.records.filter(isWaiting).sort(oldestFirst);
  const done = content.records.filter((record) => !isWaiting(record) && record.view).sort(latestFirst);
  const head = headLines(content, width);
  const titles = 4;
  const latest = Math.min(done.length, leastLatest);
  const asked = waitingLines(content, waiting, width, rows - head.length - titles - latest);
  const free = rows - head.length - asked.length - 2;
  const lines = [...head, ...asked];
  if (done.length > 0 && free > 0)
    lines.push('', title('Latest', width), ...done.slice(0, free).map((record) => doneLine(record, width)));
  return lines.slice(0, rows);
}

function headLines({ records, connectionId, uiUrl, now }: TableContent, width: number): string[] {
  const counts = new Map<string, number>();
  for (const { status } of records)
    counts.set(statusWords(status), (counts.get(statusWords(status)) ?? 0) + 1);
  const parts = stateOrder.flatMap((words) => {
    const count = counts.get(words);
    return count ? [{ plain: `${count} ${words}`, words, count }] : [];
  });
  const lines: string[] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const { plain, words, count } of parts) {
    const shown = `${pc.bold(String(count))} ${(colourOf[words] ?? pc.dim)(words)}`;
    if (length + plain.length + 3 > width) {
      lines.push(` ${shown}`);
      length = plain.length + 1;
    } else {
      lines[lines.length - 1] += `   ${shown}`;
      length += plain.length + 3;
    }
  }
  const name = cut(`Records of ${connectionId} · ${uiUrl}`, width - 9);
  const gap = ' '.repeat(Math.max(1, width - name.length - 8));
  return [
    `${pc.bold(name)}${gap}${pc.dim(clock(now))}`,
    ...(lines.length > 0 ? lines : [pc.dim(' none yet')]),
  ];
}

function waitingLines(
  content: TableContent,
  waiting: readonly WatchedRecord[],
  width: number,
  room: number,
): string[] {
  if (waiting.length === 0) return [];
  const chosen = blocksThatFit(waiting, content, width, room);
  const lines: string[] = [];
  let shown = 0;
  for (const block of chosen) {
    const isLast = shown === chosen.length - 1;
    if (lines.length + block.length + (isLast ? 0 : 1) > room) break;
    lines.push(...block);
    shown += 1;
  }
  const more = chosen.length - shown;
  const rest = more > 0 ? [pc.dim(`     ${cut(`… and ${more} more: ${content.uiUrl}`, width - 5)}`)] : [];
  return ['', title('Waiting for somebody', width), ...lines, ...rest];
}

/** Short blocks, and from the top as many whole ones as there is room for. */
function blocksThatFit(
  waiting: readonly WatchedRecord[],
  content: TableContent,
  width: number,
  room: number,
): (readonly string[])[] {
  const short = waiting.map((record) => waitingBlock(record, content, width, 'short'));
  let left = room - short.reduce((sum, block) => sum + block.length, 0);
  return short.map((block, index) => {
    const record = waiting[index];
    const whole = record && left > 0 ? waitingBlock(record, content, width, 'whole') : block;
    if (whole.length - block.length > left) return block;
    left -= whole.length - block.length;
    return whole;
  });
}

function doneLine({ recordId, status, at, view, url }: WatchedRecord, width: number): string {
  const words = statusWords(status);
  const amount = cell(view?.amount ?? '', 16, 'right');
  const start = ` ${pc.dim(clock(at))}  ${(colourOf[words] ?? pc.dim)(cell(words, 16))} ${amount}  `;
  const used = 1 + 8 + 2 + 16 + 1 + 16 + 2;
  const id = width >= 100 ? recordId.length + 2 : 0;
  const type = width >= 130 ? 24 : 0;
  const rest = width - used - id - type;
  const merchant = Math.min(28, rest);
  const about = view?.document ? `→ ${view.document}` : (view?.reason ?? '');
  const tail = Math.max(0, rest - merchant - 2);
  return [
    start,
    link(cell(view?.merchant ?? '—', merchant), url),
    type > 0 ? `  ${pc.dim(cell(readable(view?.type), type - 2))}` : '',
    id > 0 ? `  ${pc.dim(link(recordId, url))}` : '',
    tail > 8 ? `  ${cut(about, tail)}` : '',
  ].join('');
}

const readable = (type: string | null | undefined): string => (type ?? '').toLowerCase().replaceAll('_', ' ');

const title = (text: string, width: number): string =>
  pc.dim(`── ${text} ${'─'.repeat(Math.max(0, width - text.length - 4))}`);

const oldestFirst = (left: WatchedRecord, right: WatchedRecord): number =>
  left.at.getTime() - right.at.getTime();
const latestFirst = (left: WatchedRecord, right: WatchedRecord): number => oldestFirst(right, left);
