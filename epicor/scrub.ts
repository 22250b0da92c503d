const bearer = /\b(Bearer|Basic)\s+[A-Za-z0-9+/=._~-]{8,}/g;

/** Takes what is secret out of a text of the other side: Epicor repeats a wrong API key in its 401 (EPICOR.md 1.4). */
export function scrub(text: string, secrets: readonly string[]): string {
  const without = secrets.reduce((rest, secret) => rest.split(secret).join('[secret]'), text);
  return without.replace(bearer, '$1 [secret]');
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
