import type { IncomingHttpHeaders } from 'node:http';
import type { BrexSeed } from '../../world/brex-seed';
import type { BrexBehaviour } from '../behaviour';
import type { RecordBook } from '../model/record-book';
import type { BrexState } from '../model/state';

/** One request, as an operation sees it. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The raw text; "" where there is none. */
  readonly text: string;
}

export interface Answer {
  readonly status: number;
  /** Sent as JSON; left out, the body is empty. Money in it is a LosslessNumber. */
  readonly body?: unknown;
}

/** What operations work on. */
export interface Account {
  readonly state: BrexState;
  readonly seed: BrexSeed;
  readonly records: RecordBook;
  readonly behaviour: () => BrexBehaviour;
  /** Says that the state was changed by other means than the record book. */
  readonly changed: () => void;
  /** The next `updated_at`. */
  readonly stamp: () => string;
}

/** One operation of the API, as its OpenAPI file declares it. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Express path; literal segments come before parameters in the list of operations. */
  readonly path: string;
  /** One of these is needed; empty: any token. `null`: no token at all (the token endpoint). */
  readonly scopes: readonly string[] | null;
  /** Whether Idempotency-Key is heeded; undeclared means that it is ignored (BREX.md 1.6). */
  readonly idempotencyKey?: 'required' | 'optional';
  readonly run: (call: Call, account: Account) => Answer;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
