import { createHash } from 'node:crypto';
import type { BrexBehaviour } from '../behaviour';
import type { RememberedReply } from '../model/state';
import { generalRefusal } from './refusals';

/** One POST or PUT with its key. */
export interface KeyedRequest {
  readonly key: string | undefined;
  readonly declared: 'required' | 'optional';
  readonly method: string;
  readonly path: string;
  readonly text: string;
}

/**
 * The reply that this key already got, or null where the request is new. Throws 400 where a required key is
 * missing, and the switch `idempotencyConflict` where the key was used for another request.
 */
export function rememberedReply(
  replies: Readonly<Record<string, RememberedReply>>,
  request: KeyedRequest,
  behaviour: BrexBehaviour,
): RememberedReply | null {
  if (request.key === undefined) {
    if (request.declared === 'optional') return null;
    throw generalRefusal(400, 'BAD_REQUEST', 'Idempotency-Key header is required');
  }
  const reply = replies[request.key];
  if (!reply) return null;
  if (reply.fingerprint === fingerprintOf(request)) return reply;
  throw generalRefusal(
    behaviour.idempotencyConflict,
    behaviour.idempotencyConflict === 409 ? 'CONFLICT' : 'BAD_REQUEST',
    'Idempotency-Key was already used for a different request',
  );
}

export function fingerprintOf(request: KeyedRequest): string {
  return createHash('sha256').update(`${request.method} ${request.path}\n${request.text}`).digest('hex');
}
