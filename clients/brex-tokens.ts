import { createHash } from 'node:crypto';
import type { ConnectionSecrets, ConnectionSettings } from '../accounting/connection-settings';
import { type Exchange, refreshTokens, type TokenSource } from '../brex';
import type { BrexTokenPair, Store } from '../store';

export interface OAuthConnection {
  readonly settings: ConnectionSettings;
  readonly secrets: ConnectionSecrets;
  readonly store: Pick<Store, 'brexTokens'>;
  readonly onExchange?: (exchange: Exchange) => void;
}

/** The last tenth of a token's life is left unused: clocks differ, and calls take their time. */
const usedPart = 0.9;

/**
 * The access tokens of a connection by partner OAuth (BREX.md 1.2). Every refresh ends the refresh token it used:
 * it happens under a lock that all processes share, what it gave is stored before it is used, and whoever waited
 * for the lock uses what the first one stored. The chain of tokens belongs to the refresh token of the connection
 * file: the same file applied again goes on with the newest tokens, another token in it begins a new chain.
 */
export function oauthTokens({ settings, secrets, store, onExchange }: OAuthConnection): TokenSource {
  const { tokenUrl = '', clientId = '' } = settings.brex;
  const { brexClientSecret = '', brexRefreshToken = '' } = secrets;
  const origin = createHash('sha256').update(brexRefreshToken).digest('hex');
  let held: BrexTokenPair | null = null;
  let renewing: Promise<BrexTokenPair> | null = null;

  function renew(refused: string | null): Promise<BrexTokenPair> {
    renewing ??= store.brexTokens
      .renew(settings.id, origin, async (stored) => {
        if (stored && stored.accessToken !== refused && isFresh(stored)) return stored;
        const refreshToken = stored?.refreshToken ?? brexRefreshToken;
        const client = { tokenUrl, clientId, clientSecret: brexClientSecret };
        const given = await refreshTokens({ ...client, refreshToken, onExchange });
        const renewAt = new Date(Date.now() + given.lifetimeMs * usedPart).toISOString();
        return { accessToken: given.accessToken, refreshToken: given.refreshToken, renewAt };
      })
      .then((pair) => {
        held = pair;
        return pair;
      })
      .finally(() => {
        renewing = null;
      });
    return renewing;
  }

  return {
    current: async () => (held && isFresh(held) ? held : await renew(null)).accessToken,
    async renewed(refused) {
      // calls that were refused together share one refresh
      if (held && held.accessToken !== refused && isFresh(held)) return held.accessToken;
      const pair = await renew(refused);
      // a refresh that was under way already may have found the refused token fresh
      return (pair.accessToken === refused ? await renew(refused) : pair).accessToken;
    },
  };
}

function isFresh({ renewAt }: BrexTokenPair): boolean {
  return Date.parse(renewAt) > Date.now();
}
