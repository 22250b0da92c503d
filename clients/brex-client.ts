import type { ConnectionSecrets, ConnectionSettings } from '../accounting/connection-settings';
import { type BrexClient, createBrexClient, type Exchange } from '../brex';

/** A client of the connection's Brex account. */
export function openBrex(
  { brex }: ConnectionSettings,
  secrets: ConnectionSecrets,
  onExchange?: (exchange: Exchange) => void,
): BrexClient {
  return createBrexClient({ baseUrl: brex.baseUrl, token: secrets.brexToken ?? '', onExchange });
}
