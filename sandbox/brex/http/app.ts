import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import { stringify } from 'lossless-json';
import type { CallCounter } from '../../support/call-counter';
import { type ExchangeLogger, exchangeMiddleware } from '../../support/exchange-log';
import { faultMiddleware } from '../../support/fault-middleware';
import type { FaultBox } from '../../support/faults';
import { newTraceId } from '../model/identifiers';
import { checkAccess } from './access';
import { fingerprintOf, type KeyedRequest, rememberedReply } from './idempotency';
import type { Account, Call, Operation } from './operation';
import { createRateLimit } from './rate-limit';
import { serveReceipts } from './receipts';
import { accountingRefusal, generalRefusal, invalidRequest, isAccounting, Refusal } from './refusals';

export interface AppParts {
  readonly account: Account;
  readonly operations: readonly Operation[];
  readonly faults: FaultBox;
  readonly calls: CallCounter;
  readonly exchanges: ExchangeLogger;
  /** User tokens that are accepted. */
  readonly tokens: readonly string[];
}

/** The stand-in for api.brex.com. Every answer carries X-Brex-Trace-Id and is sent with one `end`. */
export function createApp(parts: AppParts): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_request, response, next) => {
    response.setHeader('X-Brex-Trace-Id', newTraceId());
    next();
  });
  app.use(express.raw({ type: () => true, limit: '10mb' }));
  app.get('/receipt-files/:id', faultMiddleware(parts.faults), serveReceipts(parts.account.behaviour));
  app.use(exchangeMiddleware('brex', parts.exchanges));
  app.use(faultMiddleware(parts.faults));
  const takeTurn = createRateLimit(parts.account.behaviour);
  for (const operation of parts.operations) {
    app[operation.method](operation.path, (request: Request, response: Response) => {
      parts.calls.count(`${request.method} ${operation.path}`);
      answered(request, response, () => {
        takeTurn();
        serve(parts, operation, request, response);
      });
    });
  }
  app.use((request: Request, response: Response) => {
    answered(request, response, () => {
      throw generalRefusal(404, 'NOT_FOUND', 'Not Found');
    });
  });
  app.use(unreadable);
  return app;
}

/** A body that is too long, a path that cannot be decoded. */
const unreadable: ErrorRequestHandler = (_error, request, response, _next) => {
  answered(request, response, () => {
    throw invalidRequest(request.path, 'The request is malformed.');
  });
};

function serve(parts: AppParts, operation: Operation, request: Request, response: Response): void {
  const { account } = parts;
  const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  if (operation.scopes !== null) {
    const known = { userTokens: parts.tokens, grants: account.state.grants };
    checkAccess(request.path, request.headers, operation.scopes, known, account.behaviour());
  }
  const keyed: KeyedRequest | null = operation.idempotencyKey
    ? {
        key: request.get('Idempotency-Key'),
        declared: operation.idempotencyKey,
        method: request.method,
        path: request.originalUrl,
        text,
      }
    : null;
  const before = keyed && rememberedReply(account.state.replies, keyed, account.behaviour());
  if (before) {
    send(response, before.status, before.text);
    return;
  }
  const answer = operation.run(callOf(request, text), account);
  const body = answer.body === undefined ? '' : (stringify(answer.body) ?? '');
  if (keyed?.key !== undefined) {
    account.state.replies[keyed.key] = {
      fingerprint: fingerprintOf(keyed),
      status: answer.status,
      text: body,
    };
    account.changed();
  }
  send(response, answer.status, body);
}

function callOf(request: Request, text: string): Call {
  const params = Object.fromEntries(
    Object.entries(request.params).map(([name, value]) => [name, String(value)]),
  );
  const query = new URL(request.originalUrl, 'http://brex.invalid').searchParams;
  return { params, query, headers: request.headers, text };
}

function answered(request: Request, response: Response, work: () => void): void {
  try {
    work();
  } catch (error) {
    const refusal = error instanceof Refusal ? error : internalError(request.path, error);
    for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
    send(response, refusal.status, refusal.body === undefined ? '' : (stringify(refusal.body) ?? ''));
  }
}

function internalError(path: string, error: unknown): Refusal {
  console.error(error);
  const message = 'An unexpected error occurred. Please try again later.';
  return isAccounting(path)
    ? accountingRefusal(500, 'INTERNAL_ERROR', message)
    : generalRefusal(500, 'INTERNAL_SERVER_ERROR', message);
}

function send(response: Response, status: number, text: string): void {
  response.status(status);
  if (text !== '') response.setHeader('content-type', 'application/json');
  response.end(text);
}
