import type { RequestHandler } from 'express';
import { retryAfterSeconds } from './answers';
import { startBudget } from './budget';
import { askStore, askTemporal } from './outages';
import type { GatewayDependencies } from './ports';

const answerWithinMs = 2_000;

/** GET /healthz: the process is alive and its event loop turns; says nothing of others. */
export const alive: RequestHandler = (_request, response) => {
  response.json({ status: 'ok' });
};

/** GET /readyz: deliveries can be taken, or 503 with the name of what is missing. */
export function ready({ store, temporal, log }: GatewayDependencies): RequestHandler {
  const { connection } = temporal;
  return async (_request, response) => {
    const budget = startBudget(answerWithinMs);
    const [postgresql, temporalServer] = await Promise.allSettled([
      askStore(budget, () => store.ready()),
      askTemporal(budget, () =>
        connection.withDeadline(budget.deadline, () => connection.workflowService.getSystemInfo({})),
      ),
    ]);
    const checks = { temporal: word(temporalServer), postgresql: word(postgresql) };
    if (temporalServer.status === 'fulfilled' && postgresql.status === 'fulfilled') {
      response.json({ status: 'ready', ...checks });
      return;
    }
    log.warn(checks, 'not ready to take deliveries');
    response
      .status(503)
      .set('Retry-After', retryAfterSeconds)
      .json({ status: 'unavailable', ...checks });
  };
}

function word(check: PromiseSettledResult<unknown>): 'ok' | 'unreachable' {
  return check.status === 'fulfilled' ? 'ok' : 'unreachable';
}
