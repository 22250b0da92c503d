import type { ConnectionSettings } from '../accounting/connection-settings';
import type { BrexClient } from '../brex';
import { openBrex, openEpicor } from '../clients';
import type { Epicor } from '../epicor';
import type { Learned, Store } from '../store';
import { withStore } from './open';

/** A stored connection with a client of each system. */
export interface OpenConnection {
  readonly store: Store;
  readonly settings: ConnectionSettings;
  readonly learned: Learned;
  readonly brex: BrexClient;
  readonly epicor: Epicor;
}

/** Runs `body` with both systems of a connection of this store. */
export async function openConnection<T>(
  store: Store,
  connectionId: string,
  body: (connection: OpenConnection) => Promise<T>,
): Promise<T> {
  const stored = await store.connections.get(connectionId);
  if (!stored) {
    const known = (await store.connections.list()).map(({ settings }) => settings.id).join(', ') || 'none';
    throw new Error(`There is no connection "${connectionId}"; known: ${known}.`);
  }
  const { settings, learned } = stored;
  const secrets = await store.connections.secrets(connectionId);
  const brex = openBrex({ settings, secrets, store });
  const { epicor, close } = openEpicor(settings, secrets);
  try {
    return await body({ store, settings, learned, brex, epicor });
  } finally {
    await Promise.all([brex.close(), close()]);
  }
}

/** The same with the store that the environment names. */
export function withConnection<T>(
  connectionId: string,
  body: (connection: OpenConnection) => Promise<T>,
): Promise<T> {
  return withStore((store) => openConnection(store, connectionId, body));
}
