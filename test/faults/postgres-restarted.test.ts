import { expectBookedOnce, exportRecord, until } from '../support/booking';
import { OwnPostgres } from '../support/own-servers';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '18.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '18.00', '2110|00|000|00': '-18.00' };

describe('PostgreSQL restarted in the middle of the work', () => {
  let postgres: OwnPostgres;
  let stack: Stack;

  beforeEach(async () => {
    postgres = await OwnPostgres.start();
    stack = await startStack();
  });
  afterEach(async () => {
    await stack?.stop();
    await postgres?.remove();
  });

  it('loses no record and doubles none; deliveries meanwhile come again', async () => {
    const before = Array.from({ length: 8 }, () => exportRecord(stack, expense));
    await until('documents are being written', async () =>
      stack.epicor.invoices().some(({ marker }) => before.some((id) => marker.includes(id))),
    );
    await postgres.stop();
    const meanwhile = exportRecord(stack, expense);
    await until('the gateway could not take a delivery', async () =>
      stack.brex.webhooks.deliveries().some(({ attempts }) => attempts.some(({ status }) => status === 503)),
    );
    await postgres.startAgain();
    for (const id of [...before, meanwhile]) await expectBookedOnce(stack, id, booked);
  });
});
