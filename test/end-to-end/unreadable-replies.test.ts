import type { FaultRule } from '../../sandbox/support/faults';
import { retryUpdate } from '../../workflows/contract';
import { expectBookedOnce, exportRecord, invoicesOf, runOf, untilWaiting } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const page = '<html><body>We will be back soon</body></html>';
const office = '6520|60|100|00';
const tools = '6530|30|100|00';
const cardLiability = '2110|00|000|00';

/** Answers reads of `path` with something that nobody can read, until the fault is cleared. */
const unreadable = (path: string, body: unknown, times = 0): FaultRule => ({
  match: { method: 'GET', path, times },
  fault: 'status',
  status: 200,
  body,
});

/**
 * A proxy's page, or a reply that lacks what the contract promises: asked again a few times, then for a person.
 * All records are exported before the first test, so that their attempts pass side by side.
 */
describe('a reply that cannot be read', () => {
  let stack: Stack;
  /** Has not read Epicor's vendors yet. */
  let newcomer: Stack;
  let vendors: string;
  let ids: Record<'page' | 'lacking' | 'merchant' | 'account' | 'once', string>;

  beforeAll(async () => {
    [stack, newcomer] = [await startStack(), await startStack()];
    const draft = { merchant: 'uline', amount: '8.10', account: office } as const;
    newcomer.epicor.faults.arm(unreadable('VendorSvc/Vendors', { value: 'none' }));
    vendors = exportRecord(newcomer, draft);

    const { records, faults } = stack.brex;
    const merchant = records.create(draft);
    ids = {
      page: records.create(draft).id,
      lacking: records.create(draft).id,
      merchant: merchant.id,
      account: records.create({ ...draft, account: tools }).id,
      once: records.create(draft).id,
    };
    // read alone, or in a list with the others
    faults.arm(unreadable(ids.page, page));
    faults.arm(unreadable(ids.lacking, { id: ids.lacking, type: 'CARD_EXPENSE_POST' }));
    faults.arm(unreadable(`/v1/expenses/${merchant.sourceId}`, page));
    faults.arm(unreadable(ids.once, page, 1));
    stack.epicor.faults.arm(unreadable(tools, page));
    stack.brex.export(Object.values(ids));
  });
  afterAll(async () => {
    await stack?.stop();
    await newcomer?.stop();
  });

  const failedAttempts = async (id: string, step: string): Promise<number> =>
    (await stack.store.audit.story(stack.connectionId, id)).filter(
      (event) => event.step === step && event.outcome === 'failed',
    ).length;
  const retry = (id: string) => runOf(stack, id).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });

  it.each([
    ['page', 'is no JSON', 'not JSON'],
    ['lacking', 'lacks a required field', 'review_status'],
  ] as const)('of Brex (%s) that %s: parks with the trace id after some attempts', async (which, _, said) => {
    const waiting = await untilWaiting(stack, ids[which], 'unreadable-reply');
    expect(waiting.reason).toContain(said);
    expect(waiting.reason).toMatch(/Brex trace \S+/);
    expect(await failedAttempts(ids[which], 'fetchRecord')).toBeGreaterThanOrEqual(2);
  });

  it('of Brex, about the merchant, parks with the trace id', async () => {
    const waiting = await untilWaiting(stack, ids.merchant, 'unreadable-reply');
    expect(waiting.reason).toMatch(/Brex trace \S+/);
  });

  it('of Epicor, about an account, parks before anything is written', async () => {
    const waiting = await untilWaiting(stack, ids.account, 'unreadable-reply');
    expect(waiting.reason).toContain('Epicor');
    expect(await failedAttempts(ids.account, 'mapReferences')).toBeGreaterThanOrEqual(2);
    expect(invoicesOf(stack, ids.account)).toEqual([]);
  });

  it('of Epicor, about its vendors, parks instead of being asked for ever', async () => {
    const waiting = await untilWaiting(newcomer, vendors, 'unreadable-reply');
    expect(waiting.reason).toContain('Epicor');
  });

  it('and is readable at the next attempt needs nobody', async () => {
    await expectBookedOnce(stack, ids.once, { [office]: '8.10', [cardLiability]: '-8.10' });
  });

  it('is no obstacle any more once it is mended and somebody retries', async () => {
    stack.brex.faults.clear();
    stack.epicor.faults.clear();
    for (const id of [ids.page, ids.lacking, ids.merchant]) {
      await retry(id);
      await expectBookedOnce(stack, id, { [office]: '8.10', [cardLiability]: '-8.10' });
    }
    await retry(ids.account);
    await expectBookedOnce(stack, ids.account, { [tools]: '8.10', [cardLiability]: '-8.10' });
  });
});
