import type { FaultRule } from '../../sandbox/support/faults';
import { exportRecord, until, untilState, untilWaiting } from '../support/booking';
import { OwnTemporal } from '../support/own-servers';
import {
  documentOf,
  groupOf,
  invoiceOf,
  postGroups,
  posting,
  reportedWhenPosted,
  startPostGroups,
  wakePosted,
} from '../support/posting';
import { type Stack, startStack } from '../support/stack';
import { WorkerProcess } from '../support/worker-process';

const expense = { merchant: 'uline', amount: '63.00', account: '6520|60|100|00' } as const;
const payment = { type: 'CARD_PAYMENT', amount: '630.00' } as const;
const submit = { path: 'APInvoicePostSvc/SubmitToAgent' };

let stack: Stack;

async function book(draft: Parameters<typeof exportRecord>[1] = expense): Promise<string> {
  const id = exportRecord(stack, draft);
  await untilState(stack, id, 'exported');
  return id;
}

describe('an answer that is lost while a group is posted', () => {
  beforeAll(async () => {
    stack = await startStack({ settings: posting });
  });
  afterEach(() => stack.epicor.faults.clear());
  afterAll(() => stack?.stop());

  const faults: readonly (readonly [string, FaultRule])[] = [
    ['carried out, then dropped', { fault: 'commit-then-drop' }],
    ['dropped, and carried out later', { fault: 'drop-then-commit-later', delayMs: 2_500 }],
    ['reset before anything was done', { fault: 'reset' }],
  ];

  it.each(faults)('leaves invoices posted once where the submission was %s', async (_how, fault) => {
    const id = await book();
    stack.epicor.faults.arm({ ...fault, match: submit });
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 1 });
    expect(documentOf(stack, id).posted).toBe(true);
    // what comes afterwards is not swept along by a task that arrives late
    const later = await book();
    await stack.epicor.faults.settled();
    expect(documentOf(stack, later).posted).toBe(false);
    await postGroups(stack);
  });

  it.each(faults)('leaves journals posted once where posting was %s', async (_how, fault) => {
    const id = await book(payment);
    stack.epicor.faults.arm({ ...fault, match: { path: 'GLJrnGrpSvc/PostGroupJournals' } });
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 1 });
    expect(documentOf(stack, id).posted).toBe(true);
    await stack.epicor.faults.settled();
  });

  it('is told where Epicor takes the task and does not begin it', async () => {
    const id = await book();
    stack.epicor.behave({ agentRuns: false });
    const run = await startPostGroups(stack);
    const { id: group } = await groupOf(stack, id);
    await until('the group is submitted', async () => (await groupOf(stack, id)).answered);
    await overdue(group);
    expect(await run.result()).toEqual({ groups: 1, posted: 0 });
    expect((await groupOf(stack, id)).problem).toContain('see whether its system agent is running');
    stack.epicor.behave({ agentRuns: true });
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 1 });
  });

  /** As if it had been submitted two hours ago. */
  async function overdue(group: number): Promise<void> {
    const { Client } = await import('pg');
    const sql = new Client({ connectionString: stack.databaseUrl });
    await sql.connect();
    await sql.query(`update document_group set submitted_at = now() - interval '2 hours' where id = $1`, [
      group,
    ]);
    await sql.end();
  }
});

describe('a worker that is killed while it posts a group', () => {
  afterEach(async () => {
    stack.epicor.faults.clear();
    await stack?.stop();
  });

  it.each([
    ['between sealing and posting', { path: 'APInvGrpSvc/PrePostGroupInvoices' }, false],
    ['after the submission was carried out', submit, true],
  ])('%s is followed by another that posts it', async (_when, match, commit) => {
    stack = await startStack({ settings: posting });
    const id = await book();
    await stack.stopWorker();
    stack.epicor.faults.arm({ fault: 'timeout', commit, match, delayMs: 600_000 });
    const first = await WorkerProcess.start(stack);
    const run = await startPostGroups(stack);
    await until('the request is held', async () => stack.epicor.faults.list().some(({ met }) => met > 0));
    await first.kill();
    await stack.startWorker();
    expect(await run.result()).toEqual({ groups: 1, posted: 1 });
    expect(documentOf(stack, id).posted).toBe(true);
    // the group is closed for what is booked next
    expect(documentOf(stack, await book()).groupId).not.toBe(documentOf(stack, id).groupId);
  });
});

