import type { IncomingHttpHeaders } from 'node:http';
import { Webhook, WebhookVerificationError } from 'svix';

/** The headers that Brex signs with (BREX.md 3.3); Svix's own names are taken as well. */
const parts = ['id', 'timestamp', 'signature'] as const;

export type Verdict =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Signed and fresh, but by none of the secrets: they may have been rotated. */
      readonly unknownSecret: boolean;
    };

/** The delivery's own id: the same when it is sent again. */
export function webhookIdOf(headers: IncomingHttpHeaders): string {
  return header(headers, 'id');
}

/**
 * Whether one of the secrets signed these bytes within the last five minutes (BREX.md 3.3): every secret is
 * tried against every signature, so that a rotation goes unnoticed. Secrets are base64, with or without
 * "whsec_". The version before a signature is ignored, as Brex asks.
 */
export function verifySignature(
  secrets: readonly string[],
  headers: IncomingHttpHeaders,
  rawBody: Buffer,
): Verdict {
  const signed = Object.fromEntries(parts.map((part) => [`webhook-${part}`, header(headers, part)]));
  signed['webhook-signature'] = header(headers, 'signature').replace(/(^| )v\d+\w*,/g, '$1v1,');
  let reason = 'this connection has no webhook secret';
  for (const secret of secrets) {
    const verdict = verifyWith(secret, signed, rawBody);
    if (verdict.ok) return verdict;
    reason = verdict.reason;
  }
  return { ok: false, reason, unknownSecret: !judgedBefore.test(reason) };
}

/** What the library finds wrong before it looks at a signature. */
const judgedBefore = /required headers|timestamp|signature headers/i;

function verifyWith(
  secret: string,
  signed: Record<string, string>,
  rawBody: Buffer,
): { readonly ok: true } | { readonly ok: false; readonly reason: string } {
  const webhook = webhookOf(secret);
  if (!webhook) return { ok: false, reason: 'a webhook secret of this connection is not base64' };
  try {
    webhook.verify(rawBody, signed);
  } catch (error) {
    if (error instanceof WebhookVerificationError) return { ok: false, reason: error.message };
    // After the signature the library also parses the body; a body that is no JSON is told as such later.
    if ((error as Error).name !== 'SyntaxError') throw error;
  }
  return { ok: true };
}

/** null for a text that cannot be a key; missing base64 padding is made up, and base64url read. */
function webhookOf(secret: string): Webhook | null {
  try {
    const bare = secret
      .trim()
      .replace(/^whsec_/, '')
      .replace(/-/g, '+')
      .replace(/_/g, '/');
    return new Webhook(bare.padEnd(Math.ceil(bare.length / 4) * 4, '='));
  } catch {
    return null;
  }
}

function header(headers: IncomingHttpHeaders, part: (typeof parts)[number]): string {
  const value = headers[`webhook-${part}`] ?? headers[`svix-${part}`];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
