import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BrexHttp } from './http';
import { longestPage, pageOf, readAll } from './paging';
import { pathOf } from './path';
import { identifier } from './schemas';
import type { BrexWebhook, WebhookWanted } from './types';

const path = '/v1/webhooks';

/** What a bookkeeper's click on export is told by (BREX.md 3.2). */
export const readyForExportEvent = 'ACCOUNTING_RECORD_READY_FOR_EXPORT';

const webhook = z
  .object({ id: identifier, url: z.string(), event_types: z.array(z.string()), status: z.string() })
  .transform(
    (sent): BrexWebhook => ({
      id: sent.id,
      url: sent.url,
      eventTypes: sent.event_types,
      status: sent.status,
    }),
  );
const webhookPage = pageOf(webhook);

/** GET /v1/webhooks (BREX.md 3.1). */
export function readWebhooks(http: BrexHttp): Promise<BrexWebhook[]> {
  return readAll(http, path, webhookPage, longestPage);
}

/** POST /v1/webhooks (BREX.md 3.1); its Idempotency-Key is required (BREX.md 1.6). */
export function registerWebhook(http: BrexHttp, wanted: WebhookWanted): Promise<BrexWebhook> {
  return http.post(path, webhook, bodyOf(wanted), { idempotencyKey: randomUUID() });
}

/** PUT /v1/webhooks/{id}: url, event types and status are all required (BREX.md 3.1). */
export function changeWebhook(http: BrexHttp, id: string, wanted: WebhookWanted): Promise<BrexWebhook> {
  return http.put(pathOf(path, id), webhook, { ...bodyOf(wanted), status: 'ACTIVE' });
}

/** DELETE /v1/webhooks/{id}: 200 without a body (BREX.md 3.1). */
export async function removeWebhook(http: BrexHttp, id: string): Promise<void> {
  await http.delete(pathOf(path, id));
}

function bodyOf({ url, eventTypes }: WebhookWanted): object {
  return { url, event_types: eventTypes };
}

const secrets = z.array(z.object({ secret: z.string(), status: z.string() }));

/** GET /v1/webhooks/secrets, a bare array (BREX.md 3.1): all but revoked ones, also of statuses yet unknown. An empty one signs nothing. */
export async function readWebhookSecrets(http: BrexHttp): Promise<string[]> {
  const sent = await http.get('/v1/webhooks/secrets', secrets);
  return sent
    .filter(({ secret, status }) => secret.trim() !== '' && status !== 'REVOKED')
    .map(({ secret }) => secret);
}
