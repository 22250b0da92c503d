import { expectBookedOnce, exportRecord, until } from '../support/booking';
import { OwnTemporal } from '../support/own-servers';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '17.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '17.00', '2110|00|000|00': '-17.00' };

describe('the Temporal server killed and started again in the middle of the work', () => {
  let temporal: OwnTemporal;
  let stack: Stack;

  beforeEach(async () => {
    temporal = await OwnTemporal.start();
    stack = await startStack();
  });
  afterEach(async () => {
    await stack?.stop();
    await temporal?.remove();
  });

  it('loses no record and doubles none; deliveries meanwhile come again', async () => {
    const before = Array.from({ length: 8 }, () => exportRecord(stack, expense));
    await until('documents are being written', async () => stack.epicor.invoices().some(isOurs(before)));
    await temporal.kill();
    const meanwhile = exportRecord(stack, expense);
    await until('the gateway could not take a delivery', async () =>
      stack.brex.webhooks.deliveries().some(({ attempts }) => attempts.some(({ status }) => status === 503)),
    );
    await temporal.startAgain();
    for (const id of [...before, meanwhile]) await expectBookedOnce(stack, id, booked);
  });
});

function isOurs(ids: readonly string[]): (invoice: { readonly marker: string }) => boolean {
  return ({ marker }) => ids.some((id) => marker.includes(id));
}
