import type { ConnectionSecrets, ConnectionSettings } from '../accounting/connection-settings';
import { type BrexClient, createBrexClient, type Exchange } from '../brex';
import type { Store } from '../store';
import { createBrexLimiter } from './brex-limiter';
import { oauthTokens } from './brex-tokens';

export interface BrexConnection {
  readonly settings: ConnectionSettings;
  readonly secrets: ConnectionSecrets;
  /** What all processes of the connection share: tokens that rotate, the call budget, when the token last worked. */
  readonly store: Pick<Store, 'brexTokens' | 'brexBudget' | 'brexAccess'>;
  readonly onExchange?: (exchange: Exchange) => void;
}

/** Brex's limit per account and minute (BREX.md 1.5), where the connection file names no other. */
export const usualRequestsPerMinute = 1_000;
/** That the token works is written down this often at most. */
const noteUseEveryMs = 10 * 60_000;

/** A client of the connection's Brex account: with its token, within its limit. */
export function openBrex(connection: BrexConnection): BrexClient {
  const { settings, secrets, store, onExchange } = connection;
  const noteUse = useNotes(connection);
  return createBrexClient({
    baseUrl: settings.brex.baseUrl,
    token: settings.brex.authKind === 'partner-oauth' ? oauthTokens(connection) : (secrets.brexToken ?? ''),
    limiter: createBrexLimiter({
      connectionId: settings.id,
      store,
      limit: settings.brex.requestsPerMinute ?? usualRequestsPerMinute,
    }),
    onExchange: (exchange) => {
      if (exchange.outcome === 'ok') noteUse();
      onExchange?.(exchange);
    },
  });
}

/** A user token dies of 90 idle days: that it was used is worth knowing, not worth failing a call for. */
function useNotes({ settings, store }: BrexConnection): () => void {
  let notedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - notedAt < noteUseEveryMs) return;
    notedAt = performance.now();
    store.brexAccess.noteUse(settings.id).catch(() => {
      notedAt = Number.NEGATIVE_INFINITY;
    });
  };
}
