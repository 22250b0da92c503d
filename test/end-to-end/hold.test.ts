import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { connectFile } from '../../cli/connect';
import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import { sandboxConnectionEnvironment } from '../../sandbox/world/connection-environment';
import { loadMasterKey } from '../../store';
import { createDataConverter } from '../../temporal/data-converter';
import { type RunningWorker, runWorker } from '../../worker/run-worker';
import { retryUpdate } from '../../workflows/contract';
import {
  expectBookedOnce,
  exportRecord,
  invoicesOf,
  journalsOf,
  runOf,
  statusOf,
  until,
  untilState,
  untilWaiting,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense: RecordDraft = { merchant: 'uline', amount: '27.00', account: '6520|60|100|00' };
const booked = { '6520|60|100|00': '27.00', '2110|00|000|00': '-27.00' };
const payment: RecordDraft = { type: 'CARD_PAYMENT', amount: '270.00' };
const paid = { '2110|00|000|00': '270.00', '1090|00|000|00': '-270.00' };

interface LogLine {
  readonly level: number;
  readonly msg: string;
}

const alertLevel = 50;

/** Credentials that stop working hold the connection, not each record: one alert, one fix, everything goes on. */
describe('where credentials stop working', () => {
  let stack: Stack;
  let worker: RunningWorker | undefined;
  let log: LogLine[];

  beforeEach(async () => {
    stack = await startStack({ worker: false });
    log = [];
  });
  afterEach(async () => {
    await worker?.stop();
    worker = undefined;
    await stack?.stop();
  });

  async function work(comeBackMs: number): Promise<void> {
    worker = await runWorker({
      store: stack.store,
      temporal: stack.temporal,
      dataConverter: createDataConverter(await loadMasterKey(process.env, '.data')),
      postingQueue: stack.postingQueue,
      log: pino({ level: 'info' }, { write: (line: string) => void log.push(JSON.parse(line) as LogLine) }),
      comeBackMs,
    });
  }

  const alerts = () => log.filter(({ level }) => level >= alertLevel).map(({ msg }) => msg);
  const holds = () => stack.store.holds.current(stack.connectionId);

  /** Applies the connection file again, with another Epicor password or Brex token where one is given. */
  async function connectAgain(environment: Record<string, string> = {}): Promise<void> {
    const file = await readFile(join(__dirname, '../../sandbox/connection.yaml'), 'utf8');
    await connectFile({
      yamlText: file
        .replace('id: sandbox', `id: ${stack.connectionId}`)
        .replace('settle: 10s', 'settle: 1s')
        .replace('backfill: 1m', 'backfill: off')
        .replace('tokenWatch: 1d', 'tokenWatch: off')
        .replace('epicorPoll: 15m', 'epicorPoll: off'),
      env: { ...sandboxConnectionEnvironment(stack.urls), ...environment },
      store: stack.store,
      say: () => {},
    });
  }

  async function expectAllHeld(system: string, ids: readonly string[]): Promise<void> {
    await until(`${system} is held`, async () => (await holds()).some((hold) => hold.system === system));
    await until('every record met the hold', async () => {
      const runs = await Promise.all(ids.map((id) => runOf(stack, id).describe()));
      return runs.every(({ raw }) =>
        raw.pendingActivities?.some(({ lastFailure }) =>
          lastFailure?.applicationFailureInfo?.type?.includes('ConnectionHeld'),
        ),
      );
    });
    for (const id of ids) {
      expect((await statusOf(stack, id)).reasonCode).toBeNull();
      expect((await runOf(stack, id).describe()).status.name).toBe('RUNNING');
    }
    expect(alerts()).toEqual([expect.stringContaining(`${system} refuses the credentials`)]);
  }

  it('all records of a revoked Brex token are held with one alert, and booked once it works again', async () => {
    await work(1_000);
    stack.brex.behave({ token: 'revoked' });
    const ids = Array.from({ length: 5 }, () => exportRecord(stack, expense));
    await expectAllHeld('brex', ids);
    stack.brex.behave({ token: 'valid' });
    for (const id of ids) await expectBookedOnce(stack, id, booked);
    expect(await holds()).toEqual([]);
    expect(alerts()).toHaveLength(1);
  });

  it('a Brex token revoked between the commit and the report doubles nothing', async () => {
    await work(1_000);
    stack.epicor.faults.arm({ fault: 'delay', delayMs: 3_000, match: { path: 'APInvoiceSvc/UpdateMaster' } });
    const id = exportRecord(stack, expense);
    await untilState(stack, id, 'writing');
    stack.brex.behave({ token: 'revoked' });
    await expectAllHeld('brex', [id]);
    stack.brex.behave({ token: 'valid' });
    await expectBookedOnce(stack, id, booked);
  });

  it('all records of a changed Epicor password are held, and go on after connect', async () => {
    // the worker knows the former password for some seconds after connect: that must raise no second alert
    await work(4_000);
    const user = stack.epicor.seed.users[0] as { password: string };
    const before = user.password;
    user.password = 'a-new-password';
    try {
      const ids = Array.from({ length: 5 }, () => exportRecord(stack, expense));
      await expectAllHeld('epicor', ids);
      expect(ids.flatMap((id) => invoicesOf(stack, id))).toEqual([]);
      await connectAgain({ SANDBOX_EPICOR_PASSWORD: 'a-new-password' });
      for (const id of ids) await expectBookedOnce(stack, id, booked);
      expect(await holds()).toEqual([]);
      expect(alerts()).toHaveLength(1);
      expect(JSON.stringify(log)).not.toContain('a-new-password');
    } finally {
      user.password = before;
    }
  });

  it('a single denied method parks what needs it, naming the method, and nothing else', async () => {
    await work(1_000);
    stack.epicor.behave({ denied: { 'Erp.BO.GLJournalEntry.Update': 401 } });
    const journal = exportRecord(stack, payment);
    const invoice = exportRecord(stack, expense);
    await expectBookedOnce(stack, invoice, booked);
    const waiting = await untilWaiting(stack, journal, 'epicor-denied');
    expect(waiting.reason).toContain('Erp.BO.GLJournalEntrySvc.Update');
    expect(journalsOf(stack, journal)).toEqual([]);
    expect(alerts()).toEqual([]);
    stack.epicor.behave({ denied: {} });
    await runOf(stack, journal).executeUpdate(retryUpdate, { args: [{ by: 'Dana' }] });
    await expectBookedOnce(stack, journal, paid);
  });
});
