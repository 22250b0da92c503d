import { request } from 'undici';
import { z } from 'zod';
import { retryAfterMs } from '../http/retry-after';
import { scrub } from '../http/scrub';
import { type ErrorBody, readErrorBody } from './error-body';
import { BrexError, type BrexErrorFacts } from './errors';
import type { Exchange } from './types';

const timeoutMs = 20_000;
const longestMessage = 500;
/** What Brex grants where its answer names no lifetime (BREX.md 1.2). */
const usualLifetimeSeconds = 3_600;

export interface RefreshRequest {
  /** https://accounts-api.brex.com/oauth2/default/v1/token */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  readonly onExchange?: (exchange: Exchange) => void;
}

export interface RefreshedTokens {
  readonly accessToken: string;
  /** The one to use next time: Brex gives a new one with every refresh, and the one used is void. */
  readonly refreshToken: string;
  readonly lifetimeMs: number;
}

const granted = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  // what cannot be read of it must not lose the refresh token beside it
  expires_in: z.coerce.number().positive().nullish().catch(null),
});

/**
 * Refreshes partner OAuth tokens: a form with client id and secret in its body (BREX.md 1.2). Throws `BrexError`:
 * `credentials` with the remedy where Brex refuses refresh token or client, `transient` where no answer came, after
 * which the same refresh token is tried again, since it may not have been used.
 */
export async function refreshTokens(asked: RefreshRequest): Promise<RefreshedTokens> {
  const path = new URL(asked.tokenUrl).pathname;
  const failed = (facts: Omit<BrexErrorFacts, 'method' | 'path'>): BrexError =>
    new BrexError({ method: 'POST', path, ...facts });
  const started = performance.now();
  const note = (status: number | null, outcome: Exchange['outcome']): void => {
    const ms = Math.round(performance.now() - started);
    asked.onExchange?.({ system: 'brex', method: 'POST', path, status, ms, traceId: null, outcome });
  };

  let status: number;
  let text: string;
  let retryAfter: string | string[] | undefined;
  try {
    const response = await request(asked.tokenUrl, {
      method: 'POST',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: asked.refreshToken,
        client_id: asked.clientId,
        client_secret: asked.clientSecret,
      }).toString(),
    });
    status = response.statusCode;
    retryAfter = response.headers['retry-after'];
    text = await response.body.text();
  } catch (cause) {
    note(null, 'lost');
    throw failed({ kind: 'transient', message: `the token could not be refreshed: ${said(cause, asked)}` });
  }
  note(status, status < 300 ? 'ok' : 'error');
  if (status >= 200 && status < 300) return read(text, asked, failed);

  const body = readErrorBody(text);
  const words = clean(body.message, asked);
  const reply = `${status}${body.code ? ` ${body.code}` : ''}${words ? `: ${words}` : ''}`;
  const header = Array.isArray(retryAfter) ? retryAfter[0] : retryAfter;
  if (status === 429)
    throw failed({ kind: 'rate-limited', message: reply, status, retryAfterMs: retryAfterMs(header) });
  if (status >= 500 || status === 408 || status === 425)
    throw failed({ kind: 'transient', message: reply, status, retryAfterMs: retryAfterMs(header) });
  throw failed({ kind: 'credentials', message: refusal(body, reply), status, errorCode: body.code });
}

function read(
  text: string,
  asked: RefreshRequest,
  failed: (facts: Omit<BrexErrorFacts, 'method' | 'path'>) => BrexError,
): RefreshedTokens {
  const parsed = granted.safeParse(asJson(text));
  if (!parsed.success)
    throw failed({
      kind: 'bad-reply',
      message: 'the reply of the token endpoint holds no token',
      status: 200,
    });
  const { access_token, refresh_token, expires_in } = parsed.data;
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? asked.refreshToken,
    lifetimeMs: (expires_in ?? usualLifetimeSeconds) * 1_000,
  };
}

/** In the words of the person who must act. */
function refusal({ code }: ErrorBody, reply: string): string {
  if (code === 'invalid_client' || code === 'unauthorized_client')
    return `Brex does not accept brex.auth.clientId and clientSecret (${reply}). Correct them and run brex-kinetic connect.`;
  return (
    `Brex no longer accepts the refresh token (${reply}): it expired after 90 days, was revoked, or was used by another program. ` +
    'Authorise the connection in Brex again, put the new refresh token where brex.auth.refreshToken takes it from, and run brex-kinetic connect.'
  );
}

function said(cause: unknown, asked: RefreshRequest): string {
  const { message, code, name } = cause as { message?: string; code?: string; name?: string };
  return clean(message || code || name || 'unknown failure', asked);
}

function clean(text: string, { clientSecret, refreshToken }: RefreshRequest): string {
  return scrub(text, [clientSecret, refreshToken]).replace(/\s+/g, ' ').trim().slice(0, longestMessage);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
