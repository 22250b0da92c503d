import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { FaultBox, FaultRule } from './faults';

const longestSilenceMs = 600_000;

/**
 * Lets armed faults happen to a request. Comes after the body was read and before the operation, since a
 * fault may postpone the operation until long after its connection is gone.
 */
export function faultMiddleware(box: FaultBox): RequestHandler {
  return (request, response, next) => {
    const fault = box.meet({
      method: request.method,
      path: safelyDecoded(request.originalUrl),
      body: Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '',
    });
    if (!fault) {
      next();
      return;
    }
    response.locals.fault = fault.fault;
    happen(box, fault, request, response, next);
  };
}

function happen(box: FaultBox, fault: FaultRule, request: Request, response: Response, next: NextFunction) {
  switch (fault.fault) {
    case 'delay':
      setTimeout(next, fault.delayMs ?? 1000);
      return;
    case 'reset':
      dropConnection(request, response);
      return;
    case 'status':
      if (fault.commit) insteadOfTheAnswer(response, () => answer(response, fault), next);
      else answer(response, fault);
      return;
    case 'timeout':
      if (fault.commit) insteadOfTheAnswer(response, () => staySilent(request, response, fault), next);
      else staySilent(request, response, fault);
      return;
    case 'commit-then-drop':
      insteadOfTheAnswer(response, () => dropConnection(request, response), next);
      return;
    case 'drop-then-commit-later':
      dropConnection(request, response);
      insteadOfTheAnswer(
        response,
        () => {},
        () => box.later(fault.delayMs ?? 1000, next),
      );
      return;
  }
}

function answer(response: Response, fault: FaultRule): void {
  const text = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? {});
  response.status(fault.status ?? 503);
  response.setHeader('content-type', typeof fault.body === 'string' ? 'text/html' : 'application/json');
  for (const [name, value] of Object.entries(fault.headers ?? {})) response.setHeader(name, value);
  response.end(text);
}

function staySilent(request: Request, response: Response, fault: FaultRule): void {
  const timer = setTimeout(() => dropConnection(request, response), fault.delayMs ?? longestSilenceMs);
  timer.unref();
  response.once('close', () => clearTimeout(timer));
}

function dropConnection(request: Request, response: Response): void {
  response.locals.dropped = true;
  request.socket.resetAndDestroy();
}

/**
 * Lets the operation run and swallows what it answers; then `meanwhile` says what the caller sees.
 * The handlers behind answer with one `response.end`, which is all that is caught here.
 */
function insteadOfTheAnswer(response: Response, meanwhile: () => void, next: () => void): void {
  const { end } = response;
  response.end = ((...given: unknown[]) => {
    response.end = end;
    response.locals.swallowed = given[0];
    response.locals.swallowedStatus = response.statusCode;
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    meanwhile();
    return response;
  }) as Response['end'];
  next();
}

function safelyDecoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
