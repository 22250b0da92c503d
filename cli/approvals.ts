import { setTimeout } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { formatMoney } from '../accounting/money';
import { findMerchant, type WaitingMerchant, waitingMerchants } from '../accounting/waiting-merchants';
import type { Store, VendorQuestion } from '../store';
import { type Decided, decide, type Verb } from './decide';

type Say = (line: string) => void;

export interface Listing {
  /** For programs: every merchant with every record. */
  readonly json?: boolean;
  /** Every merchant; else those that wait longest. */
  readonly all?: boolean;
  /** Only merchants that have this in their name. */
  readonly find?: string;
}

/** So many merchants are shown, unless all are asked for. */
const shownMerchants = 20;

type Listed = WaitingMerchant & { readonly connection: string };

/** Prints what waits for a vendor, a merchant at a time, and what to type to answer. */
export async function printApprovals(
  store: Store,
  connectionId: string | null,
  { json = false, all = false, find = '' }: Listing,
  say: Say,
): Promise<void> {
  const waiting = await waitingOf(store, connectionId);
  const found = waiting.filter(({ merchant, key }) =>
    [merchant, key].some((name) => name.toLowerCase().includes(find.trim().toLowerCase())),
  );
  if (json) return say(JSON.stringify(found, null, 2));
  if (waiting.length === 0) return say('No record waits for a vendor.');
  if (found.length === 0) return say(`No merchant that has "${find}" in its name waits for a vendor.`);
  const shown = all ? found : found.slice(0, shownMerchants);
  for (const merchant of shown) for (const line of linesOf(merchant.connection, merchant)) say(line);
  const records = counted(sum(found.map(({ recordIds }) => recordIds.length)), 'record');
  const more =
    shown.length < found.length
      ? ` The ${shown.length} that wait longest are shown; --all shows all, --find <name> some.`
      : '';
  say(`${records} of ${counted(found.length, 'merchant')} wait for a vendor.${more}`);
}

async function waitingOf(store: Store, connectionId: string | null): Promise<Listed[]> {
  const known = (await store.connections.list()).map(({ settings }) => settings.id);
  if (connectionId && !known.includes(connectionId))
    throw new Error(`There is no connection "${connectionId}"; known: ${known.join(', ') || 'none'}.`);
  const lists = await Promise.all(
    (connectionId ? [connectionId] : known).map(async (connection) =>
      waitingMerchants(await store.vendorQuestions.list(connection)).map((merchant) => ({
        connection,
        ...merchant,
      })),
    ),
  );
  return lists.flat().sort((left, right) => left.since.getTime() - right.since.getTime());
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** "1 record", "2,000 records" */
const counted = (count: number, what: string): string =>
  `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;

function linesOf(connectionId: string, group: WaitingMerchant): string[] {
  const { merchant, recordIds, totals, since, question, candidates, told } = group;
  const named = quoted(group.key);
  const example = candidates[0]?.vendorNum ?? '<number>';
  const command = (verb: string, more: string) =>
    `    npx brex-kinetic approvals ${verb} ${named} -c ${connectionId}${more} --by <name>`;
  return [
    `${merchant}: ${counted(recordIds.length, 'record')}, ${totals.map(formatMoney).join(' and ')}, waiting since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC${told ? ` (${told})` : ''}`,
    `    ${question}`,
    ...candidates.map(
      ({ vendorNum, vendorId, name, score, hint }) =>
        `    ${String(vendorNum).padStart(8)}  ${vendorId.padEnd(8)}  ${name}  (${Math.round(score * 100)} % alike${hint ? `; ${hint}` : ''})`,
    ),
    command('approve', ` --vendor-num ${example}`),
    ...(candidates.length > 0 ? [command('reject', '')] : []),
    command('create', ''),
    '',
  ];
}

/** As a shell takes it. */
const quoted = (text: string): string =>
  /^[\w:./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

export interface MerchantAnswer {
  readonly connectionId: string;
  /** A merchant's key or name, or a record of it. */
  readonly named: string;
  readonly verb: Extract<Verb, 'approve' | 'reject' | 'create-vendor'>;
  readonly asked: object;
}

/** Records that look again wait anew within seconds: so often, and so long, an answer is offered to them. */
const tries = 10;
const pauseMs = 1_000;
/** So many records are offered an answer at each try, others each time: of thousands most wait for the same. */
const offeredAtOnce = 10;

/**
 * Answers for a merchant: the decision goes to its longest waiting record, which wakes the others once it is
 * remembered. A record that does not wait at this moment passes it to the next. False where none took it.
 */
export async function answerMerchant(
  store: Store,
  client: Client,
  answer: MerchantAnswer,
  say: Say,
): Promise<boolean> {
  const { connectionId, named, asked } = answer;
  for (let tried = 0; ; tried += 1) {
    const group = findMerchant(await questionsOf(store, connectionId), named);
    if (!group) {
      const none = `o record of "${named}" waits for a vendor`;
      const where = `see brex-kinetic approvals -c ${connectionId}.`;
      say(tried === 0 ? `N${none}: ${where}` : `Your answer was not needed: n${none} any more: ${where}`);
      return false;
    }
    const { recordIds, merchant } = group;
    const from = (tried * offeredAtOnce) % recordIds.length;
    const some = recordIds.slice(from, from + offeredAtOnce);
    const { recordId, ok, words, notWaiting } = await firstToTake(client, some, answer);
    if (ok) {
      say(`${recordId}: ${words}`);
      const others = recordIds.length - 1;
      const isForAll = !('remember' in asked && asked.remember === false);
      if (others > 0 && isForAll) say(`${counted(others, 'other record')} of ${merchant} look again.`);
      return true;
    }
    if (!notWaiting) {
      say(`Not done: ${words}`);
      return false;
    }
    if (tried + 1 === tries) {
      say(
        `Not done: the records of ${merchant} are being looked at again at this moment (${recordId}: ${words}). Give your answer again in a minute, if brex-kinetic approvals still lists them.`,
      );
      return false;
    }
    await setTimeout(pauseMs);
  }
}

async function questionsOf(store: Store, connectionId: string): Promise<VendorQuestion[]> {
  if (!(await store.connections.get(connectionId)))
    throw new Error(
      `There is no connection "${connectionId}": brex-kinetic approvals names those that wait.`,
    );
  return store.vendorQuestions.list(connectionId);
}

async function firstToTake(
  client: Client,
  recordIds: readonly string[],
  { connectionId, verb, asked }: MerchantAnswer,
): Promise<Decided & { readonly recordId: string }> {
  let last: Decided & { readonly recordId: string } = { recordId: '', ok: false, words: '' };
  for (const recordId of recordIds) {
    const decided = await decide(client, { connectionId, recordId }, verb, asked);
    // of `approvals` the verb is shorter
    last = { recordId, ...decided, words: decided.words.replaceAll('create-vendor', 'create') };
    if (last.ok || !last.notWaiting) return last;
  }
  return last;
}
