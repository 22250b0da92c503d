import { sharedToken } from '../http/shared-token';
import { requestToken, type TokenClient } from './token-endpoint';

/** Who calls Epicor: what goes into the Authorization header (EPICOR.md 1.3). */
export interface EpicorLogin {
  header(): Promise<string>;
  /** Another header to try a call with that was refused with this one; null where there is no other. */
  another(refused: string): Promise<string | null>;
}

/** User and password with every call. */
export function basicLogin(username: string, password: string): EpicorLogin {
  const header = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return { header: async () => header, another: async () => null };
}

/** A token of an identity provider, shared by all calls of this login and replaced where Epicor refuses it. */
export function clientCredentialsLogin(client: TokenClient): EpicorLogin {
  const token = sharedToken(() => requestToken(client));
  const bearer = 'Bearer ';
  return {
    header: async () => bearer + (await token.current()),
    another: async (refused) => bearer + (await token.other(refused.slice(bearer.length))),
  };
}
