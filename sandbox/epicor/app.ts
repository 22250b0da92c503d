import express, { type Express } from 'express';
import type { CallCounter } from '../support/call-counter';
import { type ExchangeLogger, exchangeMiddleware } from '../support/exchange-log';
import { faultMiddleware } from '../support/fault-middleware';
import type { FaultBox } from '../support/faults';
import { kindOf } from './http';
import type { EpicorReply, EpicorRequest } from './messages';

export interface AppParts {
  readonly faults: FaultBox;
  readonly calls: CallCounter;
  readonly exchanges: ExchangeLogger;
  answer(request: EpicorRequest): EpicorReply;
}

/** The stand-in's HTTP side; every request is counted, also one that meets a fault. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.raw({ type: () => true, limit: '40mb' }));
  app.use(exchangeMiddleware('epicor', parts.exchanges));
  app.use((request, _response, next) => {
    parts.calls.count(kindOf(request.originalUrl));
    next();
  });
  app.use(faultMiddleware(parts.faults));
  app.use((request, response) => {
    const reply = parts.answer({
      method: request.method,
      url: request.originalUrl,
      headers: request.headers,
      body: Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '',
      origin: `http://${request.headers.host ?? 'localhost'}`,
    });
    response.statusCode = reply.status;
    response.setHeader('content-type', reply.contentType);
    response.end(reply.body);
  });
  return app;
}
