import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordDraft } from '../sandbox/brex/model/record-draft';
import { cardPayment, cardSpend } from './drafts';
import { exchangesOf, type RecordedWay, wayOf } from './recorded-calls';
import { note, report, sum } from './report';
import { bookOne, historyOf } from './runs';
import { callsBetween } from './sandbox-control';
import type { Servers } from './servers';
import { openStand, type Stand } from './stand';

/** The worker looks at settings again this often (activities/connection-clients.ts). */
const settingsTakeEffectMs = 6_000;

/**
 * Calls and history of one record of each kind, once vendors, accounts and groups are known; and the way of an
 * invoice that is saved at once, for the bare runs.
 */
export async function measureCalls(servers: Servers): Promise<RecordedWay> {
  note('calls per record …');
  const stand = await openStand(servers, 'calls', { recorded: true });
  try {
    const way = await measureKind(stand, 'two-line invoice, saved at once', cardSpend);
    await measureKind(stand, 'two-line journal', cardPayment);
    await stand.reconnect({ 'invoiceSave: auto': 'invoiceSave: staged' });
    await sleep(settingsTakeEffectMs);
    await measureKind(stand, 'two-line invoice, staged', cardSpend);
    return way;
  } finally {
    await stand.stop();
  }
}

async function measureKind(
  stand: Stand,
  document: string,
  draft: (number: number) => RecordDraft,
): Promise<RecordedWay> {
  await bookOne(stand, draft(1));
  const before = await stand.sandbox.calls();
  const exchanged = await exchangesOf(stand);
  const record = await bookOne(stand, draft(2));
  const after = await stand.sandbox.calls();
  const brex = callsBetween(before.brex, after.brex);
  const epicor = callsBetween(before.epicor, after.epicor);
  const history = await historyOf(stand, record.id);
  report('calls per record', {
    document,
    brexCalls: sum(Object.values(brex)),
    epicorCalls: sum(Object.values(epicor)),
    historyEvents: history.events,
    historyBytes: history.bytes,
    brex,
    epicor,
  });
  return wayOf(stand, record, exchanged);
}
