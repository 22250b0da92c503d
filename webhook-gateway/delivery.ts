import type { RequestHandler } from 'express';
import type { AuditEntry } from '../store';
import { addressee, type Received, type Verifying, verify } from './addressee';
import { type Budget, startBudget } from './budget';
import { knownConnections } from './known-connections';
import { askStore } from './outages';
import { type Delivery, parseDelivery, readyForExport } from './payload';
import type { GatewayDependencies } from './ports';
import { Outage, Refusal } from './refusal';
import { webhookIdOf } from './signature';
import { type EntryOf, startRecords } from './start-records';
import { secretsWanted } from './wanted-secrets';

const defaultAnswerMs = 10_000;
const longestWebhookId = 200;

/**
 * POST /webhooks/brex/<connection>: from the raw bytes of a delivery to workflows that have taken it.
 * Answers 200 only when every record is durable; throws `Refusal` for everything else. A delivery that comes
 * again is simply taken again: whatever it starts is there already.
 */
export function takeDelivery(dependencies: GatewayDependencies): RequestHandler<{ connection: string }> {
  const connections = knownConnections(dependencies.store);
  const wantSecrets = secretsWanted(dependencies);
  return async (request, response) => {
    const budget = startBudget(dependencies.answerWithinMs ?? defaultAnswerMs);
    const rawBody: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const known = await askStore(budget, () => connections.find(request.params.connection));
    if (!known) throw new Refusal(404, 'connection', 'no connection of this name takes deliveries here');
    await verify({ connections, wantSecrets }, known, budget, request.headers, rawBody);

    const webhookId = webhookIdOf(request.headers);
    if (webhookId.length > longestWebhookId) {
      throw new Refusal(
        400,
        'payload',
        `webhook-id: longer than ${longestWebhookId} characters`,
        'webhook-id',
      );
    }
    const received = { known, webhookId, headers: request.headers, rawBody };
    const taken = await take({ ...dependencies, connections, wantSecrets }, budget, received);
    response.locals.delivery = { webhookId, eventType: taken.eventType, records: taken.recordIds.length };
    response.status(200).json({ records: taken.recordIds.length });
  };
}

async function take(
  dependencies: GatewayDependencies & Verifying,
  budget: Budget,
  received: Received,
): Promise<Delivery> {
  const { known, webhookId, rawBody } = received;
  const append = (entry: AuditEntry) => askStore(budget, () => dependencies.store.audit.append(entry));
  let delivery: Delivery;
  let connectionId: string;
  try {
    delivery = parseDelivery(rawBody);
    connectionId = await addressee(dependencies, budget, received, delivery.companyId);
  } catch (error) {
    if (error instanceof Refusal && !(error instanceof Outage)) {
      const summary = `A delivery of Brex was refused: ${error.message}`;
      await append(entriesOf(known.id, { webhookId })({ recordId: null, outcome: 'failed', summary }));
    }
    throw error;
  }
  const entryOf = entriesOf(connectionId, { webhookId, eventType: delivery.eventType });
  if (delivery.recordIds.length === 0) {
    const what = delivery.eventType === readyForExport ? 'names no record' : 'is not one that is booked';
    const summary = `Brex sent the event ${delivery.eventType}, which ${what}`;
    await append(entryOf({ recordId: null, outcome: 'ignored', summary }));
    return delivery;
  }
  await startRecords(
    dependencies,
    budget,
    { connectionId, webhookId, recordIds: delivery.recordIds },
    entryOf,
  );
  return delivery;
}

function entriesOf(connectionId: string, details: AuditEntry['details']): EntryOf {
  return (entry) => ({
    connectionId,
    actor: { kind: 'gateway', name: 'webhook-gateway' },
    step: 'webhook',
    outcome: 'ok',
    ...entry,
    details: { ...details, ...entry.details },
  });
}
