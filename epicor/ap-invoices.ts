import { createInvoiceAttachments } from './ap-invoice-attachments';
import { codedRows } from './ap-invoice-coding';
import { apInvoiceService, codingColumns, expenseColumns, headerColumns } from './ap-invoice-columns';
import { newHeader } from './ap-invoice-header';
import { getInvoice, toDocument } from './ap-invoice-read-back';
import { type Chart, invoiceColumns, newCoding, newExpense, newLine } from './ap-invoice-rows';
import { groupOf, guard, nextLine, updateMaster } from './ap-invoice-save';
import { createInvoiceSearch } from './ap-invoice-search';
import type { ApInvoices, DocumentLine, InvoiceDraft, InvoiceKey, LineOptions } from './api';
import { AsRead } from './as-read';
import { type DataSet, isRecord, marked, newRowOf, type Row, rowsOf, templateOf } from './dataset';
import type { EpicorHttp } from './http';
import { parseJson } from './json';
import { createService, type Service } from './service';

/** AP invoices and debit memos of one company (EPICOR.md 3). */
export function createApInvoices(http: EpicorHttp, chart: Chart): ApInvoices {
  const service = createService(http, apInvoiceService);
  const existing = async (key: InvoiceKey, asRead: AsRead | null = null): Promise<DataSet> => {
    const ds = asRead?.ds ?? (await getInvoice(service, key));
    if (ds) return ds;
    throw service.error('GetByID', 'not-found', `vendor ${key.vendorNum} has no invoice ${key.invoiceNum}`);
  };

  return {
    ...createInvoiceSearch(http),
    ...createInvoiceAttachments(http),
    newHeader: (invoice) => newHeader(service, invoice),

    async saveWhole(draft, lines, groupId, options = {}) {
      const ds = wholeDataSet(service, http.company, draft, lines, chart, options);
      await updateMaster(service, ds, groupId, 'APInvHed');
      return keyOf(draft);
    },

    async saveHeader(draft, groupId) {
      await updateMaster(service, { APInvHed: [headerRow(service, draft)] }, groupId, 'APInvHed');
      return keyOf(draft);
    },

    async addLines(key, lines, groupId, options = {}, asRead = null) {
      if (lines.length === 0) return;
      const ds = await existing(key, asRead);
      const header = guard(service, ds);
      const template = await lineTemplate(service, key, header);
      const from = nextLine(service, ds);
      const entered = { ...options, debitMemo: service.read('GetByID', headerColumns, header).DebitMemo };
      const rows = lines.map((line, index) =>
        newLine(templateOf(template, index), line, from + index, entered),
      );
      const group = groupOf(service, header, groupId);
      await updateMaster(service, { APInvHed: [header], APInvDtl: rows }, group, 'APInvDtl');
    },

    async codeLines(key, codings, asRead = null) {
      if (codings.length === 0) return;
      const rows = await codedRows(service, await existing(key, asRead), key, codings);
      await service.save('Update', { ds: { APInvExpTGLC: rows } });
    },

    async removeDistributions(key, distributions, groupId, asRead = null) {
      if (distributions.length === 0) return;
      const ds = await existing(key, asRead);
      const header = guard(service, ds);
      const isMeant = ({ InvoiceLine, InvExpSeq }: { InvoiceLine: number; InvExpSeq: number }): boolean =>
        distributions.some((each) => each.lineNumber === InvoiceLine && each.sequence === InvExpSeq);
      const rows = rowsOf(ds, 'APInvExp').filter((row) =>
        isMeant(service.read('GetByID', expenseColumns, row)),
      );
      const codings = rowsOf(ds, 'APInvExpTGLC').filter((row) =>
        isMeant(service.read('GetByID', codingColumns, row)),
      );
      if (rows.length === 0) return;
      const deleted = {
        APInvHed: [header],
        APInvExp: rows.map((row) => marked(row, 'D')),
        APInvExpTGLC: codings.map((row) => marked(row, 'D')),
      };
      await updateMaster(service, deleted, groupOf(service, header, groupId), 'APInvExp');
    },

    async readBack(key) {
      const ds = await getInvoice(service, key);
      return ds && toDocument(service, ds);
    },

    async readToWrite(key) {
      const ds = await getInvoice(service, key);
      return ds && { document: toDocument(service, ds), asRead: new AsRead(ds) };
    },

    async remove(key, groupId, marker) {
      const ds = await existing(key);
      const row = service.first('GetByID', ds, 'APInvHed');
      const header = service.read('GetByID', headerColumns, row);
      if (header.Posted || header.ExternalID !== marker) {
        const why = header.Posted ? 'is posted' : 'is not a document of ours';
        throw service.error(
          'DeleteMaster',
          'business',
          `Invoice ${key.invoiceNum} ${why}; nothing was deleted.`,
        );
      }
      await service.save('DeleteMaster', {
        ds: { ...ds, APInvHed: [marked(row, 'D')] },
        cGroupID: groupOf(service, row, groupId),
        keyValue: String(key.vendorNum),
        keyValue2: key.invoiceNum,
      });
    },
  };
}

function keyOf(draft: InvoiceDraft): InvoiceKey {
  return { kind: 'ap', vendorNum: draft.vendorNum, invoiceNum: draft.invoiceNum };
}

/** The draft's header, whole, marked as new. */
function headerRow(service: Service, draft: InvoiceDraft): Row {
  const ds = parseJson(draft.ds);
  return marked(service.first('GetNew', isRecord(ds) ? ds : {}, 'APInvHed'), 'A');
}

/** Header, lines, distributions and accounts, all new; tied together by provisional line numbers. */
function wholeDataSet(
  service: Service,
  company: string,
  draft: InvoiceDraft,
  lines: readonly DocumentLine[],
  chart: Chart,
  options: LineOptions,
): DataSet {
  const base = invoiceColumns(company, keyOf(draft));
  const debitMemo = draft.kind === 'ap-debit-memo';
  return {
    APInvHed: [headerRow(service, draft)],
    APInvDtl: lines.map((line, index) => newLine(base, line, index + 1, { ...options, debitMemo })),
    APInvExp: lines.map((line, index) => newExpense(base, line, index + 1, { ...chart, debitMemo })),
    APInvExpTGLC: lines.map((line, index) => newCoding(base, line, index + 1, chart)),
  };
}

/** Epicor's defaults for one new line, which serve for all of them. */
async function lineTemplate(service: Service, key: InvoiceKey, header: Row): Promise<Row> {
  const method = 'GetNewAPInvDtlMiscellaneous';
  const answered = await service.askDataSet(method, {
    ds: { APInvHed: [{ ...header, RowMod: '' }], APInvDtl: [] },
    iVendorNum: key.vendorNum,
    cInvoiceNum: key.invoiceNum,
  });
  return newRowOf(answered, 'APInvDtl') ?? service.first(method, answered, 'APInvDtl');
}
