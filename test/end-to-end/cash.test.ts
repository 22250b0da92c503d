import { Client } from 'pg';
import { printUnmatchedCash } from '../../cli/cash';
import { printPreview } from '../../cli/preview';
import type { BrexSeedCashTransaction } from '../../sandbox/world/brex-seed';
import {
  type CashImported,
  cashWorkflowType,
  retryUpdate,
  returnUpdate,
  skipUpdate,
} from '../../workflows/contract';
import { accountsOf, journalsOf, runOf, untilEnded, untilState, untilWaiting } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const cash = '1090|00|000|00';

/** A connection that books fees and interest, and says nothing of dividends. */
const withRules = (account: string, ...rules: string[]) => ({
  'noVendor: ask': [
    'noVendor: ask',
    'cash:',
    `  accounts: { ${account}: "${cash}" }`,
    '  rules:',
    ...rules.map((rule) => `    - ${rule}`),
  ].join('\n  '),
});
const fees = '{ type: FEE, direction: out, description: wire fee, account: "6910|60|100|00" }';
const interest = '{ type: INTEREST, account: "4910|00|000|00", memo: Brex interest }';
const dividends = '{ type: DIVIDEND, account: "4910|00|000|00" }';

/** Cash activity that no accounting record tells of becomes journals by rule, each once, and what has no rule is listed. */
describe('the import of cash activity', () => {
  let stack: Stack;
  let imports = 0;

  beforeAll(async () => {
    stack = await startStack({ worker: false });
    await stack.reconnect(withRules(accountId(), fees, interest));
    await stack.startWorker();
  });
  afterAll(() => stack?.stop());

  const accountId = () => stack.world.brex.cashAccountId;
  const activity = () => stack.world.brex.cashTransactions as BrexSeedCashTransaction[];
  const named = (description: string) => {
    const found = activity().find((each) => each.description === description);
    if (!found) throw new Error(`there is no "${description}"`);
    return found;
  };
  const keyOf = (description: string) => `cash/${named(description).id}`;
  const documentsOf = (description: string) =>
    journalsOf(stack, keyOf(description).replace('/', '.2f')).map(accountsOf);
  const stateOf = async (recordId: string) =>
    (await stack.store.ledger.get({ connectionId: stack.connectionId, recordId }))?.state;

  async function runImport(): Promise<CashImported> {
    imports += 1;
    return stack.temporal.workflow.execute(cashWorkflowType, {
      workflowId: `cash-${stack.connectionId}-${imports}`,
      taskQueue: stack.postingQueue,
      args: [{ connectionId: stack.connectionId }],
    });
  }

  /** As another connection file would: the worker starts with it. */
  async function apply(...rules: string[]): Promise<void> {
    await stack.stopWorker();
    await stack.reconnect(withRules(accountId(), ...rules));
    await stack.startWorker();
  }

  async function unmatched(): Promise<string> {
    const said: string[] = [];
    await printUnmatchedCash(stack.store, stack.connectionId, (line) => said.push(line));
    return said.join('\n');
  }

  it('books what has a rule, leaves what already is a record, and tells Brex nothing', async () => {
    // the stand-in has a card payment, a dividend, a wire fee and interest
    expect(await runImport()).toEqual({ found: 3, started: 2, unmatched: 1 });
    await untilState(stack, keyOf('International wire fee'), 'committed');
    await untilState(stack, keyOf('Interest'), 'committed');
    expect(documentsOf('International wire fee')).toEqual([{ [cash]: '-15.00', '6910|60|100|00': '15.00' }]);
    expect(documentsOf('Interest')).toEqual([{ [cash]: '38.40', '4910|00|000|00': '-38.40' }]);
    expect(journalsOf(stack, named('Interest').id)[0]).toMatchObject({
      date: named('Interest').date,
      currency: 'USD',
    });
    expect(journalsOf(stack, named('Interest').id)[0]?.lines.map(({ description }) => description)).toEqual([
      'Brex interest',
      'Brex interest',
    ]);
    expect(await stateOf(keyOf('Brex card payment'))).toBeUndefined();
    expect(stack.brex.calls.counts()).not.toHaveProperty('POST /v3/accounting/records/export-results');
    expect((await untilEnded(stack, keyOf('Interest'))).reason).toContain('no record of cash activity');
  });

  it('lists what has no rule, with the reason', async () => {
    expect(await unmatched()).toMatch(
      /212\.07 USD {2}DIVIDEND {2}Dividend {2}\(.*\): no rule of posting\.cash\.rules fits\n1 without a rule/,
    );
  });

  it('books nothing twice, however often it runs', async () => {
    expect((await runImport()).started).toBe(0);
    await stack.backfill();
    expect(documentsOf('Interest')).toHaveLength(1);
  });

  it('shows a movement beforehand, as any record', async () => {
    const said: string[] = [];
    const record = { connectionId: stack.connectionId, recordId: keyOf('Dividend') };
    await printPreview(stack.temporal, record, {
      json: false,
      taskQueue: stack.postingQueue,
      say: (line) => said.push(line),
    });
    expect(said[0]).toContain('would not be booked. This cash activity is not booked: no rule');
  });

  it('books what was listed once a rule is there', async () => {
    await apply(fees, interest, dividends);
    expect(await runImport()).toMatchObject({ started: 1, unmatched: 0 });
    await untilState(stack, keyOf('Dividend'), 'committed');
    expect(documentsOf('Dividend')).toEqual([{ [cash]: '212.07', '4910|00|000|00': '-212.07' }]);
    expect(await unmatched()).toBe('Every movement of cash has a rule.');
  });

  it('ends, and says why, where the token may read no account', async () => {
    stack.brex.behave({ deniedScopes: ['accounts.cash.readonly'] });
    expect((await runImport()).found).toBe(0);
    stack.brex.behave({ deniedScopes: [] });
    const database = new Client({ connectionString: stack.databaseUrl });
    await database.connect();
    const { rows } = await database.query(
      `select summary from audit_event where step = 'importCash' order by id desc limit 1`,
    );
    await database.end();
    expect(rows[0]?.summary).toContain('lets the token read no cash account');
  });

  it('reads the other accounts where Brex refuses one', async () => {
    const reserve = stack.world.brex.cashAccounts.find(({ id }) => id !== accountId());
    const body = { type: 'FORBIDDEN', message: 'Not a cash account' };
    stack.brex.faults.arm({ fault: 'status', status: 403, body, match: { path: reserve?.id ?? '' } });
    expect((await runImport()).found).toBeGreaterThan(0);
  });

  it('asks a person where Brex changed what is booked, and books nothing more', async () => {
    const index = activity().indexOf(named('Interest'));
    activity()[index] = { ...named('Interest'), amount: '39.4' };
    expect((await runImport()).started).toBe(1);
    await untilWaiting(stack, keyOf('Interest'), 'changed-after-booking');
    await runOf(stack, keyOf('Interest')).executeUpdate(retryUpdate, {
      args: [{ by: 'Dana', confirm: 'changed' }],
    });
    await untilEnded(stack, keyOf('Interest'));
    expect(documentsOf('Interest')).toEqual([{ [cash]: '38.40', '4910|00|000|00': '-38.40' }]);
    expect((await runImport()).started).toBe(0);
  });

  it('cannot send a movement back, and skips it for good', async () => {
    const missing = '{ description: Odd, account: "6310|60|100|00" }';
    activity().push({ ...named('Interest'), id: 'dpcashtx_odd', description: 'Odd', amount: '-3' });
    await apply(missing, fees, interest, dividends);
    await runImport();
    await untilWaiting(stack, keyOf('Odd'), 'account-missing');
    await runOf(stack, keyOf('Odd')).executeUpdate(returnUpdate, { args: [{ by: 'Dana' }] });
    await untilWaiting(stack, keyOf('Odd'), 'brex-refused');
    await runOf(stack, keyOf('Odd')).executeUpdate(skipUpdate, { args: [{ by: 'Dana', reason: 'private' }] });
    await untilState(stack, keyOf('Odd'), 'skipped');
    expect((await runImport()).started).toBe(0);
    expect(stack.brex.calls.counts()).not.toHaveProperty('POST /v3/accounting/records/export-results');
  });

  it('in preview books nothing and moves no cursor', async () => {
    activity().push({
      ...named('Interest'),
      id: 'dpcashtx_new',
      description: 'New dividend',
      type: 'DIVIDEND',
    });
    const cursor = () => stack.store.cursors.get(stack.connectionId, `cash-posted-after/${accountId()}`);
    const before = await cursor();
    await stack.stopWorker();
    await stack.reconnect({ ...withRules(accountId(), dividends), 'mode: live': 'mode: preview' });
    await stack.startWorker();
    await runImport();
    expect((await untilEnded(stack, keyOf('New dividend'))).reason).toContain(
      'Preview: would be booked as gl-journal',
    );
    expect(await stateOf(keyOf('New dividend'))).toBe('seen');
    expect(documentsOf('New dividend')).toEqual([]);
    expect(await cursor()).toBe(before);
  });
});
