import { type Reply, type Running, startSandbox } from './harness';

let running: Running;
beforeEach(async () => {
  running = await startSandbox();
});
afterEach(() => running.stop());

const success = (id: string) => ({ accounting_record_id: id, success: { reference_id: `AP-${id}` } });
const failure = (id: string) => ({ accounting_record_id: id, failure: { error_message: 'No such account' } });
const report = (...results: object[]): Promise<Reply> =>
  running.call('POST', '/v3/accounting/records/export-results', { body: { results } });
const ready = (): string => running.sandbox.records.create({ status: 'READY_FOR_EXPORT' }).id;
const statusOf = (id: string): string => running.sandbox.records.get(id).reviewStatus;

describe('export results', () => {
  it('move a booked record to EXPORTED and a failed one back to REVIEW', async () => {
    const [booked, failed] = [ready(), ready()];
    const reply = await report(success(booked), failure(failed));
    expect([reply.status, reply.body]).toEqual([200, { updated_accounting_record_ids: [booked, failed] }]);
    expect(running.sandbox.records.get(booked)).toMatchObject({
      reviewStatus: 'EXPORTED',
      version: 2,
      results: [{ kind: 'success', referenceId: `AP-${booked}`, deepLinkUrl: null }],
    });
    expect(running.sandbox.records.get(failed)).toMatchObject({
      reviewStatus: 'REVIEW',
      results: [{ kind: 'failure', message: 'No such account' }],
    });
  });

  it('refuse everything where one record is unknown', async () => {
    const known = ready();
    const reply = await report(success(known), success('accr_nobody'));
    expect([reply.status, reply.body.error_code]).toEqual([404, 'NOT_FOUND']);
    expect(reply.body.message).toBe('Accounting record source IDs not found: accr_nobody');
    expect(reply.body.details).toEqual({ not_found_export_entry_source_ids: ['accr_nobody'] });
    expect(statusOf(known)).toBe('READY_FOR_EXPORT');
  });

  it('refuse everything where one record is not ready, so also the second report of one export', async () => {
    const [first, second] = [ready(), ready()];
    await report(success(first));
    const reply = await report(success(first), success(second));
    expect([reply.status, reply.body.error_code]).toEqual([422, 'ACCOUNTING_RECORD_NOT_READY_FOR_EXPORT']);
    expect(reply.body.details).toEqual({ not_ready_for_export_accounting_record_ids: [first] });
    expect(statusOf(second)).toBe('READY_FOR_EXPORT');
    expect(running.sandbox.records.get(first).results).toHaveLength(1);
  });

  it('name duplicates before unknown and unready records', async () => {
    const reply = await report(success('accr_nobody'), failure('accr_nobody'));
    expect([reply.status, reply.body.error_code]).toEqual([422, 'DUPLICATE_ACCOUNTING_RECORD_IDS']);
  });

  it.each([
    ['no results', { results: [] }],
    ['a failure without a message', { results: [{ accounting_record_id: 'x', failure: {} }] }],
    ['neither success nor failure', { results: [{ accounting_record_id: 'x' }] }],
  ])('refuse %s', async (_what, body) => {
    const reply = await running.call('POST', '/v3/accounting/records/export-results', { body });
    expect([reply.status, reply.body.error_code]).toEqual([400, 'INVALID_REQUEST']);
  });

  it('refuse a body that is not JSON', async () => {
    const response = await fetch(`${running.url}/v3/accounting/records/export-results`, {
      method: 'POST',
      headers: { authorization: `Bearer bxt_sandboxSandboxSandboxSandboxSandbox01` },
      body: '{"results":',
    });
    expect(response.status).toBe(400);
  });

  it('refuse bills, by switch', async () => {
    running.sandbox.behave({ billsCanBeReported: false });
    const bill = running.sandbox.records.create({ type: 'BILL_EXPENSE', status: 'READY_FOR_EXPORT' });
    expect((await report(success(bill.id))).status).toBe(422);
  });

  it.each([
    ['takes those that are ready and names them', 'partial', 200],
    ['takes those that are ready, but refuses', 'partial-refused', 422],
  ] as const)('of which one is not ready: %s, by switch', async (_, exportResults, status) => {
    running.sandbox.behave({ exportResults });
    const [first, second] = [ready(), ready()];
    await report(success(first));
    const reply = await report(success(first), success(second));
    expect(reply.status).toBe(status);
    if (status === 200) expect(reply.body).toEqual({ updated_accounting_record_ids: [second] });
    expect([statusOf(second), running.sandbox.records.get(first).results.length]).toEqual(['EXPORTED', 1]);
  });

  it('are refused without naming the records, by switch', async () => {
    running.sandbox.behave({ refusalDetails: false });
    expect((await report(success('accr_nobody'), success(ready()))).body.details).toBeUndefined();
  });

  it('are refused where they are too many, by switch', async () => {
    running.sandbox.behave({ maxExportResults: 1 });
    const reply = await report(success(ready()), success(ready()));
    expect([reply.status, reply.body.error_code]).toEqual([400, 'INVALID_REQUEST']);
  });

  it('send a failed record to PREPARE, by switch', async () => {
    running.sandbox.behave({ statusAfterFailure: 'PREPARE' });
    const id = ready();
    await report(failure(id));
    expect(statusOf(id)).toBe('PREPARE');
  });
});
