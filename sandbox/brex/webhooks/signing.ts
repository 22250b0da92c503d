import { createHmac } from 'node:crypto';

/**
 * Signs a delivery as Brex does (BREX.md 3.3): HMAC-SHA256 of "id.timestamp.body" under the Base64-decoded
 * secret, one "v1,<base64>" per secret.
 */
export function signatureHeader(
  secrets: readonly string[],
  id: string,
  timestamp: number,
  body: string,
): string {
  return secrets.map((secret) => `v1,${signature(secret, id, timestamp, body)}`).join(' ');
}

function signature(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
}
