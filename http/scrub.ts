const credentials = /\b(Bearer|Basic)\s+[A-Za-z0-9+/=._~-]{8,}/g;
const tokens = /\bbxt_[A-Za-z0-9_-]+|\bwhsec_[A-Za-z0-9+/=_-]+/g;

/**
 * Takes what is secret out of a text of the other side, since a system may repeat what it was sent: the secrets
 * given, and whatever looks like a credential of either system (EPICOR.md 1.4, BREX.md 1.2).
 */
export function scrub(text: string, secrets: readonly string[]): string {
  const without = secrets
    .filter((secret) => secret !== '')
    .reduce((rest, secret) => rest.split(secret).join('[secret]'), text);
  return without.replace(credentials, '$1 [secret]').replace(tokens, '[secret]');
}

/** What must not be shown of an Authorization header: its credentials and, for Basic, the password in them. */
export function secretsOf(authorization: string): string[] {
  const [scheme = '', credentials = ''] = authorization.split(/\s+/, 2);
  if (credentials === '') return [];
  if (scheme.toLowerCase() !== 'basic') return [credentials];
  const pair = Buffer.from(credentials, 'base64').toString('utf8');
  const password = pair.slice(pair.indexOf(':') + 1);
  return password === '' ? [credentials] : [credentials, password];
}
