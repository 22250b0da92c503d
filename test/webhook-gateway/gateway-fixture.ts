import { createHmac } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { ConnectionSettings } from '../../accounting/connection-settings';
import type { AuditEntry, LedgerRow } from '../../store';
import { createGateway } from '../../webhook-gateway/app';
import { gatewayLog } from '../../webhook-gateway/log';
import type { GatewayStore, GatewayTemporal } from '../../webhook-gateway/ports';
import { serve } from '../../webhook-gateway/server';

export const secret = 'NGo3T3hRNHdsdjFHbWtaOXFMam9GakVGWGpwenZIa3I=';
export const companyId = 'cuacc_northwind';

export interface Failures {
  /** Thrown (or awaited for ever, where it is "hang") by the named call. */
  get?: unknown;
  see?: unknown;
  append?: unknown;
  start?: unknown;
  ready?: unknown;
  temporalHealth?: unknown;
}

async function fail(failure: unknown): Promise<void> {
  if (failure === 'hang') await new Promise(() => undefined);
  if (failure !== undefined) throw failure;
}

/** A store with one connection, `acme`, that remembers what it was told. */
export function fakeStore(failures: Failures) {
  const seen: string[] = [];
  const events: AuditEntry[] = [];
  const state = {
    webhookSecrets: [secret],
    fetchedSecrets: [] as string[],
    companyId: companyId as string | undefined,
    reads: 0,
    /** Another connection beside "acme". */
    second: undefined as { id: string; companyId: string; webhookSecrets: string[] } | undefined,
  };
  const store: GatewayStore = {
    connections: {
      async get(id) {
        await fail(failures.get);
        state.reads++;
        if (id !== 'acme' && id !== state.second?.id) return null;
        const ofCompany = id === 'acme' ? state.companyId : state.second?.companyId;
        const settings = { id, brex: { companyId: ofCompany } } as unknown as ConnectionSettings;
        return { settings, learned: {}, revision: 1, updatedAt: new Date(0) };
      },
      ofCompany: async (company) =>
        company === state.second?.companyId ? state.second.id : company === state.companyId ? 'acme' : null,
      secrets: async (id) => ({
        webhookSecrets: [...(id === 'acme' ? state.webhookSecrets : (state.second?.webhookSecrets ?? []))],
        epicorApiKey: 'not-for-the-door',
      }),
    },
    brexAccess: { webhookSecrets: async () => [...state.fetchedSecrets] },
    ledger: {
      async see({ recordId }) {
        await fail(failures.see);
        seen.push(recordId);
        return {} as LedgerRow;
      },
      async seeAll(_connectionId, recordIds) {
        await fail(failures.see);
        seen.push(...recordIds);
      },
    },
    audit: {
      async append(event) {
        await fail(failures.append);
        events.push(event);
      },
    },
    ready: () => fail(failures.ready),
  };
  return { store, seen, events, state };
}

export interface Started {
  readonly type: string;
  readonly workflowId: string;
  readonly options: Record<string, unknown>;
}

/** A Temporal client that remembers what it was asked to start, and how many asks were open at once. */
export function fakeTemporal(failures: Failures) {
  const started: Started[] = [];
  const open = { now: 0, most: 0 };
  async function take(type: string, options: Record<string, unknown>): Promise<void> {
    open.most = Math.max(open.most, ++open.now);
    await new Promise((resolve) => setImmediate(resolve));
    open.now--;
    await fail(failures.start);
    started.push({ type, workflowId: String(options.workflowId), options });
  }
  const client = {
    connection: {
      withDeadline: (_deadline: number, ask: () => Promise<unknown>) => ask(),
      workflowService: { getSystemInfo: () => fail(failures.temporalHealth) },
    },
    workflow: {
      async signalWithStart(type: string, options: Record<string, unknown>) {
        await take(type, options);
        return { workflowId: options.workflowId, signaledRunId: `run-of-${String(options.workflowId)}` };
      },
      async start(type: string, options: Record<string, unknown>) {
        await take(type, options);
        return {
          workflowId: options.workflowId,
          firstExecutionRunId: `run-of-${String(options.workflowId)}`,
        };
      },
    },
  };
  return { client: client as unknown as Pick<Client, 'workflow' | 'connection'>, started, open };
}

export interface Delivered {
  readonly id?: string;
  /** Unix seconds; default now. */
  readonly timestamp?: number;
  readonly secrets?: readonly string[];
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly connection?: string;
}

/** Signs by hand as BREX.md 3.3 says, so that a misunderstanding of the library would show. */
export function sign(key: string, id: string, timestamp: number | string, body: string): string {
  const bytes = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** The gateway over real HTTP on fakes (or the given Temporal client), with its log lines kept. */
export async function startGateway(
  options: { failures?: Failures; answerWithinMs?: number; temporal?: GatewayTemporal } = {},
) {
  const failures = options.failures ?? {};
  const fake = fakeStore(failures);
  const temporal = fakeTemporal(failures);
  const logLines: string[] = [];
  const log = gatewayLog({ write: (line: string) => void logLines.push(line) }, 'trace');
  const app = createGateway({
    store: fake.store,
    temporal: options.temporal ?? temporal.client,
    log,
    taskQueue: 'posting',
    ...(options.answerWithinMs === undefined ? {} : { answerWithinMs: options.answerWithinMs }),
  });
  const server = await serve(app, { port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${server.port}`;

  async function deliver(payload: unknown, how: Delivered = {}) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const id = how.id ?? 'msg_1';
    const timestamp = how.timestamp ?? Math.floor(Date.now() / 1000);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': (how.secrets ?? [secret]).map((key) => sign(key, id, timestamp, body)).join(' '),
      ...how.headers,
    };
    const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const response = await fetch(`${url}/webhooks/brex/${how.connection ?? 'acme'}`, {
      method: 'POST',
      headers: sent,
      body,
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      answer: (text === '' ? {} : JSON.parse(text)) as { error?: string; message?: string; field?: string },
    };
  }

  return { ...fake, ...temporal, failures, url, server, deliver, logLines, stop: () => server.close(0) };
}

export type StartedGateway = Awaited<ReturnType<typeof startGateway>>;

/** A delivery of the newest shape. */
export const readyEvent = (...ids: string[]) => ({
  event_type: 'ACCOUNTING_RECORD_READY_FOR_EXPORT',
  accountingRecordIds: ids,
  companyId,
});
