import { setTimeout as sleep } from 'node:timers/promises';
import type { TemporalClient } from '../temporal/connection';
import { recordWorkflowId, searchAttributes } from '../workflows/contract';
import type { Stand } from './stand';

const lookEveryMs = 100;
/** For each that has not ended: counting costs the server, the more the more runs it holds. */
const lookLaterMs = 10;
/** Runs that take longer than this have met trouble that makes their figure worthless. */
const patienceMs = 20 * 60_000;

/** Runs of the product on this stand. */
export const runsOf = ({ connectionId }: Stand): string =>
  `${searchAttributes.connection.name} = '${connectionId}'`;

interface Ends {
  readonly completed: number;
  readonly failed: number;
}

/** How the runs that the query names have ended. */
export async function endsOf(temporal: TemporalClient, query: string): Promise<Ends> {
  const { groups } = await temporal.workflow.count(`${query} GROUP BY ExecutionStatus`);
  const countOf = (status: string): number =>
    groups.find(({ groupValues }) => String(groupValues[0]) === status)?.count ?? 0;
  return { completed: countOf('Completed'), failed: countOf('Failed') };
}

/** Waits until so many runs have ended well; the same way for every kind of run that is compared. */
export async function untilCompleted(temporal: TemporalClient, query: string, wanted: number): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const { completed, failed } = await endsOf(temporal, query);
    if (completed >= wanted) return;
    if (failed > 0 || Date.now() > end)
      throw new Error(`${completed} of ${wanted} runs have ended well, ${failed} failed: ${query}`);
    await sleep(Math.max(lookEveryMs, (wanted - completed) * lookLaterMs));
  }
}

/** Exports one record and waits until it is booked and reported. */
export async function bookOne(
  stand: Stand,
  draft: Parameters<Stand['sandbox']['create']>[0],
): Promise<{ id: string; sourceId: string | null }> {
  const before = (await endsOf(stand.temporal, runsOf(stand))).completed;
  const record = await stand.sandbox.create(draft);
  await stand.sandbox.export([record.id]);
  await untilCompleted(stand.temporal, runsOf(stand), before + 1);
  const row = await stand.store.ledger.get({ connectionId: stand.connectionId, recordId: record.id });
  if (row?.state !== 'exported')
    throw new Error(`record ${record.id} is ${row?.state ?? 'unknown'}: ${row?.reason ?? ''}`);
  return record;
}

export interface HistorySize {
  readonly events: number;
  readonly bytes: number;
}

export async function historyOf(stand: Stand, recordId: string): Promise<HistorySize> {
  const handle = stand.temporal.workflow.getHandle(recordWorkflowId(stand.connectionId, recordId));
  const { historyLength, historySize } = await handle.describe();
  return { events: historyLength, bytes: historySize ?? Number.NaN };
}
