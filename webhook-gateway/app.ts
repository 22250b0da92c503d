import express, { type Express, type RequestHandler } from 'express';
import { answerErrors, logDeliveries, unknownAddress } from './answers';
import { takeDelivery } from './delivery';
import { alive, ready } from './health';
import type { GatewayDependencies } from './ports';
import { Refusal } from './refusal';

const largestBody = 1024 * 1024;

/**
 * The door: takes Brex's signed deliveries and starts one workflow per accounting record.
 * 200 all records durable, or an event that is not booked · 400 malformed or another company's (names the
 * field) · 401 signature or stale timestamp · 404 unknown connection · 405 · 413 over 1 MiB · 415 not JSON ·
 * 503 with Retry-After where Temporal or PostgreSQL does not answer in time.
 */
export function createGateway(dependencies: GatewayDependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/healthz', alive);
  app.get('/readyz', ready(dependencies));
  app
    .route('/webhooks/brex/:connection')
    .all(logDeliveries(dependencies.log))
    .post(jsonOnly, bounded, express.raw({ type: () => true, limit: largestBody, inflate: false }))
    .post(takeDelivery(dependencies))
    .all(postOnly);
  app.use(unknownAddress);
  app.use(answerErrors(dependencies.log));
  return app;
}

const jsonOnly: RequestHandler = (request, _response, next) => {
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new Refusal(415, 'content-type', 'the content type must be application/json');
  }
  next();
};

/** An announced size is judged before a byte is read; without one the parser counts. */
const bounded: RequestHandler = (request, _response, next) => {
  if (Number(request.headers['content-length'] ?? 0) > largestBody) {
    throw new Refusal(413, 'size', 'the body is larger than 1 MiB');
  }
  next();
};

const postOnly: RequestHandler = (_request, response) => {
  response.set('Allow', 'POST');
  throw new Refusal(405, 'method', 'deliveries are sent by POST');
};
