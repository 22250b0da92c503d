import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { DocumentLine, JournalKey, Journals } from './api';
import { AsRead } from './as-read';
import { exactNumber, flagColumn, integerColumn } from './columns';
import {
  asNew,
  type DataSet,
  isRecord,
  marked,
  newRowOf,
  type Row,
  rowsOf,
  templateOf,
  withColumns,
} from './dataset';
import { recoded } from './gl-account';
import type { EpicorHttp } from './http';
import { journalHeaderColumns, journalKeyColumns, journalService } from './journal-columns';
import { journalParameters, toJournalKey } from './journal-key';
import { getJournal, journalMarker, readPostedJournal, toJournal } from './journal-read-back';
import { createJournalSearch } from './journal-search';
import { parseJson, writeJson } from './json';
import { markedText, marks, oneLine } from './line-identity';
import { createService, type Service } from './service';

const headerTable = 'GLJrnHed';
const lineTable = 'GLJrnDtlMnl';

/** The width of descriptions is not documented: what is longer goes into the comment alone. */
const descriptionLength = 50;

/** General ledger journals of one company (EPICOR.md 4). */
export function createJournals(http: EpicorHttp): Journals {
  const service = createService(http, journalService);
  const existing = async (
    key: JournalKey,
    asRead: AsRead | null = null,
  ): Promise<{ ds: DataSet; header: Row }> => {
    const ds = asRead?.ds ?? (await getJournal(service, key));
    if (!ds) throw service.error('GetByID', 'not-found', `there is no unposted journal ${key.journalNum}`);
    return { ds, header: service.first('GetByID', ds, headerTable) };
  };
  const readToWrite: Journals['readToWrite'] = async (key, marker) => {
    const ds = await getJournal(service, key);
    const unposted = ds && { document: toJournal(service, ds), asRead: new AsRead(ds) };
    if (unposted && (marker === undefined || unposted.document.marker === marker)) return unposted;
    const posted = await readPostedJournal(http, key);
    if (!posted) return unposted;
    const isMeant = marker === undefined || posted.marker === marker;
    return isMeant ? { document: posted, asRead: null } : (unposted ?? { document: posted, asRead: null });
  };

  return {
    ...createJournalSearch(http),

    async newHeader(journal) {
      const ds = await service.askDataSet('GetNewGlJrnHedTran', { ds: {}, GroupID: journal.groupId });
      service.first('GetNewGlJrnHedTran', ds, headerTable);
      const entered = withColumns(ds, headerTable, {
        JEDate: `${journal.date}T00:00:00`,
        CurrencyCode: journal.currency,
        Description: described(journal.marker, journal.description),
        CommentText: markedText([journal.marker], journal.description),
        ExtSysURL: journal.recordUrl,
      });
      return { ds: writeJson(entered) };
    },

    async saveHeader(draft) {
      const ds = parseJson(draft.ds);
      const entered = asNew(isRecord(ds) ? ds : {}, headerTable);
      const checked = await service.askDataSetAndMore('PreUpdate', { ds: entered });
      requireNoPrompt(service, checked.parameters);
      const saved = await service.saveDataSet('Update', { ds: asNew(checked.ds, headerTable) });
      const header = service.first('Update', saved, headerTable, true);
      return toJournalKey(service.read('Update', journalKeyColumns, header, true));
    },

    async addLines(key, lines, marker, asRead = null) {
      if (lines.length === 0) return;
      const { ds, header } = await existing(key, asRead);
      const template = await lineTemplate(service, key, header);
      const from = nextLine(service, ds);
      const rows = lines.map((line, index) =>
        newLine(templateOf(template, index), line, from + index, marker),
      );
      await service.save('Update', { ds: { [headerTable]: [marked(header, 'U')], [lineTable]: rows } });
    },

    readToWrite,

    async readBack(key, marker) {
      return (await readToWrite(key, marker))?.document ?? null;
    },

    async remove(key, marker) {
      const { header } = await existing(key);
      const found = service.read('GetByID', journalHeaderColumns, header);
      if (found.Posted || journalMarker(found) !== marker) {
        const why = found.Posted ? 'is posted' : 'is not a document of ours';
        throw service.error(
          'DeleteByID',
          'business',
          `Journal ${key.journalNum} ${why}; nothing was deleted.`,
        );
      }
      await service.save('DeleteByID', journalParameters(key));
    },
  };
}

/** Marker first, then as much of the text as fits. */
function described(marker: string, text: string): string {
  const whole = markedText([marker], text);
  return whole.slice(0, Math.max(descriptionLength, marks(marker).length)).trimEnd();
}

/** Where a legal number must be typed by a user, saving cannot go on by itself. */
function requireNoPrompt(service: Service, parameters: Row): void {
  const answer = service.read('PreUpdate', z.object({ RequiresUserInput: flagColumn }), parameters);
  if (!answer.RequiresUserInput) return;
  throw service.error(
    'PreUpdate',
    'not-saved',
    'Epicor wants a user to enter a legal number for this journal.',
  );
}

function nextLine(service: Service, ds: DataSet): number {
  const columns = z.object({ JournalLine: integerColumn });
  const numbers = rowsOf(ds, lineTable).map((row) => service.read('GetByID', columns, row).JournalLine);
  return Math.max(0, ...numbers) + 1;
}

/** Epicor's defaults for one new line, which serve for all of them. */
async function lineTemplate(service: Service, key: JournalKey, header: Row): Promise<Row> {
  const method = 'GetNewGLJrnDtlMnl';
  const { fiscalCalendarID: _, ...parent } = journalParameters(key);
  const ds = { [headerTable]: [marked(header, '')], [lineTable]: [] };
  const answered = await service.askDataSet(method, { ds, ...parent, journalLine: 0 });
  return newRowOf(answered, lineTable) ?? service.first(method, answered, lineTable);
}

/** A line with its amount on the side it belongs to, positive; `number` is provisional: Epicor gives its own. */
function newLine(template: Row, line: DocumentLine, number: number, marker: string): Row {
  const amount = new Decimal(line.amount);
  const zero = exactNumber('0');
  const value = exactNumber(amount.abs().toFixed());
  return marked(
    {
      ...recoded(template, line.account),
      JournalLine: number,
      TotDebit: amount.isNegative() ? zero : value,
      TotCredit: amount.isNegative() ? value : zero,
      Description: oneLine(line.description).slice(0, descriptionLength),
      CommentText: markedText([marker, line.lineId], line.description),
    },
    'A',
  );
}
