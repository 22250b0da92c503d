import { createHmac } from 'node:crypto';
import { unmappedAccountName } from '../../sandbox/world/brex-fields';
import { sandboxCredentials } from '../../sandbox/world/world';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  runOf,
  untilEnded,
  untilState,
  untilWaiting,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '31.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '31.00', '2110|00|000|00': '-31.00' };

/** Webhooks come often, late, together with backfill, or not at all. */
describe('deliveries', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());
  afterEach(() => stack.brex.behave({ webhookCopies: 1 }));

  it('five at once book the record once', async () => {
    stack.brex.behave({ webhookCopies: 5 });
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, booked);
  });

  it('that come again after it was exported change nothing', async () => {
    const id = exportRecord(stack, expense);
    await expectBookedOnce(stack, id, booked);
    await untilEnded(stack, id);
    for (let again = 0; again < 3; again += 1) expect(await deliver(stack, [id])).toBe(200);
    await untilEnded(stack, id);
    expect(invoicesOf(stack, id)).toHaveLength(1);
  });

  it('and backfill together book the record once', async () => {
    const ids = Array.from({ length: 5 }, () => exportRecord(stack, expense));
    await stack.backfill();
    for (const id of ids) await expectBookedOnce(stack, id, booked);
  });

  it('that never came are made up for by backfill', async () => {
    const { id } = stack.brex.records.create(expense);
    stack.brex.records.makeReady([id]);
    await stack.backfill();
    await untilState(stack, id, 'exported');
    expect(invoicesOf(stack, id)).toHaveLength(1);
  });

  it('by backfill do not disturb a record that waits at the version it knows', async () => {
    const id = exportRecord(stack, { ...expense, merchant: 'fastenal' });
    await untilWaiting(stack, id, 'vendor-ambiguous');
    const before = (await runOf(stack, id).describe()).historyLength;
    await stack.backfill();
    await stack.backfill();
    expect((await runOf(stack, id).describe()).historyLength).toBe(before);
  });

  it('of more than fifty ids go through one fan-out run', async () => {
    const ids = Array.from(
      { length: 60 },
      () => stack.brex.records.create({ ...expense, status: 'READY_FOR_EXPORT' }).id,
    );
    expect(await deliver(stack, ids)).toBe(200);
    for (const id of ids) await untilState(stack, id, 'exported');
    for (const id of ids) expect(invoicesOf(stack, id)).toHaveLength(1);
  });

  it('return a record, and book it once with its new amount when it was recoded', async () => {
    const id = exportRecord(stack, { ...expense, account: `${unmappedAccountName}|60|100|00` });
    await untilState(stack, id, 'returned');
    stack.brex.records.recode(id, { account: '6520|60|100|00', amount: '32.00' });
    stack.brex.export([id]);
    await expectBookedOnce(stack, id, { '6520|60|100|00': '32.00', '2110|00|000|00': '-32.00' });
  });
});

let deliveries = 0;

/** Signs and sends a delivery as Brex does (BREX.md 3.3). */
async function deliver(stack: Stack, ids: readonly string[]): Promise<number> {
  deliveries += 1;
  const body = JSON.stringify({
    event_type: 'ACCOUNTING_RECORD_READY_FOR_EXPORT',
    accountingRecordIds: ids,
    companyId: stack.world.brex.companyId,
  });
  const id = `msg_test${process.pid}x${deliveries}`;
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', Buffer.from(sandboxCredentials.webhookSecret, 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  const { status } = await fetch(`${stack.gatewayUrl}/webhooks/brex/${stack.connectionId}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,${signature}`,
    },
    body,
  });
  return status;
}
