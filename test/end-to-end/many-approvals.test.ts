import { answerMerchant, printApprovals } from '../../cli/approvals';
import { type Stack, startStack } from '../support/stack';
import { untilCounted } from '../support/until-counted';

/** A few hundred by default; WAITING_RECORDS=2000 measures a whole backlog by hand. */
const many = Number(process.env.WAITING_RECORDS ?? 200);
const merchant = { rawDescriptor: 'SQ *QUVOX MANYZZYX', name: 'Quvox Manyzzyx' };

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack?.stop());

it(`one answer releases ${many} records that wait for their merchant`, async () => {
  const { connectionId, store, temporal } = stack;
  const exportedAt = Date.now();
  const ids = Array.from(
    { length: many },
    () => stack.brex.records.create({ merchant, amount: '10.10', account: '6520|60|100|00' }).id,
  );
  for (let at = 0; at < many; at += 100) stack.brex.export(ids.slice(at, at + 100));
  await untilCounted(
    'all of them wait',
    many,
    async () => (await store.vendorQuestions.list(connectionId)).length,
  );

  const said: string[] = [];
  const started = Date.now();
  const askedMs = started - exportedAt;
  await printApprovals(store, connectionId, {}, (line) => said.push(line));
  const listedMs = Date.now() - started;
  expect(said.join('\n')).toContain(`${merchant.rawDescriptor}: ${many.toLocaleString('en-US')} records, `);
  expect(said.length).toBeLessThan(20);

  const vendor = stack.epicor.db
    .table('Vendor')
    .all()
    .find((row) => row.Inactive !== true);
  const answered: string[] = [];
  const answeredAt = Date.now();
  const taken = await answerMerchant(
    store,
    temporal,
    {
      connectionId,
      named: merchant.rawDescriptor,
      verb: 'approve',
      asked: { by: 'Dana', vendorNum: Number(vendor?.VendorNum) },
    },
    (line) => answered.push(line),
  );
  const answerMs = Date.now() - answeredAt;
  expect(taken).toBe(true);
  expect(answered.join('\n')).toContain(
    `${(many - 1).toLocaleString('en-US')} other records of ${merchant.rawDescriptor} look again`,
  );
  await untilCounted(
    'all of them are booked',
    many,
    async () => (await store.ledger.counts(connectionId)).exported,
  );
  expect(await store.vendorQuestions.list(connectionId)).toEqual([]);
  const markers = stack.epicor.invoices().map(({ marker }) => marker);
  expect(ids.filter((id) => markers.filter((marker) => marker.includes(id)).length !== 1)).toEqual([]);
  const measured = { many, askedMs, listedMs, answerMs, bookedMs: Date.now() - answeredAt, answered };
  if (process.env.WAITING_RECORDS) process.stderr.write(`${JSON.stringify(measured)}\n`);
}, 1_500_000);
