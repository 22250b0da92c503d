import pc from 'picocolors';
import { colourOf, statusWords } from './record-lines';
import type { WatchedRecord } from './record-watch';
import { cell, cut, link, wrap } from './table-text';

const indent = '     ';
const mostCandidates = 3;

/** Whether somebody must do something about the record. */
export function isWaiting({ status }: WatchedRecord): boolean {
  return status === 'WaitingForVendor' || status === 'NeedsAttention';
}

/**
 * One record that waits: what it is, why it waits, the vendors to choose from, what to type, and the page of its
 * run where that fits the width. `short`: one line of the reason, no vendors, no page.
 */
export function waitingBlock(
  record: WatchedRecord,
  { connectionId, now }: { readonly connectionId: string; readonly now: Date },
  width: number,
  detail: 'whole' | 'short',
): string[] {
  const room = width - indent.length;
  const { view, url } = record;
  const reason = wrap(view?.reason ?? '', room, detail === 'whole' ? 3 : 1);
  const command = pc.cyan(commandFor(record, connectionId));
  const typed = wrap(commandFor(record, connectionId), room, 3).map((line) => pc.cyan(line));
  const lines = [...reason, ...(detail === 'whole' ? vendorsOf(record, room) : [])];
  const fits = typed.length === 1 ? [command] : typed;
  const page = detail === 'whole' && url.length <= room ? [pc.dim(link(url, url))] : [];
  return [headLine(record, now, width), ...[...lines, ...fits, ...page].map((line) => indent + line)];
}

function headLine({ status, view, at, url, recordId }: WatchedRecord, now: Date, width: number): string {
  const words = statusWords(status);
  const colour = colourOf[words] ?? pc.dim;
  const since = waitedFor(now.getTime() - at.getTime());
  const used = 3 + 20 + 2 + 16 + 2 + 2 + since.length;
  const name = Math.max(0, Math.min(40, width - used));
  return [
    ` ${colour('●')} ${colour(cell(words, 20))}  `,
    `${pc.bold(cell(view?.amount ?? '', 16, 'right'))}  `,
    link(cell(view?.merchant ?? recordId, name), url),
    `  ${pc.dim(since)}`,
  ].join('');
}

function vendorsOf({ view }: WatchedRecord, room: number): string[] {
  const candidates = view?.candidates ?? [];
  const shown = candidates.slice(0, mostCandidates).map(({ vendorNum, name, hint }) => {
    const number = String(vendorNum).padStart(6);
    return `${pc.bold(number)}  ${cell(name, Math.min(36, room - 8))}${pc.dim(cut(`  ${hint}`, Math.max(0, room - 46)))}`;
  });
  const more = candidates.length - shown.length;
  return more > 0 ? [...shown, pc.dim(`        and ${more} more`)] : shown;
}

/** What to type in another terminal so that the record goes on. */
function commandFor({ recordId, view, status }: WatchedRecord, connectionId: string): string {
  const say = (verb: string, more: string): string =>
    `npx brex-kinetic ${verb} ${recordId} -c ${connectionId}${more} --by <name>`;
  const example = view?.candidates[0]?.vendorNum ?? '<number>';
  if (status === 'WaitingForVendor') return say('approve', ` --vendor-num ${example}`);
  switch (view?.reasonCode) {
    case 'closed-period':
      return say('retry', ' --apply-date <date>');
    case 'already-in-epicor':
      return say('link', ' --vendor-num <number> --invoice-num <number>');
    case 'possible-duplicate':
      return say('retry', ' --confirm duplicate');
    case 'names-open-po':
      return say('retry', ' --confirm po');
    case 'changed-after-booking':
    case 'exported-elsewhere':
      return say('retry', ' --confirm changed');
    default:
      return say('retry', '');
  }
}

/** "4 min", "3 h", "2 d" */
function waitedFor(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1_440)} d`;
}
