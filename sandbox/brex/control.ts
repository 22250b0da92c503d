import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import { controlErrors, faultControl } from '../support/control';
import type { BrexSandbox } from './sandbox';

const ids = z.strictObject({ ids: z.array(z.string()).min(1) });
const url = z.strictObject({ url: z.url() });

/**
 * The control API: faults, switches, the bookkeeper's hands, and a look into the state. Must be served on the
 * loopback interface only.
 */
export function createControl(sandbox: BrexSandbox): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(faultControl(sandbox.faults));
  app.use(express.json());
  app.use(stateRoutes(sandbox));
  app.use(recordRoutes(sandbox));
  app.use(webhookRoutes(sandbox));
  app.use(controlErrors);
  return app;
}

function stateRoutes(sandbox: BrexSandbox): Router {
  const router = express.Router();
  router.get('/control/health', (_request, response) => {
    response.json({ system: 'brex', ready: true });
  });
  router.get('/control/behaviour', (_request, response) => {
    response.json(sandbox.behaviour());
  });
  router.post('/control/behaviour', (request, response) => {
    response.json(sandbox.behave(request.body));
  });
  router.post('/control/oauth/authorise', (_request, response) => {
    response.json({ refreshToken: sandbox.authorise() });
  });
  router.get('/control/state/summary', (_request, response) => {
    const byStatus: Record<string, number> = {};
    for (const { reviewStatus } of sandbox.records.all()) {
      byStatus[reviewStatus] = (byStatus[reviewStatus] ?? 0) + 1;
    }
    response.json({
      records: byStatus,
      firstBatch: sandbox.state.firstBatch !== null,
      calls: sandbox.calls.counts(),
    });
  });
  router.get('/control/state/records', (request, response) => {
    const { status } = request.query;
    response.json(sandbox.records.all().filter((record) => !status || record.reviewStatus === status));
  });
  router.get('/control/state/records/:id', (request, response) => {
    response.json(sandbox.records.get(request.params.id));
  });
  router.get('/control/state/calls', (_request, response) => {
    response.json(sandbox.calls.counts());
  });
  return router;
}

function recordRoutes(sandbox: BrexSandbox): Router {
  const router = express.Router();
  router.post('/control/bookkeeper/first-batch', (_request, response) => {
    response.json({ ids: sandbox.bookkeeper.firstBatch() });
  });
  router.post('/control/bookkeeper/more', (_request, response) => {
    response.json({ ids: sandbox.bookkeeper.moreSpend() });
  });
  router.post('/control/records', (request, response) => {
    response.status(201).json(sandbox.records.create(request.body));
  });
  router.post('/control/records/export', (request, response) => {
    sandbox.export(ids.parse(request.body).ids);
    response.status(204).end();
  });
  router.post('/control/records/:id/recode', (request: Request<{ id: string }>, response) => {
    response.json(sandbox.records.recode(request.params.id, request.body));
  });
  router.post('/control/records/:id/mark-exported', (request: Request<{ id: string }>, response) => {
    sandbox.records.markExported(request.params.id);
    response.status(204).end();
  });
  router.delete('/control/records/:id', (request, response) => {
    sandbox.records.delete(request.params.id);
    response.status(204).end();
  });
  return router;
}

function webhookRoutes(sandbox: BrexSandbox): Router {
  const router = express.Router();
  router.get('/control/state/deliveries', (_request, response) => {
    response.json(sandbox.webhooks.deliveries());
  });
  router.post('/control/webhooks/point-to', (request, response) => {
    sandbox.webhooks.pointTo(url.parse(request.body).url);
    response.status(204).end();
  });
  router.post('/control/webhooks/send', (request, response) => {
    response.json(sandbox.webhooks.sendReady(ids.parse(request.body).ids));
  });
  router.post('/control/webhooks/:id/resend', async (request: Request<{ id: string }>, response) => {
    await sandbox.webhooks.resend(request.params.id);
    response.status(204).end();
  });
  router.post('/control/webhooks/rotate-secret', (_request, response) => {
    response.json({ secret: sandbox.webhooks.rotateSecret() });
  });
  router.post('/control/webhooks/revoke-old-secrets', (_request, response) => {
    sandbox.webhooks.revokeOldSecrets();
    response.status(204).end();
  });
  return router;
}
