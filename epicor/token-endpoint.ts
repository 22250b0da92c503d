import { Agent, request } from 'undici';
import { z } from 'zod';
import { retryAfterMs } from '../http/retry-after';
import { scrub } from '../http/scrub';
import type { IssuedToken } from '../http/shared-token';
import { EpicorError, type EpicorErrorKind } from './errors';

/** A client of an identity provider that gives tokens for Epicor (EPICOR.md 1.3). */
export interface TokenClient {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  readonly timeoutMs?: number;
}

/** Where a provider does not say how long a token lives: it is asked again soon. */
const assumedSeconds = 300;

const granted = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
});

/** RFC 6749, 5.2. */
const refusal = z.object({ error: z.string(), error_description: z.string().optional().catch(undefined) });

/**
 * Asks the token endpoint for a token by client credentials. Throws `EpicorError`: `credentials` where a person must
 * mend the connection file or the provider, `transient` where the same request may succeed later.
 */
export async function requestToken(client: TokenClient): Promise<IssuedToken> {
  const askedAt = Date.now();
  const { status, text, retryAfter } = await post(client);
  if (status < 200 || status >= 300) {
    const judged = judge(client, status, text);
    throw failure(client, judged.kind, judged.message, { retryAfterMs: retryAfterMs(retryAfter) });
  }
  const parsed = granted.safeParse(jsonOrNull(text));
  if (!parsed.success) {
    throw failure(
      client,
      'bad-reply',
      'the token endpoint answers with something that holds no access_token',
    );
  }
  const { access_token: value, expires_in: seconds = assumedSeconds } = parsed.data;
  return { value, endsAt: askedAt + seconds * 1000 };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
}

/** By an agent of its own: the next request is an hour away. */
async function post(client: TokenClient): Promise<Answer> {
  const timeout = client.timeoutMs ?? 30_000;
  const dispatcher = new Agent({ connect: { timeout }, headersTimeout: timeout, bodyTimeout: timeout });
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client.clientId,
    client_secret: client.clientSecret,
    scope: client.scope,
  });
  try {
    const reply = await request(client.tokenUrl, {
      dispatcher,
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
        'user-agent': 'brex-kinetic',
      },
      body: form.toString(),
    });
    const retryAfter = [reply.headers['retry-after']].flat()[0];
    return { status: reply.statusCode, text: await reply.body.text(), retryAfter };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw failure(client, 'transient', `the token endpoint does not answer: ${why}`, { cause });
  } finally {
    await dispatcher.close();
  }
}

interface Verdict {
  readonly kind: EpicorErrorKind;
  readonly message: string;
}

function judge({ clientId, scope }: TokenClient, status: number, text: string): Verdict {
  if (status === 408 || status === 429 || status >= 500) {
    return { kind: 'transient', message: `the token endpoint fails with HTTP ${status}` };
  }
  const said = refusal.safeParse(jsonOrNull(text)).data;
  const words = said ? [said.error, said.error_description].filter(Boolean).join(': ') : `HTTP ${status}`;
  const refused = (message: string): Verdict => ({ kind: 'credentials', message });
  if (!said && (status < 400 || status === 404 || status === 405)) {
    return refused(`there is no token endpoint at this address (${words}): check epicor.auth.tokenUrl`);
  }
  switch (said?.error) {
    case 'invalid_scope':
      return refused(`the scope "${scope}" is not granted (${words}): check epicor.auth.scope`);
    case 'unsupported_grant_type':
    case 'unauthorized_client':
      return refused(
        `client ${clientId} may not ask for tokens by its own credentials (${words}): have the grant type client_credentials allowed for it`,
      );
    default:
      return refused(
        `client ${clientId} is refused (${words}): check epicor.auth.clientId and clientSecret, which may have been renewed`,
      );
  }
}

/** Without a status, which would pass for an answer of Epicor to the call. */
function failure(
  { tokenUrl, clientSecret }: TokenClient,
  kind: EpicorErrorKind,
  message: string,
  more: { retryAfterMs?: number | null; cause?: unknown } = {},
): EpicorError {
  const { host, pathname } = new URL(tokenUrl);
  return new EpicorError({
    kind,
    message: scrub(message, [clientSecret]),
    service: host,
    method: pathname.slice(1),
    ...more,
  });
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
