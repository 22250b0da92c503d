import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggedExchange } from '../sandbox/support/exchange-log';
import type { Stand } from './stand';

export type System = 'brex' | 'epicor';

/** One request as the product sent it; credentials are left out. */
export interface RecordedCall {
  readonly system: System;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number;
}

/** One activity of a record's run and what it asked of the two systems. */
export interface RecordedStep {
  readonly name: string;
  /** Whose queue it ran on. */
  readonly queue: System;
  readonly calls: readonly RecordedCall[];
}

/** A record's whole way, to be walked again by other records. */
export interface RecordedWay {
  readonly recordId: string;
  readonly sourceId: string | null;
  readonly steps: readonly RecordedStep[];
}

export type Exchanges = Readonly<Record<System, readonly LoggedExchange[]>>;

/** What the stand-ins have written down so far, each in its own order. */
export async function exchangesOf({ exchangeFolder }: Stand): Promise<Exchanges> {
  const files = (await readdir(exchangeFolder)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(exchangeFolder, file), 'utf8')));
  const all = texts
    .flatMap((text) => text.split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as LoggedExchange);
  return {
    brex: all.filter(({ system }) => system === 'brex'),
    epicor: all.filter(({ system }) => system === 'epicor'),
  };
}

/** Puts what was exchanged since `before`, for one record alone, into the steps that the audit trail tells of. */
export async function wayOf(
  stand: Stand,
  record: { readonly id: string; readonly sourceId: string | null },
  before: Exchanges,
): Promise<RecordedWay> {
  const now = await exchangesOf(stand);
  const queues = {
    brex: now.brex.slice(before.brex.length),
    epicor: now.epicor.slice(before.epicor.length),
  };
  const story = await stand.store.audit.story(stand.connectionId, record.id);
  const steps = story
    .filter(({ actor }) => actor.kind === 'activity')
    .map(({ step, details }) => {
      const systems = callsIn(details).map((call) => call.split(' ')[0] as System);
      const calls = systems.map((system) => toCall(system, queues[system].shift(), step));
      return { name: step, queue: brexSteps.includes(step) ? 'brex' : 'epicor', calls } as const;
    });
  const left = queues.brex.length + queues.epicor.length;
  if (left > 0) throw new Error(`${left} calls of record ${record.id} belong to no step of its audit trail`);
  return { recordId: record.id, sourceId: record.sourceId, steps };
}

const brexSteps: readonly string[] = ['fetchRecord', 'markExported'];

function callsIn(details: unknown): string[] {
  const { calls } = (details ?? {}) as { calls?: unknown };
  return Array.isArray(calls) ? calls.map(String) : [];
}

function toCall(system: System, exchange: LoggedExchange | undefined, step: string): RecordedCall {
  if (exchange?.status == null) throw new Error(`a call of step ${step} to ${system} was not recorded`);
  return {
    system,
    method: exchange.method,
    path: `${exchange.path}${exchange.query === '' ? '' : `?${exchange.query}`}`,
    headers: sentAgain(exchange.requestHeaders),
    body: exchange.requestBody,
    status: exchange.status,
  };
}

/** Credentials are masked in what was recorded; lengths and connections are the HTTP library's affair. */
function sentAgain(headers: Readonly<Record<string, string>>): Record<string, string> {
  const own = ['authorization', 'x-api-key', 'host', 'connection', 'content-length', 'transfer-encoding'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name)));
}
