import { EpicorRefusal, unauthorized } from './errors';
import type { TokenDesk } from './tokens';

/** What a call carries to say who it is. */
export interface Credentials {
  readonly authorization: string | undefined;
  /** The header `x-api-key`, or the query's `api-key`. */
  readonly apiKey: string | undefined;
}

export interface Logins {
  readonly company: string;
  readonly users: readonly { readonly username: string; readonly password: string }[];
  readonly apiKeys: readonly string[];
  readonly bearerTokens: readonly string[];
  /** Tokens that the identity provider gave out. */
  readonly tokens: TokenDesk;
}

type Scheme = 'basic' | 'bearer';

/**
 * The user who calls. v2 needs a login and an API key on every call (EPICOR.md 1.3, 1.4); refuses with the
 * recorded texts, of which the one for a bad key echoes it.
 */
export function authenticate(
  logins: Logins,
  accepted: readonly Scheme[],
  given: Credentials,
  company: string,
): string {
  const user = userOf(logins, accepted, given.authorization ?? '');
  if (user === null) throw unauthorized('Invalid username or password.');
  if (!given.apiKey) throw unauthorized('An API Key is required.');
  if (!logins.apiKeys.includes(given.apiKey) || company !== logins.company) {
    throw unauthorized(`Invalid API Key ${given.apiKey}.\r\nCompany ${company}.`);
  }
  return user;
}

function userOf(logins: Logins, accepted: readonly Scheme[], authorization: string): string | null {
  const [name = '', value = ''] = authorization.split(' ');
  const scheme = accepted.find((each) => each === name.toLowerCase());
  if (scheme === undefined) return null;
  if (scheme === 'bearer') {
    return logins.bearerTokens.includes(value) || logins.tokens.isGood(value) ? 'integration' : null;
  }
  const [username = '', password = ''] = Buffer.from(value, 'base64').toString('utf8').split(/:(.*)/s);
  const user = logins.users.find(
    (known) => known.username.toLowerCase() === username.toLowerCase() && known.password === password,
  );
  return user ? user.username : null;
}

/** Refuses a method that the user or the key's scope may not call: 401 or 403. */
export function requireAccess(
  denied: Readonly<Record<string, 401 | 403>>,
  service: string,
  method: string,
): void {
  const name = `${service.replace(/Svc$/, '')}.${method}`;
  const status = denied[name];
  if (status === undefined) return;
  const type = status === 401 ? 'System.UnauthorizedAccessException' : 'UnauthorizedAccessException';
  throw new EpicorRefusal(status, type, `Access denied (${name}).`);
}
