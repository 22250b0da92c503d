import type { LoggedExchange } from '../sandbox/support/exchange-log';
import { pollWorkflowType } from '../workflows/contract';
import { exchangesOf } from './recorded-calls';
import { note, report, round, sum } from './report';
import type { Servers } from './servers';
import { openStand, type Stand } from './stand';

const accounts = 20_000;
const vendors = 20_000;
const changedAccounts = 10;

interface Cost {
  readonly calls: number;
  /** Of the replies' bodies. */
  readonly bytes: number;
}

/**
 * What keeping Epicor's reference data in step costs: the first load of a large company, a poll with ten changed
 * accounts, and the daily comparison of keys; once where Epicor gives as many rows as are asked for, once where it
 * gives a hundred at most (EPICOR.md 2.2).
 */
export async function measurePoll(servers: Servers): Promise<void> {
  for (const largestPage of [0, 100]) {
    note(
      `poll of ${accounts} accounts and ${vendors} vendors, ${largestPage || 'any number of'} rows a page …`,
    );
    const stand = await openStand(servers, `poll${largestPage || ''}`, {
      recorded: true,
      epicor: { ACCOUNTS: String(accounts), VENDORS: String(vendors) },
    });
    try {
      await stand.sandbox.behaveEpicor({ largestPage });
      await measureOn(stand, largestPage);
    } finally {
      await stand.stop();
    }
  }
}

async function measureOn(stand: Stand, largestPage: number): Promise<void> {
  const full = await costOfPoll(stand);
  for (let number = 0; number < changedAccounts; number += 1)
    await stand.sandbox.setAccount({
      account: `${70_000 + number}|00|000|00`,
      description: `Changed ${number}`,
    });
  const changed = await costOfPoll(stand);
  const idle = await costOfPoll(stand);
  for (const { mirror } of await stand.store.mirrors.summary(stand.connectionId))
    await stand.store.mirrors.note(stand.connectionId, mirror, { comparedAt: new Date(0) });
  const daily = await costOfPoll(stand);
  report('poll', {
    accounts,
    vendors,
    rowsAPage: largestPage || 1_000,
    full,
    changedAccounts,
    changed,
    nothingChanged: idle,
    withDailyComparison: daily,
    accountsShareOfFull: shareOf(changed.accounts, full.accounts),
    shareOfFull: shareOf(changed.all, full.all),
  });
}

const shareOf = (part: Cost, whole: Cost) => ({
  calls: round(part.calls / whole.calls, 4),
  bytes: round(part.bytes / whole.bytes, 4),
});

/** One run of the poll: all its calls, and those for GL accounts alone. */
async function costOfPoll(stand: Stand): Promise<{ all: Cost; accounts: Cost; seconds: number }> {
  const before = (await exchangesOf(stand)).epicor.length;
  const beganAt = Date.now();
  await stand.temporal.workflow.execute(pollWorkflowType, {
    workflowId: `poll-${stand.connectionId}-${before}`,
    taskQueue: stand.postingQueue,
    args: [{ connectionId: stand.connectionId }],
  });
  const seconds = round((Date.now() - beganAt) / 1_000, 1);
  const exchanges = (await exchangesOf(stand)).epicor.slice(before);
  const ofAccounts = exchanges.filter(({ path }) => path.endsWith('/GLAccounts'));
  return { all: costOf(exchanges), accounts: costOf(ofAccounts), seconds };
}

function costOf(exchanges: readonly LoggedExchange[]): Cost {
  return {
    calls: exchanges.length,
    bytes: sum(exchanges.map(({ responseBody }) => Buffer.byteLength(responseBody))),
  };
}
