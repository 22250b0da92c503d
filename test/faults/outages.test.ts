import { expectBookedOnce, exportRecord, statusOf, story, until } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense = { merchant: 'uline', amount: '61.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '61.00', '2110|00|000|00': '-61.00' };
const payment = { type: 'CARD_PAYMENT', amount: '910.00' } as const;
const paid = { '2110|00|000|00': '910.00', '1090|00|000|00': '-910.00' };

/** An outage ends when every record has tried in vain this often. */
const attempts = 3;

describe('while Epicor is down, longer than any single retry', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  it.each([
    ['answers 503 to everything', { fault: 'status', status: 503 }],
    ['answers with a page of a proxy', { fault: 'status', status: 502, body: '<html>Bad Gateway</html>' }],
    ['resets every connection', { fault: 'reset' }],
  ] as const)('%s: nothing parks, and all is booked once it is back', async (_, fault) => {
    stack.epicor.faults.arm({ ...fault, match: { times: 0 } });
    const expenses = Array.from({ length: 3 }, () => exportRecord(stack, expense));
    const payments = [exportRecord(stack, payment)];
    await untilAllTried(stack, [...expenses, ...payments]);
    stack.epicor.faults.clear();
    for (const id of expenses) await expectBookedOnce(stack, id, booked);
    for (const id of payments) await expectBookedOnce(stack, id, paid);
  });

  it('refuses connections: nothing parks, and all is booked once it is back', async () => {
    await stack.standIns.unplugEpicor();
    const expenses = Array.from({ length: 3 }, () => exportRecord(stack, expense));
    const payments = [exportRecord(stack, payment)];
    await untilAllTried(stack, [...expenses, ...payments]);
    await stack.standIns.plugEpicor();
    for (const id of expenses) await expectBookedOnce(stack, id, booked);
    for (const id of payments) await expectBookedOnce(stack, id, paid);
  });
});

async function untilAllTried(stack: Stack, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await until(`${id} tried ${attempts} times`, async () =>
      (await story(stack, id)).some((line) => line.includes(`(${attempts})`)),
    );
    expect((await statusOf(stack, id)).reasonCode).toBeNull();
  }
}
