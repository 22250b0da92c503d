import express, { type ErrorRequestHandler, Router } from 'express';
import { z } from 'zod';
import type { FaultBox } from './faults';

const faultRule = z.strictObject({
  match: z
    .strictObject({
      method: z.string().optional(),
      path: z.string().optional(),
      body: z.string().optional(),
      times: z.int().min(0).optional(),
      skip: z.int().min(0).optional(),
    })
    .optional(),
  fault: z.enum(['status', 'reset', 'delay', 'timeout', 'commit-then-drop', 'drop-then-commit-later']),
  status: z.int().min(100).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  delayMs: z.int().min(0).optional(),
  commit: z.boolean().optional(),
});

/**
 * The part of a control API that every stand-in has: `POST /control/faults` arms one, `GET` lists, `DELETE`
 * disarms all. Must be mounted on a server that listens on the loopback interface only.
 */
export function faultControl(box: FaultBox): Router {
  const router = Router();
  router.post('/control/faults', express.json(), (request, response) => {
    response.status(201).json(box.arm(faultRule.parse(request.body)));
  });
  router.get('/control/faults', (_request, response) => {
    response.json({ faults: box.list(), pending: box.pending() });
  });
  router.delete('/control/faults', (_request, response) => {
    box.clear();
    response.status(204).end();
  });
  return router;
}

/** Answers a control request that cannot be understood with 400 and what is wrong with it. */
export const controlErrors: ErrorRequestHandler = (error, _request, response, _next) => {
  const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error?.message ?? error);
  response.status(400).json({ error: message });
};
