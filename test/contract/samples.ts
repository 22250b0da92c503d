import type { LoggedExchange } from '../../sandbox/support/exchange-log';

/** Exchanges as the pages describe them, for tests of the judges themselves. */

const record = {
  id: 'accr_abc123',
  amount: { amount: 100.5, currency: 'USD' },
  original_amount: null,
  type: 'CARD_EXPENSE_POST',
  review_status: 'READY_FOR_EXPORT',
  source_id: 'exp_xyz789',
  source_type: 'CARD',
  erp_posting_date: '2025-04-24T16:13:49.959513Z',
  updated_at: '2025-04-24T16:13:49.959513Z',
  version: 1,
  receipts: null,
  user: null,
  vendor: null,
  memo: null,
  posted_at: '2025-04-24T16:13:49.959513Z',
  due_at: null,
  invoice_number: null,
  line_items: [
    {
      id: 'arli_abc123',
      type: 'DEBIT',
      amount: { amount: 100.5, currency: 'USD' },
      original_amount: null,
      memo: 'Office supplies',
      accounting_field_values: [
        {
          brex_field_id: 'ef_123',
          remote_field_id: '1',
          brex_field_value_id: 'efo_123',
          remote_field_value_id: null,
        },
      ],
    },
  ],
};

function exchange(
  system: string,
  given: Partial<Omit<LoggedExchange, 'requestBody' | 'responseBody'>> & { send?: unknown; answer?: unknown },
): LoggedExchange {
  const { send, answer, requestHeaders, responseHeaders, ...rest } = given;
  const text = (value: unknown): string =>
    value === undefined || typeof value === 'string' ? (value ?? '') : JSON.stringify(value);
  return {
    system,
    method: 'GET',
    path: '/',
    query: '',
    status: 200,
    fault: null,
    ...rest,
    requestHeaders: {
      authorization: '***',
      accept: 'application/json',
      ...(send === undefined ? {} : { 'content-type': 'application/json' }),
      ...requestHeaders,
    },
    requestBody: text(send),
    responseHeaders: { 'content-type': 'application/json', ...responseHeaders },
    responseBody: text(answer),
  };
}

type Given = Parameters<typeof exchange>[1];

const traced = { 'x-brex-trace-id': '1006592104193807483' };

const brex = (given: Given): LoggedExchange => exchange('brex', { responseHeaders: traced, ...given });

/** GET of one record, answered with `changed` laid over the page's sample. */
export const recordRead = (changed: object = {}, given: Given = {}): LoggedExchange =>
  brex({ path: '/v3/accounting/records/accr_abc123', answer: { ...record, ...changed }, ...given });

export const recordsRead = (query: string, items: unknown[] = [record]): LoggedExchange =>
  brex({
    path: '/v3/accounting/records',
    query,
    answer: { items, next_cursor: null, has_next_page: false },
  });

/** export-results with one result. */
export const exportResult = (result: object, given: Given = {}): LoggedExchange =>
  brex({
    method: 'POST',
    path: '/v3/accounting/records/export-results',
    send: { results: [{ accounting_record_id: 'accr_abc123', ...result }] },
    answer: { updated_accounting_record_ids: ['accr_abc123'] },
    ...given,
  });

export const fieldCreated = (headers: Record<string, string>): LoggedExchange =>
  brex({
    method: 'POST',
    path: '/v1/fields',
    requestHeaders: headers,
    send: { name: 'GL account', group: 'ERP', remote_id: 'gl', integration_id: 'int_abc123' },
    answer: {
      brex_id: 'extended_field_foobar',
      name: 'GL account',
      remote_id: 'gl',
      updated_at: '2025-04-24T16:13:49Z',
      is_disabled: false,
      group: 'ERP',
    },
  });

const epicor = (path: string, given: Given): LoggedExchange =>
  exchange('epicor', {
    path: `/Kinetic/api/v2/odata/EPIC06/${path}`,
    ...given,
    requestHeaders: { 'x-api-key': '***', ...given.requestHeaders },
  });

const header = {
  Company: 'EPIC06',
  VendorNum: 12,
  InvoiceNum: 'INV-1001',
  GroupID: 'INT00001',
  SysRevID: 918273700,
  RowMod: '',
};
const line = {
  Company: 'EPIC06',
  VendorNum: 12,
  InvoiceNum: 'INV-1001',
  InvoiceLine: 0,
  LineType: 'M',
  DocExtCost: 250,
  RowMod: 'A',
};

/** UpdateMaster of a line, with `changed` laid over the parameters and over the out parameters. */
export const updateMaster = (changed: { send?: object; outs?: object } = {}): LoggedExchange =>
  epicor('Erp.BO.APInvoiceSvc/UpdateMaster', {
    method: 'POST',
    send: {
      ds: { APInvHed: [header], APInvDtl: [line] },
      cGroupID: 'INT00001',
      cTableName: 'APInvDtl',
      runChkCPay: false,
      runChkBankRef: false,
      runChkRevChrg: false,
      suppressUserPrompts: true,
      ...changed.send,
    },
    answer: {
      parameters: {
        ds: { APInvHed: [header], APInvDtl: [{ ...line, InvoiceLine: 1, RowMod: '' }] },
        grpTotalInvAmt: 250,
        requiresUserInput: false,
        opMessage: '',
        opMsgChkBankRef: '',
        opChkRevMsg: '',
        lEnableGenLegalNum: false,
        lUpdateRan: true,
        opDUAMsg: '',
        ...changed.outs,
      },
    },
  });

export const invoiceLines = (rows: object[]): object => ({ ds: { APInvHed: [header], APInvDtl: rows } });
export const invoiceLine = line;

export const methodCall = (path: string, send: unknown, given: Given = {}): LoggedExchange =>
  epicor(path, { method: 'POST', send, ...given });

export const getById = (query: string, given: Given = {}): LoggedExchange =>
  epicor('Erp.BO.APInvoiceSvc/GetByID', { query, answer: { returnObj: { APInvHed: [header] } }, ...given });

/** GET of an entity set; `query` as pairs, encoded as the contract wants it. */
export const setRead = (
  path: string,
  query: Record<string, string>,
  rows: object[] = [],
  given: Given = {},
): LoggedExchange =>
  epicor(path, {
    query: Object.entries(query)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&'),
    answer: { '@odata.context': 'https://erp.example.com/$metadata', value: rows },
    ...given,
  });

/** A refusal in Epicor's recorded shape. */
export const refusal = (status: number, changed: object = {}): object => ({
  HttpStatus: status,
  ReasonPhrase: 'REST API Exception',
  ErrorMessage: 'Vendor ID is not valid.',
  ErrorType: 'Ice.Common.BusinessObjectException',
  ErrorDetails: [{ Message: 'Vendor ID is not valid.', Type: 'Error', Table: 'APInvHed', Field: 'VendorID' }],
  CorrelationId: '00000000-0000-0000-0000-000000000000',
  ...changed,
});
