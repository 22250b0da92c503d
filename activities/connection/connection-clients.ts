import type { ConnectionSettings } from '../../accounting/connection-settings';
import type { BrexClient } from '../../brex';
import { openBrex, openEpicor } from '../../clients';
import type { Epicor } from '../../epicor';
import type { Learned, Store } from '../../store';
import { noteExchange, noteRevision } from '../support/step';
import { writePermit } from '../writing/write-permit';
import { type BrexCalls, gatheredCalls } from './brex-calls';
import { FiscalCalendar } from './fiscal-calendar';
import { KnownAccounts } from './known-accounts';
import { VendorDirectory } from './vendor-directory';

/** One connection, ready to work with: its settings and a client of each system. */
export interface Connected extends BrexCalls {
  readonly settings: ConnectionSettings;
  readonly learned: Learned;
  /** For calls that no other step makes at the same time. */
  readonly brex: BrexClient;
  readonly epicor: Epicor;
  readonly accounts: KnownAccounts;
  readonly vendors: VendorDirectory;
  readonly periods: FiscalCalendar;
  /** Numbers (`DocumentGroup.id`) of groups that this process has seen in Epicor. */
  readonly groups: Set<number>;
  /** Currencies that this process has seen active in Epicor. */
  readonly currencies: Set<string>;
}

export interface ConnectionClients {
  /** Throws where the connection is not known. */
  get(connectionId: string): Promise<Connected>;
  /** Before the process ends: what waits for others, so as to be asked together, goes at once. */
  stopWaiting(): void;
  close(): Promise<void>;
}

/** Settings are looked at again this often, so that `connect` takes effect without a restart. */
const freshForMs = 5_000;

interface Cached {
  readonly connected: Connected;
  readonly revision: number;
  checkedAt: number;
  close(): Promise<void>;
}

/** Clients are kept per connection and made anew when its settings or secrets change. */
export function connectionClients(store: Store): ConnectionClients {
  const cache = new Map<string, Cached>();
  const looking = new Map<string, Promise<Cached>>();
  /** Steps under way go on with the clients they began with; idle sockets close by themselves. */
  const former: Cached[] = [];
  let leaving = false;

  async function lookAgain(connectionId: string): Promise<Cached> {
    const cached = cache.get(connectionId);
    const stored = await store.connections.get(connectionId);
    if (!stored)
      throw new Error(`There is no connection "${connectionId}": apply its file with brex-kinetic connect.`);
    if (cached && cached.revision === stored.revision) {
      cached.checkedAt = Date.now();
      return cached;
    }
    const opened = await open(store, stored.settings, stored.learned, () => leaving);
    const made = { ...opened, revision: stored.revision, checkedAt: Date.now() };
    cache.set(connectionId, made);
    if (cached) former.push(cached);
    return made;
  }

  /** Steps that come together share one look. */
  function fresh(connectionId: string): Promise<Cached> {
    const cached = cache.get(connectionId);
    if (cached && Date.now() - cached.checkedAt < freshForMs) return Promise.resolve(cached);
    const look =
      looking.get(connectionId) ?? lookAgain(connectionId).finally(() => looking.delete(connectionId));
    looking.set(connectionId, look);
    return look;
  }

  return {
    async get(connectionId) {
      const { connected, revision } = await fresh(connectionId);
      noteRevision(revision);
      return connected;
    },
    stopWaiting() {
      leaving = true;
    },
    async close() {
      await Promise.all([...former, ...cache.values()].map((entry) => entry.close()));
      cache.clear();
    },
  };
}

async function open(
  store: Store,
  settings: ConnectionSettings,
  learned: Learned,
  leaving: () => boolean,
): Promise<{ connected: Connected; close(): Promise<void> }> {
  const secrets = await store.connections.secrets(settings.id);
  const brex = openBrex({ settings, secrets, store, onExchange: noteExchange });
  const { epicor, close } = openEpicor(settings, secrets, noteExchange, writePermit);
  return {
    connected: {
      settings,
      learned,
      brex,
      epicor,
      ...gatheredCalls(brex, store.ledger, settings, leaving),
      accounts: new KnownAccounts({ store, epicor, settings }),
      vendors: new VendorDirectory({ store, epicor, settings }),
      periods: new FiscalCalendar(epicor, settings.posting.bookId),
      groups: new Set(),
      currencies: new Set(),
    },
    close: async () => {
      await Promise.all([brex.close(), close()]);
    },
  };
}
