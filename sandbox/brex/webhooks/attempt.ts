import type { DeliveryAttempt } from '../model/state';
import { signatureHeader } from './signing';

export interface AttemptRequest {
  readonly url: string;
  readonly id: string;
  readonly body: string;
  readonly secrets: readonly string[];
  readonly timeoutMs: number;
}

/** Sends one delivery once. Only a 2xx in time counts; a redirect is a failure. */
export async function attempt(request: AttemptRequest): Promise<DeliveryAttempt> {
  const timestamp = Math.floor(Date.now() / 1000);
  try {
    const response = await fetch(request.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Svix-Webhooks/1.24 (sandbox)',
        'webhook-id': request.id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatureHeader(request.secrets, request.id, timestamp, request.body),
      },
      body: request.body,
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    await response.arrayBuffer();
    return { timestamp, status: response.status, error: null };
  } catch (error) {
    return { timestamp, status: null, error: reasonOf(error) };
  }
}

export function succeeded({ status }: DeliveryAttempt): boolean {
  return status !== null && status >= 200 && status < 300;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : null;
  return cause ?? error.message;
}
