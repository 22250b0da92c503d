import { randomUUID } from 'node:crypto';

/** A client that the identity provider beside this Epicor knows. */
export interface TokenClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Scopes that it may be given. */
  readonly scopes: readonly string[];
}

/** What the token endpoint answers. */
export interface TokenReply {
  readonly status: number;
  readonly body: object;
}

/** The identity provider: gives tokens for client credentials and knows which of them are good (EPICOR.md 1.3). */
export interface TokenDesk {
  /** Answers a form-encoded request for a token that lives `seconds`. */
  issue(contentType: string, form: string, seconds: number): TokenReply;
  isGood(token: string): boolean;
  /** Makes every token that was given out worthless, before its end. */
  revokeAll(): void;
}

/** The path of the token endpoint, as Epicor's identity provider has it. */
export const tokenPath = '/connect/token';

export function createTokenDesk(clients: readonly TokenClient[], now: () => number = Date.now): TokenDesk {
  const ends = new Map<string, number>();
  return {
    issue(contentType, form, seconds) {
      const given = new URLSearchParams(
        contentType.startsWith('application/x-www-form-urlencoded') ? form : '',
      );
      const refusal = refusalOf(clients, given);
      if (refusal) return { status: refusal === 'invalid_client' ? 401 : 400, body: { error: refusal } };
      const token = randomUUID();
      ends.set(token, now() + seconds * 1000);
      return {
        status: 200,
        body: {
          access_token: token,
          expires_in: seconds,
          token_type: 'Bearer',
          scope: given.get('scope'),
        },
      };
    },
    isGood: (token) => (ends.get(token) ?? 0) > now(),
    revokeAll: () => ends.clear(),
  };
}

/** The error of RFC 6749, 5.2, or null. */
function refusalOf(clients: readonly TokenClient[], given: URLSearchParams): string | null {
  if (!given.has('grant_type')) return 'invalid_request';
  if (given.get('grant_type') !== 'client_credentials') return 'unsupported_grant_type';
  const client = clients.find(({ clientId }) => clientId === given.get('client_id'));
  if (!client || client.clientSecret !== given.get('client_secret')) return 'invalid_client';
  return client.scopes.includes(given.get('scope') ?? '') ? null : 'invalid_scope';
}
