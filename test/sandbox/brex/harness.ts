import { type BrexSandbox, type BrexSandboxOptions, createBrexSandbox } from '../../../sandbox/brex/sandbox';
import { createWorld, sandboxCredentials } from '../../../sandbox/world/world';

/** A small world, so that each test file starts at once. */
export const world = createWorld({ seed: 1, today: '2026-11-23', vendorCount: 150 });

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into replies of many shapes
  readonly body: any;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  /** null: no Authorization header. */
  readonly token?: string | null;
  readonly key?: string;
}

export interface Running {
  readonly sandbox: BrexSandbox;
  readonly url: string;
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  stop(): Promise<void>;
}

/** A stand-in for Brex on a free port. */
export async function startSandbox(options: BrexSandboxOptions = {}): Promise<Running> {
  const sandbox = createBrexSandbox({ world, today: '2026-11-23', ...options });
  const { url, close } = await sandbox.listen();
  return {
    sandbox,
    url,
    call: (method, path, callOptions) => call(`${url}${path}`, method, callOptions),
    stop: async () => {
      sandbox.close();
      await close();
    },
  };
}

async function call(url: string, method: string, options: CallOptions = {}): Promise<Reply> {
  const token = options.token === undefined ? sandboxCredentials.brexToken : options.token;
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.key === undefined ? {} : { 'idempotency-key': options.key }),
      ...options.headers,
    },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text === '' ? null : parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
