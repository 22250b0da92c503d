import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { answerMerchant, printApprovals } from '../../cli/approvals';
import { wholeNumber } from '../../cli/numbers';
import { notWaiting } from '../../workflows/contract';

const waiting = (recordId: string, merchant: string, askedAt = new Date('2026-11-20T08:00:00Z')) => ({
  recordId,
  merchant,
  merchantKeys: [merchant.toLowerCase()],
  question: 'Which?',
  candidates: [],
  askedAt,
  remindedAt: null,
  escalatedAt: null,
  amount: '10.00',
  currency: 'USD',
});

type Waiting = ReturnType<typeof waiting>;

/** What of our database a list of approvals asks for. */
const storeOf = (questions: readonly Waiting[]) =>
  ({
    connections: { list: async () => [{ settings: { id: 'acme' } }], get: async () => ({}) },
    vendorQuestions: { list: async () => questions },
  }) as never;

async function printed(questions: readonly Waiting[], listing: object = {}, connection = 'acme') {
  const said: string[] = [];
  await printApprovals(storeOf(questions), connection, listing, (line) => said.push(line));
  return said.join('\n');
}

const merchants = Array.from({ length: 120 }, (_, at) =>
  waiting(`r${at}`, `Merchant ${at}`, new Date(Date.UTC(2026, 10, 1, 0, at))),
);

describe('the list of approvals', () => {
  it('shows the merchants that wait longest and counts the others', async () => {
    const said = await printed(merchants);
    expect(said.match(/waiting since/g)).toHaveLength(20);
    expect(said).toContain('Merchant 0: 1 record, 10.00 USD');
    expect(said.split('\n').at(-1)).toBe(
      '120 records of 120 merchants wait for a vendor. The 20 that wait longest are shown; --all shows all, --find <name> some.',
    );
    expect((await printed(merchants, { all: true })).match(/waiting since/g)).toHaveLength(120);
    expect(JSON.parse(await printed(merchants, { json: true }))).toHaveLength(120);
  });

  it('finds merchants by a part of their name', async () => {
    const said = await printed(merchants, { find: 'merchant 11' });
    expect(said.match(/^Merchant \d+/gm)).toEqual(
      ['11', '110', '111', '112', '113', '114', '115', '116', '117', '118', '119'].map(
        (at) => `Merchant ${at}`,
      ),
    );
    expect(await printed(merchants, { find: 'nobody' })).toBe(
      'No merchant that has "nobody" in its name waits for a vendor.',
    );
  });

  it('of thousands of one merchant is a few lines', async () => {
    const said = await printed(Array.from({ length: 5_000 }, (_, at) => waiting(`r${at}`, 'Uline')));
    expect(said).toContain('Uline: 5,000 records, 50,000.00 USD');
    expect(said.split('\n').length).toBeLessThan(10);
  });

  it('tells of a connection that there is not', async () => {
    await expect(printed([], {}, 'elsewhere')).rejects.toThrow(
      'There is no connection "elsewhere"; known: acme.',
    );
  });
});

it('an answer is offered to a few of thousands of records, others at each try, while none waits', async () => {
  const offered: string[] = [];
  const refusal = ApplicationFailure.create({ message: 'it is being booked in Epicor', type: notWaiting });
  const client = {
    withDeadline: (_: unknown, body: () => unknown) => body(),
    workflow: {
      getHandle: (workflowId: string) => ({
        async startUpdate() {
          offered.push(workflowId);
          throw new WorkflowUpdateFailedError('no', refusal);
        },
      }),
    },
  } as never;
  const store = storeOf(Array.from({ length: 2_000 }, (_, at) => waiting(`r${at}`, 'Uline')));
  const said: string[] = [];
  const answer = { connectionId: 'acme', named: 'Uline', verb: 'approve', asked: { by: 'Dana' } } as const;
  expect(await answerMerchant(store, client, answer, (line) => said.push(line))).toBe(false);
  expect(offered).toHaveLength(100);
  expect(new Set(offered).size).toBe(100);
  expect(said).toEqual([
    expect.stringContaining('Not done: the records of Uline are being looked at again at this moment'),
  ]);
});

it.each(['12a', '', '-1', '1.5'])('"%s" is no number of a vendor', (text) => {
  expect(() => wholeNumber(text)).toThrow('is not a whole number');
});
