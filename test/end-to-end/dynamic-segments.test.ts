import { checkMapping } from '../../cli/mapping/check';
import { openConnection } from '../../cli/open-connection';
import type { EpicorSeed } from '../../sandbox/epicor/seed-type';
import { accountsOf, exportRecord, invoicesOf, untilState, untilWaiting } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

/** The last segment is dynamic: no account of the chart has it, but every line of a document bears it. */
function withDynamicSegment(seed: EpicorSeed): EpicorSeed {
  const segments = seed.chart.segments.map((segment) => ({ ...segment, dynamic: segment.number === 4 }));
  const fixed = new Map(
    seed.accounts.map((account) => {
      const name = account.account.split('|').slice(0, 3).join('|');
      return [name, { ...account, account: name }] as const;
    }),
  );
  return { ...seed, chart: { ...seed.chart, segments }, accounts: [...fixed.values()] };
}

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ epicorSeed: withDynamicSegment });
});
afterAll(() => stack?.stop());

describe('an account with a dynamic segment', () => {
  it('is booked where Epicor itself takes it, although the chart has no such row', async () => {
    const id = exportRecord(stack, { merchant: 'uline', amount: '48.00', account: '6520|60|100|20' });
    await untilState(stack, id, 'exported');
    const { problems } = await openConnection(stack.store, stack.connectionId, checkMapping);
    expect(problems.filter(({ kind }) => kind === 'no-account')).toEqual([]);
    const [document] = invoicesOf(stack, id);
    expect(document && accountsOf(document)).toMatchObject({ '6520|60|100|20': '48.00' });
  });

  it("waits, with Epicor's own words, where Epicor does not take it, and wakes once it does", async () => {
    stack.epicor.removeRow('COASegValues', ['MAIN', 4, '30']);
    const id = exportRecord(stack, { merchant: 'uline', amount: '49.00', account: '6520|60|100|30' });
    const { reason } = await untilWaiting(stack, id, 'account-missing');
    expect(reason).toContain('Segment 4 value 30 of GL Account 6520|60|100|30 is not valid.');
    const { problems } = await openConnection(stack.store, stack.connectionId, checkMapping);
    expect(problems).toContainEqual(
      expect.objectContaining({ kind: 'no-account', what: expect.stringContaining('Segment 4 value 30') }),
    );
    await expect(stack.poll()).resolves.toMatchObject({ woken: 0 });
    stack.epicor.setRow('COASegValues', {
      COACode: 'MAIN',
      SegmentNbr: 4,
      SegmentCode: '30',
      SegmentName: 'Hydraulics',
      ActiveFlag: true,
    });
    await expect(stack.poll()).resolves.toMatchObject({ woken: 1 });
    await untilState(stack, id, 'exported');
  });
});
