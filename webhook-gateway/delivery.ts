import type { RequestHandler } from 'express';
import type { AuditEntry } from '../store';
import { type Budget, startBudget } from './budget';
import { type KnownConnection, type KnownConnections, knownConnections } from './known-connections';
import { askStore } from './outages';
import { type Delivery, parseDelivery, readyForExport } from './payload';
import type { GatewayDependencies } from './ports';
import { Refusal } from './refusal';
import { verifySignature, webhookIdOf } from './signature';
import { type EntryOf, startRecords } from './start-records';
import { type SecretsWanted, secretsWanted } from './wanted-secrets';

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
    const taken = await take(dependencies, budget, known, webhookId, rawBody);
    response.locals.delivery = { webhookId, eventType: taken.eventType, records: taken.recordIds.length };
    response.status(200).json({ records: taken.recordIds.length });
  };
}

/** Throws 401 for what is not verified. Brex sends a refused delivery again, first after seconds (BREX.md 3.4). */
async function verify(
  { connections, wantSecrets }: { connections: KnownConnections; wantSecrets: SecretsWanted },
  known: KnownConnection,
  budget: Budget,
  headers: Parameters<typeof verifySignature>[1],
  rawBody: Buffer,
): Promise<void> {
  if (verifySignature(known.webhookSecrets, headers, rawBody).ok) return;
  const refreshed = await askStore(budget, () => connections.refresh(known));
  const verdict = verifySignature(refreshed?.webhookSecrets ?? [], headers, rawBody);
  if (verdict.ok) return;
  if (verdict.unknownSecret) await wantSecrets(known.id, budget);
  throw new Refusal(401, 'signature', `the delivery is not verified: ${verdict.reason}`);
}

async function take(
  dependencies: GatewayDependencies,
  budget: Budget,
  known: KnownConnection,
  webhookId: string,
  rawBody: Buffer,
): Promise<Delivery> {
  const append = (entry: AuditEntry) => askStore(budget, () => dependencies.store.audit.append(entry));
  let delivery: Delivery;
  try {
    delivery = parseDelivery(rawBody);
    checkCompany(delivery, known);
  } catch (error) {
    if (error instanceof Refusal) {
      const summary = `A delivery of Brex was refused: ${error.message}`;
      await append(entriesOf(known.id, { webhookId })({ recordId: null, outcome: 'failed', summary }));
    }
    throw error;
  }
  const entryOf = entriesOf(known.id, { webhookId, eventType: delivery.eventType });
  if (delivery.recordIds.length === 0) {
    const what = delivery.eventType === readyForExport ? 'names no record' : 'is not one that is booked';
    const summary = `Brex sent the event ${delivery.eventType}, which ${what}`;
    await append(entryOf({ recordId: null, outcome: 'ignored', summary }));
    return delivery;
  }
  const input = { connectionId: known.id, webhookId, recordIds: delivery.recordIds };
  await startRecords(dependencies, budget, input, entryOf);
  return delivery;
}

/**
 * A verified delivery of another company is a wrong address, not a wrong signature: 400, which Svix shows
 * and resends, so that nothing is lost while the address is put right.
 */
function checkCompany(delivery: Delivery, known: KnownConnection): void {
  if (delivery.companyId === null || known.companyId === null || delivery.companyId === known.companyId)
    return;
  throw new Refusal(
    400,
    'company',
    `companyId: ${delivery.companyId} is not the Brex account of connection ${known.id}`,
    'companyId',
  );
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
