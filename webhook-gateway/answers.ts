import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Outage, Refusal } from './refusal';
import { webhookIdOf } from './signature';

/** Svix resends by its own plan; others read when to come again. */
export const retryAfterSeconds = '30';

/** One log line per answered delivery: never a header, a body or a secret. */
export function logDeliveries(log: Logger): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const connection = String(request.params.connection).slice(0, 64);
    const webhookId = webhookIdOf(request.headers).slice(0, 64);
    response.on('close', () => {
      const facts = {
        connection,
        webhookId,
        ...response.locals.delivery,
        status: response.writableFinished ? response.statusCode : null,
        ms: Math.round(performance.now() - started),
        ...(response.locals.refusal ? { refusal: response.locals.refusal } : {}),
      };
      if (!response.writableFinished) log.warn(facts, 'the sender went away before the answer');
      else if (response.statusCode < 400) log.info(facts, 'delivery taken');
      else log.warn(facts, 'delivery refused');
    });
    next();
  };
}

/** No route matched. */
export const unknownAddress: RequestHandler = () => {
  throw new Refusal(404, 'address', 'nothing answers at this address');
};

/** Turns what was thrown into an answer: a `Refusal` says its own, a fault of ours is 500 and logged whole. */
export function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = asRefusal(error);
    response.locals.refusal = refusal.message;
    if (error instanceof Outage)
      log.error({ err: error.cause, system: error.system }, 'a system is not available');
    if (refusal.status === 500) log.error({ err: error }, 'a delivery could not be taken');
    if (refusal.status === 503) response.set('Retry-After', retryAfterSeconds);
    // What is left of an oversized body is not waited for.
    if (refusal.status === 413) response.set('Connection', 'close');
    const { code, message, field } = refusal;
    response.status(refusal.status).json({ error: code, message, ...(field ? { field } : {}) });
  };
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (status === 413) return new Refusal(413, 'size', 'the body is larger than 1 MiB');
  if (status === 415) return new Refusal(415, 'encoding', 'the body must not be compressed');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Refusal(status, 'request', typeof type === 'string' ? type : 'the request cannot be read');
  }
  return new Refusal(500, 'internal', 'the delivery could not be taken; deliver again later');
}
