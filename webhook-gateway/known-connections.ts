import type { StoredConnection } from '../store';
import type { GatewayStore } from './ports';

/** A connection as the door must know it. Secrets stay in here and in `verifySignature`. */
export interface KnownConnection {
  readonly id: string;
  readonly companyId: string | null;
  readonly webhookSecrets: readonly string[];
  /** Milliseconds since the epoch. */
  readonly readAt: number;
}

export interface KnownConnections {
  /** null where there is no such connection. */
  find(id: string): Promise<KnownConnection | null>;
  /** The one on this Brex account; null where there is none. */
  ofCompany(companyId: string): Promise<KnownConnection | null>;
  /** What the store says now, after a signature did not match: secrets may have been rotated. */
  refresh(known: KnownConnection): Promise<KnownConnection | null>;
}

const keptForMs = 60_000;
/** Forged deliveries must not become as many decryptions and queries. */
const refreshedEveryMs = 1_000;

/** Reads connections from the store and keeps them for a minute, at most one per id that exists. */
export function knownConnections(store: GatewayStore): KnownConnections {
  const kept = new Map<string, KnownConnection>();

  async function read(id: string): Promise<KnownConnection | null> {
    const connection = await store.connections.get(id);
    if (!connection) {
      kept.delete(id);
      return null;
    }
    const ofFile = (await store.connections.secrets(id)).webhookSecrets;
    const fetched = await store.brexAccess.webhookSecrets(id);
    const webhookSecrets = [...new Set([...fetched, ...ofFile])];
    const known = { id, companyId: companyOf(connection), webhookSecrets, readAt: Date.now() };
    kept.set(id, known);
    return known;
  }

  async function find(id: string): Promise<KnownConnection | null> {
    if (!/^[a-z0-9-]{1,64}$/.test(id)) return null;
    const known = kept.get(id);
    return known && Date.now() - known.readAt < keptForMs ? known : read(id);
  }

  return {
    find,
    async ofCompany(companyId) {
      const id = await store.connections.ofCompany(companyId);
      return id === null ? null : find(id);
    },
    refresh: async (known) => (Date.now() - known.readAt < refreshedEveryMs ? known : read(known.id)),
  };
}

function companyOf({ settings, learned }: StoredConnection): string | null {
  return settings.brex.companyId ?? learned.brexCompanyId ?? null;
}
