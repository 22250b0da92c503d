import express, { type Request, type Router } from 'express';
import { z } from 'zod';
import { controlErrors, faultControl } from '../support/control';
import type { EpicorSandbox } from './sandbox';

const lock = z.strictObject({ user: z.string().nullable() });
const columns = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const rowKey = z.strictObject({ key: z.array(z.union([z.string(), z.number()])).min(1) });
const day = z.strictObject({ earliestApplyDate: z.iso.date() });
const account = z.strictObject({
  account: z.string(),
  description: z.string(),
  active: z.boolean().default(true),
  effectiveFrom: z.iso.date().optional(),
  effectiveTo: z.iso.date().optional(),
});
const segmentValue = z.strictObject({
  segment: z.int().min(1).max(20),
  code: z.string(),
  name: z.string(),
  active: z.boolean().default(true),
  effectiveFrom: z.iso.date().optional(),
  effectiveTo: z.iso.date().optional(),
});
const invoice = z.strictObject({
  vendorNum: z.int(),
  invoiceNum: z.string(),
  debitMemo: z.boolean().default(false),
  groupId: z.string(),
  posted: z.boolean().default(false),
  invoiceDate: z.iso.date(),
  applyDate: z.iso.date(),
  currency: z.string(),
  entryPerson: z.string(),
  description: z.string(),
  lines: z.array(z.strictObject({ description: z.string(), amount: z.string(), account: z.string() })).min(1),
});

/**
 * The control API: faults, switches, what people do at the screens, and a look into the documents. Must be served
 * on the loopback interface only.
 */
export function createControl(sandbox: EpicorSandbox): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(faultControl(sandbox.faults));
  app.use(express.json());
  app.use(stateRoutes(sandbox));
  app.use(handRoutes(sandbox));
  app.use(controlErrors);
  return app;
}

function stateRoutes(sandbox: EpicorSandbox): Router {
  const router = express.Router();
  router.get('/control/health', (_request, response) => {
    response.json({ system: 'epicor', ready: true });
  });
  router.get('/control/behaviour', (_request, response) => {
    response.json(sandbox.behaviour());
  });
  router.post('/control/behaviour', (request, response) => {
    response.json(sandbox.behave(request.body));
  });
  router.get('/control/state/invoices', (request, response) => {
    const { marker } = request.query;
    response.json(sandbox.invoices().filter((found) => marker === undefined || found.marker === marker));
  });
  router.get('/control/state/journals', (_request, response) => {
    response.json(sandbox.journals());
  });
  router.get('/control/state/calls', (_request, response) => {
    response.json(sandbox.calls.counts());
  });
  router.delete('/control/state/calls', (_request, response) => {
    sandbox.calls.reset();
    response.status(204).end();
  });
  return router;
}

function handRoutes(sandbox: EpicorSandbox): Router {
  const router = express.Router();
  router.post('/control/groups/:id/post', (request: Request<{ id: string }>, response) => {
    response.json(sandbox.postGroup(request.params.id));
  });
  router.post('/control/groups/:id/lock', (request: Request<{ id: string }>, response) => {
    sandbox.lockGroup(request.params.id, lock.parse(request.body).user);
    response.status(204).end();
  });
  router.post('/control/invoices', (request, response) => {
    sandbox.enterInvoice(invoice.parse(request.body));
    response.status(204).end();
  });
  router.post('/control/invoices/:vendorNum/change', (request: Request<{ vendorNum: string }>, response) => {
    const change = z.strictObject({ invoiceNum: z.string(), columns }).parse(request.body);
    sandbox.changeInvoice(Number(request.params.vendorNum), change.invoiceNum, change.columns);
    response.status(204).end();
  });
  router.post('/control/invoices/:vendorNum/delete', (request: Request<{ vendorNum: string }>, response) => {
    const { invoiceNum } = z.strictObject({ invoiceNum: z.string() }).parse(request.body);
    sandbox.deleteInvoice(Number(request.params.vendorNum), invoiceNum);
    response.status(204).end();
  });
  router.post('/control/vendors', (request, response) => {
    response.status(201).json({ vendorNum: sandbox.addVendor(columns.parse(request.body)) });
  });
  router.post('/control/vendors/:num', (request: Request<{ num: string }>, response) => {
    sandbox.changeVendor(Number(request.params.num), columns.parse(request.body));
    response.status(204).end();
  });
  router.post('/control/accounts', (request, response) => {
    sandbox.setAccount(account.parse(request.body));
    response.status(204).end();
  });
  router.post('/control/tokens/revoke', (_request, response) => {
    sandbox.revokeTokens();
    response.status(204).end();
  });
  router.post('/control/segment-values', (request, response) => {
    sandbox.setSegmentValue(segmentValue.parse(request.body));
    response.status(204).end();
  });
  router.post('/control/rows/:table', (request: Request<{ table: string }>, response) => {
    sandbox.setRow(request.params.table, columns.parse(request.body));
    response.status(204).end();
  });
  router.delete('/control/rows/:table', (request: Request<{ table: string }>, response) => {
    sandbox.removeRow(request.params.table, rowKey.parse(request.body).key);
    response.status(204).end();
  });
  router.post('/control/earliest-apply-date', (request, response) => {
    sandbox.setEarliestApplyDate(day.parse(request.body).earliestApplyDate);
    response.status(204).end();
  });
  return router;
}