describe('a document that is on its way into a group that is sealed', () => {
  afterEach(async () => {
    stack.epicor.faults.clear();
    await stack?.stop();
  });

  it('holds the group back until it stands there, if it was sent before', async () => {
    stack = await startStack({ settings: posting });
    const done = await book();
    stack.epicor.faults.arm({ fault: 'delay', delayMs: 3_000, match: { path: 'APInvoiceSvc/UpdateMaster' } });
    const late = exportRecord(stack, expense);
    await until('it is being sent', async () => stack.epicor.faults.list().some(({ met }) => met > 0));
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 0 });
    expect((await groupOf(stack, done)).problem).toContain(`Not finished: record ${late}`);
    await untilState(stack, late, 'exported');
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 1 });
    for (const id of [done, late]) expect(documentOf(stack, id).posted).toBe(true);
  });

  it('goes into the next group, if it was only drafted', async () => {
    stack = await startStack({ settings: posting });
    const done = await book();
    // drafting ends with the due date of the header; the first look-up of the write is held
    stack.epicor.faults.arm({
      fault: 'delay',
      delayMs: 3_000,
      match: { path: 'APInvoiceSvc/APInvoices', times: 1 },
    });
    const late = exportRecord(stack, expense);
    await until('its write has begun', async () => stack.epicor.faults.list().some(({ met }) => met > 0));
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 1 });
    await untilState(stack, late, 'exported');
    expect(documentOf(stack, late)).toMatchObject({ posted: false });
    expect(documentOf(stack, late).groupId).toBe(`${documentOf(stack, done).groupId}2`);
  });
});

describe('groups after Temporal and PostgreSQL were wiped', () => {
  let temporal: OwnTemporal;

  beforeEach(async () => {
    temporal = await OwnTemporal.start();
    stack = await startStack({ settings: posting });
  });
  afterEach(async () => {
    await stack?.stop();
    await temporal?.remove();
  });

  it('are used on, but not posted by us: what is in them is no longer known to be ours', async () => {
    const before = await book();
    const { groupId, vendorNum, invoiceNum } = invoiceOf(stack, before);
    await stack.lose();
    await temporal.wipe();
    stack = await startStack({ settings: posting, after: stack });
    expect(await postGroups(stack)).toEqual({ groups: 0, posted: 0 });

    const after = await book();
    expect(documentOf(stack, after).groupId).toBe(groupId);
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 0 });
    expect((await groupOf(stack, after)).problem).toContain(
      `${vendorNum}/${invoiceNum}, entered by svc-brex, is not a document of ours`,
    );
    stack.epicor.postGroup(groupId);
    expect(await postGroups(stack)).toEqual({ groups: 1, posted: 1 });
  });

  it('hold documents that are found again by their mark, and reported once posted', async () => {
    await stack.reconnect({ 'postGroups: true': 'postGroups: true\n  markExportedWhen: posted' });
    await stack.stopWorker();
    await stack.startWorker();
    const id = exportRecord(stack, expense);
    await untilWaiting(stack, id, 'awaiting-posting');
    const { groupId } = invoiceOf(stack, id);
    await stack.lose();
    await temporal.wipe();
    stack = await startStack({ settings: reportedWhenPosted, after: stack });
    await stack.backfill();
    await untilWaiting(stack, id, 'awaiting-posting');
    stack.epicor.postGroup(groupId);
    expect(await wakePosted(stack)).toEqual({ waiting: 1, woken: 1 });
    await untilState(stack, id, 'exported');
    expect(documentOf(stack, id)).toMatchObject({ groupId, posted: true });
  });
});
