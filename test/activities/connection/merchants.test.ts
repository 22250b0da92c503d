import pLimit from 'p-limit';
import { Merchants } from '../../../activities/connection/merchants';
import { type Handler, type StartedBrex, startBrex } from '../../brex/brex-server';
import { ids, outcomes } from './gathered';

let brex: StartedBrex;
let merchants: Merchants;
async function start(handler: Handler): Promise<void> {
  brex = await startBrex(handler);
  merchants = new Merchants(brex.client, pLimit(4));
}
afterEach(() => brex.stop());

const list = '/v1/expenses';
const postedAt = '2026-10-20T16:13:49.959513Z';
const expense = (id: string) => ({
  id,
  merchant_id: `m_${id}`,
  merchant: { raw_descriptor: `SHOP ${id}`, mcc: '5999' },
});
const ask = (expenseIds: readonly string[], posted = postedAt) =>
  expenseIds.map((expenseId) => merchants.of({ expenseId, postedAt: posted }));
const shops = (found: readonly unknown[]) =>
  found.map((merchant) => (merchant as { rawDescriptor?: string } | null)?.rawDescriptor ?? merchant);
const paths = (): string[] => brex.received.map(({ path }) => path);

/** Pages of these expenses, and each of them singly. */
const serving =
  (all: readonly string[]): Handler =>
  ({ path, query }) => {
    if (path !== list) return { body: expense(path.slice(list.length + 1)) };
    const from = Number(query.get('cursor') ?? 0);
    const more = from + 100 < all.length;
    return {
      body: {
        items: all.slice(from, from + 100).map(expense),
        next_cursor: more ? String(from + 100) : null,
      },
    };
  };

describe('merchants of expenses that are asked for together', () => {
  it('come from pages of the list over their dates, and the days that a card takes to settle', async () => {
    const wanted = ids(40, 'exp_');
    await start(serving(wanted));
    expect(shops(await outcomes(ask(wanted)))).toEqual(wanted.map((id) => `SHOP ${id}`));
    expect(paths()).toEqual([list]);
    expect(Object.fromEntries(brex.received[0]?.query ?? [])).toEqual({
      'expand[]': 'merchant',
      'expense_type[]': 'CARD',
      purchased_at_start: '2026-10-15T16:13:49.959Z',
      purchased_at_end: '2026-10-21T16:13:49.959Z',
      limit: '100',
    });
  });

  it('are read singly where they are few', async () => {
    await start(serving([]));
    expect(shops(await outcomes(ask(['exp_1', 'exp_2'])))).toEqual(['SHOP exp_1', 'SHOP exp_2']);
    expect(paths().sort()).toEqual([`${list}/exp_1`, `${list}/exp_2`]);
  });

  it('are read singly where the list does not have them, or does not tell their merchant', async () => {
    const wanted = ids(20, 'exp_');
    await start((request, response) => {
      const answer = serving(wanted.slice(1))(request, response) as { body: { items?: object[] } };
      return request.path === list
        ? {
            body: {
              items: answer.body.items?.map((item, at) => (at === 0 ? { ...item, merchant: null } : item)),
              next_cursor: null,
            },
          }
        : answer;
    });
    expect(shops(await outcomes(ask(wanted)))).toEqual(wanted.map((id) => `SHOP ${id}`));
    expect(paths().sort()).toEqual([list, `${list}/exp_0`, `${list}/exp_1`]);
  });

  it('are no longer looked for in pages once these cost more than they save', async () => {
    const wanted = ids(30, 'exp_');
    await start(serving(ids(5_000, 'other_')));
    expect(shops(await outcomes(ask(wanted)))).toEqual(wanted.map((id) => `SHOP ${id}`));
    expect(paths().filter((path) => path === list)).toHaveLength(10);
    expect(paths()).toHaveLength(40);
  });

  it('stop the pages as soon as all are found', async () => {
    await start(serving([...ids(150, 'other_'), ...ids(40, 'exp_'), ...ids(900, 'later_')]));
    await Promise.all(ask(ids(40, 'exp_')));
    expect(paths()).toEqual([list, list]);
  });

  it('are remembered for those that are asked for next, also of expenses that nobody asked for yet', async () => {
    await start(serving(ids(60, 'exp_')));
    await Promise.all([...ask(ids(20, 'exp_')), ...ask(['exp_59'])]);
    expect(shops(await outcomes(ask(ids(60, 'exp_'))))).toEqual(ids(60).map((_, at) => `SHOP exp_${at}`));
    expect(paths()).toEqual([list]);
  });

  it('are looked for further on in the same list by those that are asked for next', async () => {
    await start(serving(ids(300, 'exp_')));
    const [first, second] = [ids(300, 'exp_').slice(0, 20), ids(300, 'exp_').slice(150, 170)];
    await Promise.all(ask(first));
    expect(shops(await outcomes(ask(second)))).toEqual(second.map((id) => `SHOP ${id}`));
    expect(brex.received.map(({ path, query }) => `${path} ${query.get('cursor') ?? 'first'}`)).toEqual([
      `${list} first`,
      `${list} 100`,
    ]);
  });

  it('that lie months apart do not page through the months between', async () => {
    await start(serving([...ids(20, 'exp_'), ...ids(20, 'old_')]));
    await Promise.all([...ask(ids(20, 'exp_')), ...ask(ids(20, 'old_'), '2026-03-02T10:00:00Z')]);
    expect(brex.received.map(({ query }) => query.get('purchased_at_start')?.slice(0, 10))).toEqual([
      '2026-02-25',
      '2026-10-15',
    ]);
  });

  it('are read singly where the list is refused as such', async () => {
    await start((request, response) =>
      request.path === list ? { status: 400 } : serving([])(request, response),
    );
    expect(shops(await outcomes(ask(ids(12, 'exp_'))))).toEqual(ids(12).map((_, at) => `SHOP exp_${at}`));
  });

  it.each([
    [403, 'denied'],
    [429, 'rate-limited'],
    [503, 'transient'],
  ])('fail alike where the list meets %d, without a call for each', async (status, kind) => {
    await start(() => ({ status }));
    expect(await outcomes(ask(ids(12, 'exp_')))).toEqual(Array(12).fill(kind));
    expect(paths()).toEqual([list]);
  });

  it('are unknown where Brex does not know the expense', async () => {
    await start(() => ({ status: 404, body: { type: 'NOT_FOUND', message: 'Not Found' } }));
    expect(await outcomes(ask(['exp_1']))).toEqual([null]);
  });
});
