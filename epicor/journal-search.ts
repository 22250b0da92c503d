import { DateTime } from 'luxon';
import type { FoundJournal, JournalPlace, Journals } from './api';
import { journals, postedJournalLines } from './entity-sets';
import { EpicorError } from './errors';
import { allOf, anyOf, compared, day, eq, type Filter, startsWith } from './filter';
import type { EpicorHttp } from './http';
import { journalHeaderColumns, postedLineColumns } from './journal-columns';
import { journalIdentity, toJournalKey } from './journal-key';
import { journalMarker } from './journal-read-back';
import { markIn } from './line-identity';
import { readAll } from './odata';

/** A person may move a journal to a neighbouring period before it is posted, hardly farther. */
const daysAround = 92;

/** Some servers answer a filter with a function by one of these (EPICOR.md 2.1, 2.6). */
const functionRefused = new Set([400, 500, 501]);

/**
 * Finds journals by our marker: they have no natural key, and posting deletes their headers (EPICOR.md 4). Asks
 * for texts that begin with the marker; a tenant that refuses the function is asked for the book's rows of those
 * months instead. Either way only rows whose first token is the marker itself are taken.
 */
export function createJournalSearch(http: EpicorHttp): Pick<Journals, 'findByMarker'> {
  return {
    async findByMarker(marker, place) {
      // In this order: a journal that is posted meanwhile is seen twice, never not at all.
      const unposted = await findUnposted(http, marker, place);
      return [...unposted, ...(await findPosted(http, marker, place))];
    },
  };
}

async function findUnposted(http: EpicorHttp, marker: string, place: JournalPlace): Promise<FoundJournal[]> {
  const select = journalHeaderColumns;
  const marked = anyOf(startsWith('CommentText', marker), startsWith('Description', marker));
  return eitherWay(marked, within(place), async (filter) => {
    const found: FoundJournal[] = [];
    for await (const row of readAll(http, journals, { select, filter })) {
      if (journalMarker(row) !== marker) continue;
      found.push({ key: toJournalKey(row), posted: row.Posted, lineCount: null });
    }
    return found;
  });
}

async function findPosted(http: EpicorHttp, marker: string, place: JournalPlace): Promise<FoundJournal[]> {
  const select = postedLineColumns;
  const marked = allOf(within(place), startsWith('CommentText', marker));
  return eitherWay(marked, within(place), async (filter) => {
    const journals = new Map<string, FoundJournal>();
    for await (const row of readAll(http, postedJournalLines, { select, filter })) {
      if (markIn(row.CommentText) !== marker) continue;
      const key = toJournalKey(row);
      const before = journals.get(journalIdentity(key))?.lineCount ?? 0;
      journals.set(journalIdentity(key), { key, posted: true, lineCount: before + 1 });
    }
    return [...journals.values()];
  });
}

/** Runs `read` with `preferred`; where the server refuses that filter, with `plain`. */
async function eitherWay<T>(
  preferred: Filter,
  plain: Filter,
  read: (filter: Filter) => Promise<T>,
): Promise<T> {
  try {
    return await read(preferred);
  } catch (error) {
    if (!(error instanceof EpicorError) || !functionRefused.has(error.status ?? 0)) throw error;
    return read(plain);
  }
}

function within(place: JournalPlace): Filter {
  const date = DateTime.fromISO(place.date, { zone: 'utc' });
  const from = date.minus({ days: daysAround }).toISODate();
  const to = date.plus({ days: daysAround }).toISODate();
  if (from === null || to === null) throw new RangeError(`"${place.date}" is not a date`);
  return allOf(
    eq('BookID', place.bookId),
    compared('JEDate', 'ge', day(from)),
    compared('JEDate', 'le', day(to)),
  );
}
