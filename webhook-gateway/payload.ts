import { z } from 'zod';
import { Refusal } from './refusal';

/** The only event that becomes work (BREX.md 3.2). */
export const readyForExport = 'ACCOUNTING_RECORD_READY_FOR_EXPORT';

export interface Delivery {
  readonly eventType: string;
  /** Where Brex sends it; older versions do not. */
  readonly companyId: string | null;
  /** Each id once; empty for other events. */
  readonly recordIds: readonly string[];
}

const visible = (most: number) =>
  z.string().regex(new RegExp(`^[\\x21-\\x7e]{1,${most}}$`), `must be 1 to ${most} visible ASCII characters`);

const envelope = z.object({ event_type: visible(100) });
const companyId = visible(200).nullish();
// An id becomes part of a workflow id and of a path, both of which are bounded.
const recordIds = z.array(visible(200));

/**
 * Reads a verified delivery. Both spellings of the fields are taken, camelCase and snake_case (BREX.md 0.2,
 * 3.2). Throws `Refusal` 400, naming the field as it was spelt.
 */
export function parseDelivery(rawBody: Buffer): Delivery {
  const body = asObject(rawBody);
  const { event_type: eventType } = read(envelope, body);
  const companyKey = spelling(body, 'companyId', 'company_id');
  const company = read(z.object({ [companyKey]: companyId }), body)[companyKey] ?? null;
  if (eventType !== readyForExport) return { eventType, companyId: company, recordIds: [] };
  const idsKey = spelling(body, 'accountingRecordIds', 'accounting_record_ids');
  const ids = read(z.object({ [idsKey]: recordIds }), body)[idsKey] ?? [];
  return { eventType, companyId: company, recordIds: [...new Set(ids)] };
}

function asObject(rawBody: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(rawBody.toString());
  } catch {
    throw new Refusal(400, 'payload', 'the body is not JSON');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Refusal(400, 'payload', 'the body is not a JSON object');
}

function spelling(body: Record<string, unknown>, camel: string, snake: string): string {
  return body[camel] != null || body[snake] == null ? camel : snake;
}

function read<T>(schema: z.ZodType<T>, body: Record<string, unknown>): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const [first = 'body', ...rest] = issue?.path ?? [];
  const field = `${String(first)}${rest.map((step) => `[${String(step)}]`).join('')}`;
  throw new Refusal(400, 'payload', `${field}: ${issue?.message ?? 'is not as expected'}`, field);
}
