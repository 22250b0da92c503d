import { setTimeout } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { formatMoney } from '../accounting/money';
import { findMerchant, type WaitingMerchant, waitingMerchants } from '../accounting/waiting-merchants';
import type { Store } from '../store';
import { type Decided, decide, type Verb } from './decide';

type Say = (line: string) => void;

/** Prints what waits for a vendor, a merchant at a time, and what to type to answer. */
export async function printApprovals(
  store: Store,
  connectionId: string | null,
  asJson: boolean,
  say: Say,
): Promise<void> {
  const connections = connectionId
    ? [connectionId]
    : (await store.connections.list()).map(({ settings }) => settings.id);
  const waiting = await Promise.all(
    connections.map(async (id) =>
      waitingMerchants(await store.vendorQuestions.list(id)).map((merchant) => ({
        connection: id,
        ...merchant,
      })),
    ),
  );
  const all = waiting.flat();
  if (asJson) return say(JSON.stringify(all, null, 2));
  if (all.length === 0) return say('No record waits for a vendor.');
  for (const { connection, ...merchant } of all) for (const line of linesOf(connection, merchant)) say(line);
}

function linesOf(connectionId: string, group: WaitingMerchant): string[] {
  const { merchant, recordIds, totals, since, question, candidates, told } = group;
  const many = recordIds.length === 1 ? '1 record' : `${recordIds.length} records`;
  const named = quoted(group.key);
  const example = candidates[0]?.vendorNum ?? '<number>';
  const command = (verb: string, more: string) =>
    `    npx brex-kinetic approvals ${verb} ${named} -c ${connectionId}${more} --by <name>`;
  return [
    `${merchant}: ${many}, ${totals.map(formatMoney).join(' and ')}, waiting since ${since.toISOString().slice(0, 16).replace('T', ' ')} UTC${told ? ` (${told})` : ''}`,
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
  for (let tried = 1; ; tried += 1) {
    const group = findMerchant(await store.vendorQuestions.list(answer.connectionId), answer.named);
    if (!group) {
      say(`No record of "${answer.named}" waits for a vendor: see brex-kinetic approvals.`);
      return false;
    }
    const { recordId, ok, words, notWaiting } = await firstToTake(client, group.recordIds, answer);
    if (ok) {
      say(`${recordId}: ${words}`);
      const others = group.recordIds.length - 1;
      const isForAll = !('remember' in answer.asked && answer.asked.remember === false);
      if (others > 0 && isForAll)
        say(`${others} other ${others === 1 ? 'record' : 'records'} of ${group.merchant} look again.`);
      return true;
    }
    if (!notWaiting || tried === tries) {
      say(words);
      return false;
    }
    await setTimeout(pauseMs);
  }
}

async function firstToTake(
  client: Client,
  recordIds: readonly string[],
  { connectionId, verb, asked }: MerchantAnswer,
): Promise<Decided & { readonly recordId: string }> {
  let last: Decided & { readonly recordId: string } = { recordId: '', ok: false, words: '' };
  for (const recordId of recordIds) {
    last = { recordId, ...(await decide(client, { connectionId, recordId }, verb, asked)) };
    if (last.ok || !last.notWaiting) return last;
  }
  return last;
}
