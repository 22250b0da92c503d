import { join } from 'node:path';
import type { LoggedExchange } from '../../sandbox/support/exchange-log';
import { type BrexContract, loadBrexContract } from './brex-openapi';
import { contractsDirectory, describeWithContracts } from './contracts';
import * as sample from './samples';
import { said } from './violation';

describeWithContracts()('the judge of what is exchanged with Brex', () => {
  let contract: BrexContract;
  beforeAll(() => {
    contract = loadBrexContract(join(contractsDirectory, 'brex'));
  });
  const request = (exchange: LoggedExchange): string[] => said(contract.request(exchange));
  const reply = (exchange: LoggedExchange): string[] => said(contract.reply(exchange));

  it.each([
    ['one record', sample.recordRead()],
    ['records by id', sample.recordsRead('ids=accr_1&ids=accr_2&limit=100')],
    ['bills by change', sample.recordsRead('source_type=BILL&updated_at%5Bgt%5D=2025-04-24T00%3A00%3A00Z')],
    ['a success', sample.exportResult({ success: { reference_id: 'AP-1', deep_link_url: 'https://erp/1' } })],
    ['a failure', sample.exportResult({ failure: { error_message: 'Invalid GL account' } })],
    ['a new field', sample.fieldCreated({ 'idempotency-key': '7c4f' })],
  ])('lets %s pass', (_what, exchange) => {
    expect([...request(exchange), ...reply(exchange)]).toEqual([]);
  });

  it.each([
    ['an unknown path', { ...sample.recordRead(), path: '/v3/accounting/record/1' }, 'path: an operation'],
    ['an unknown parameter', sample.recordsRead('record_ids=a'), 'query record_ids: no such parameter'],
    ['a parameter of the wrong type', sample.recordsRead('limit=many'), 'query limit: it to be number'],
    ['a page that is too long', sample.recordsRead('limit=5000'), 'query limit: 1 to 1000'],
    ['a status that is none', sample.recordsRead('review_status=DONE'), 'query review_status: one of'],
    [
      'a date that is none',
      sample.recordsRead('updated_at%5Bgt%5D=yesterday'),
      'query updated_at /gt: it to match',
    ],
    [
      'an unknown operator',
      sample.recordsRead('updated_at%5Bafter%5D=2025-04-24T00%3A00%3A00Z'),
      'no property "after"',
    ],
    [
      'a review status of bills',
      sample.recordsRead('source_type=BILL&review_status=EXPORTED'),
      'query review_status: nothing',
    ],
    ['a missing Idempotency-Key', sample.fieldCreated({}), 'header Idempotency-Key: it to be sent'],
    ['a missing property', sample.exportResult({ failure: {} }), 'the property "error_message"'],
    [
      'an unknown property',
      sample.exportResult({ success: { reference_id: 'AP-1', link: 'https://erp/1' } }),
      'no property "link"',
    ],
    ['an unknown property beside', sample.exportResult({ success: {}, note: 'x' }), 'no property "note"'],
    ['a body that is none', sample.exportResult({}, { send: undefined }), 'body: one to be sent'],
    ['no token', sample.recordRead({}, { requestHeaders: { authorization: '' } }), 'header Authorization'],
  ])('reports a request with %s', (_what, exchange, expected) => {
    expect(request(exchange).join('\n')).toContain(expected);
  });

  it.each([
    ['a missing property', sample.recordRead({ line_items: undefined }), 'the property "line_items"'],
    ['null where none may be', sample.recordRead({ posted_at: null }), '/posted_at: it to be string'],
    [
      'money as text',
      sample.recordRead({ amount: { amount: '1.00', currency: 'USD' } }),
      '/amount/amount: it to be number',
    ],
    ['an unknown kind', sample.recordRead({ type: 'CASH' }), '/type: one of'],
    ['no trace id', sample.recordRead({}, { responseHeaders: {} }), 'header X-Brex-Trace-Id'],
    ['a status that is not known', sample.recordRead({}, { status: 418 }), 'status 418: a status that'],
    ['a success that is not declared', sample.recordRead({}, { status: 201 }), 'status 201: a status that'],
    [
      'a text for a refusal',
      sample.recordRead({}, { status: 404, answer: 'Not Found' }),
      'body of status 404',
    ],
    [
      'an item that is no record',
      sample.recordsRead('', [{}]),
      'body of status 200 /items/0: the property "id"',
    ],
  ])('reports a reply with %s', (_what, exchange, expected) => {
    expect(reply(exchange).join('\n')).toContain(expected);
  });

  it.each([
    ['an unknown property', sample.recordRead({ ledger: 'main' })],
    ['an empty 401', sample.recordRead({}, { status: 401, answer: '' })],
    [
      'the flat 403 of the gateway',
      sample.recordRead({}, { status: 403, answer: { type: 'FORBIDDEN', message: 'x' } }),
    ],
    [
      'a 404 of the accounting API',
      sample.recordRead({}, { status: 404, answer: { error_code: 'NOT_FOUND', message: 'x' } }),
    ],
    ['any 429', sample.recordRead({}, { status: 429, answer: 'slow down' })],
    ['no answer at all', sample.recordRead({}, { status: null })],
  ])('lets a reply with %s pass', (_what, exchange) => {
    expect(reply(exchange)).toEqual([]);
  });
});
