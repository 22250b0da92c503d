import { Client } from 'pg';
import type { ManagedProcess } from '../../local/managed-process';
import { freePort } from '../../local/ports';
import { expectBookedOnce, runOf, until } from '../support/booking';
import { startGatewayProcess } from '../support/gateway-process';
import { type Stack, startStack } from '../support/stack';
import { tempFolder } from '../support/temp-folder';

const expense = { merchant: 'uline', amount: '19.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '19.00', '2110|00|000|00': '-19.00' };

describe('a gateway killed between the third and the fourth start of a delivery of ten', () => {
  const folder = tempFolder();
  let stack: Stack;
  let gateway: ManagedProcess | undefined;

  beforeEach(async () => {
    stack = await startStack();
  });
  afterEach(async () => {
    await gateway?.stop();
    await stack?.stop();
  });

  it('has not acknowledged it: it comes again, and all ten are booked once', async () => {
    const port = await freePort();
    gateway = await startGatewayProcess(stack, { port, logFolder: folder() });
    stack.brex.webhooks.pointTo(`http://127.0.0.1:${port}/webhooks/brex/${stack.connectionId}`);
    const ids = Array.from({ length: 10 }, () => stack.brex.records.create(expense).id);
    const stuck = await holdInLedger(stack, ids.slice(3));
    stack.brex.export(ids);
    for (const id of ids.slice(0, 3)) await until(`${id} is started`, () => isStarted(stack, id));
    gateway.kill();
    await gateway.ended;
    await stuck.letGo();
    for (const id of ids.slice(3)) expect(await isStarted(stack, id)).toBe(false);

    gateway = await startGatewayProcess(stack, { port, logFolder: folder() });
    for (const id of ids) await expectBookedOnce(stack, id, booked);
    const [delivery] = stack.brex.webhooks.deliveries();
    expect(delivery?.attempts.map(({ status }) => status === 200)).toEqual(
      expect.arrayContaining([false, true]),
    );
  });
});

/** Rows that somebody else is just inserting: whoever wants to insert them too has to wait. */
async function holdInLedger(
  { databaseUrl, connectionId }: Stack,
  ids: readonly string[],
): Promise<{ letGo(): Promise<void> }> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('begin');
  for (const id of ids)
    await client.query(
      `insert into ledger (connection_id, record_id, source, state) values ($1, $2, 'webhook', 'seen')`,
      [connectionId, id],
    );
  return {
    async letGo() {
      await client.query('rollback');
      await client.end();
    },
  };
}

function isStarted(stack: Stack, recordId: string): Promise<boolean> {
  return runOf(stack, recordId)
    .describe()
    .then(
      () => true,
      () => false,
    );
}
