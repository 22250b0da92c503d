import type { IncomingHttpHeaders } from 'node:http';
import type { BrexBehaviour } from '../behaviour';
import type { AccessGrant } from '../model/state';
import { accountingRefusal, generalRefusal, isAccounting, Refusal } from './refusals';

/**
 * Checks the bearer token as Brex was seen to do (BREX.md 1.4): no token → 401 with an empty body; a bad,
 * revoked or expired one → 403 in the flat shape, also on /v3; a missing scope → 403 in the shape of the API.
 */
export function checkAccess(
  path: string,
  headers: IncomingHttpHeaders,
  scopes: readonly string[],
  known: { readonly userTokens: readonly string[]; readonly grants: readonly AccessGrant[] },
  behaviour: BrexBehaviour,
): void {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw new Refusal(401, undefined);
  const grant = known.grants.find((each) => each.token === token);
  if ((!grant && !known.userTokens.includes(token)) || behaviour.token === 'revoked') {
    throw generalRefusal(403, 'FORBIDDEN', 'Invalid or Revoked Token');
  }
  const expired = behaviour.token === 'expired' || (grant && grant.expiresAt <= Date.now());
  if (expired) throw generalRefusal(403, 'FORBIDDEN', 'Expired token');
  const granted = scopes.length === 0 || scopes.some((scope) => !behaviour.deniedScopes.includes(scope));
  if (granted) return;
  throw isAccounting(path)
    ? accountingRefusal(403, 'FORBIDDEN', 'You do not have permission to perform this action.')
    : generalRefusal(403, 'FORBIDDEN', 'Insufficient scope');
}
