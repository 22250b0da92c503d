import {
  createEpicorSandbox,
  type EpicorSandbox,
  type EpicorSandboxOptions,
} from '../../../sandbox/epicor/sandbox';
import { smallSeed } from './seed';

type Json = Record<string, unknown>;
export type Rows = Record<string, Json[]>;

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Json;
  /** `parameters.ds` or `returnObj` of a method. */
  readonly ds: Rows;
}

/** A plain HTTP client of the stand-in, so that tests see what a caller sees. */
export interface EpicorCaller {
  readonly sandbox: EpicorSandbox;
  readonly url: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(method: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export const goodHeaders = {
  authorization: `Basic ${Buffer.from('svc-brex:pass:word').toString('base64')}`,
  'x-api-key': 'the-key',
  accept: 'application/json',
};

/** Starts a stand-in with the small company, on 20 November 2026. */
export async function startEpicor(options: Partial<EpicorSandboxOptions> = {}): Promise<EpicorCaller> {
  const sandbox = createEpicorSandbox({ seed: smallSeed, today: '2026-11-20', ...options });
  const server = await sandbox.listen();
  const base = `${server.url}/api/v2/odata/EPIC06`;
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${base}/${path}`, init);
    const text = await response.text();
    const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Json;
    const parameters = body.parameters as Json | undefined;
    return { status: response.status, text, body, ds: (parameters?.ds ?? body.returnObj ?? {}) as Rows };
  };
  return {
    sandbox,
    url: server.url,
    get: (path, headers = goodHeaders) => call(path, { headers }),
    post: (method, body, headers = goodHeaders) =>
      call(method, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    close: async () => {
      await server.close();
      sandbox.close();
    },
  };
}

/** The first row of a table; fails the test where there is none. */
export function first(answer: Answer, table: string): Json {
  const row = answer.ds[table]?.[0];
  if (!row) throw new Error(`no ${table} in ${answer.status} ${answer.text}`);
  return row;
}

export const filter = (condition: string): string => `$filter=${encodeURIComponent(condition)}`;
