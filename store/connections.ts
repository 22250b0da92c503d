import { sql, type Transaction } from 'kysely';
import type { ConnectionSecrets, ConnectionSettings } from '../accounting/connection-settings';
import { diffSettings, type SettingChange } from '../accounting/settings-difference';
import {
  epicorScope,
  postingGroup,
  refuseOtherBooks,
  refuseOtherCompany,
  refuseSharedAccount,
  refuseSharedGroup,
} from './connection-refusals';
import type { Db } from './database';
import { jsonText } from './json';
import type { ConnectionRecord, Database } from './tables';
import type { ConnectionRepository, StoredConnection } from './types';
import { openIfReadable, type Vault } from './vault';

export function createConnections(db: Db, vault: Vault): ConnectionRepository {
  return {
    save: (settings, secrets) =>
      alone(db, async (transaction) => {
        const stored = await find(transaction, settings.id);
        if (stored) refuseOtherBooks(stored, settings);
        const columns = settingColumns(settings, stored?.brexCompanyId ?? null);
        await refuseShared(transaction, settings, columns);
        return stored
          ? update(transaction, vault, stored, settings, secrets)
          : insert(transaction, vault, settings, secrets);
      }),

    async get(id) {
      const record = await find(db, id);
      return record ? toConnection(record) : null;
    },

    async ofCompany(brexCompanyId) {
      const found = await db
        .selectFrom('connection')
        .select('id')
        .where('brexCompanyId', '=', brexCompanyId)
        .executeTakeFirst();
      return found?.id ?? null;
    },

    async secrets(id) {
      const { secrets } = present(await find(db, id), id);
      return vault.open(id, secrets);
    },

    async list() {
      const records = await db.selectFrom('connection').selectAll().orderBy('id').execute();
      return records.map(toConnection);
    },

    learn: (id, learned) =>
      alone(db, async (transaction) => {
        const stored = present(await find(transaction, id), id);
        if (learned.brexCompanyId !== undefined) refuseOtherCompany(stored, learned.brexCompanyId);
        const all = { ...stored.learned, ...learned };
        if (jsonText(all) === jsonText(stored.learned)) return;
        const columns = settingColumns(
          stored.settings,
          stored.brexCompanyId ?? learned.brexCompanyId ?? null,
        );
        await refuseShared(transaction, stored.settings, columns);
        await write(transaction, id, { ...columns, learned: jsonText(all) });
      }),
  };
}

/** One at a time, so that what is refused because of other connections is seen by both of two that come together. */
function alone<T>(db: Db, work: (transaction: Transaction<Database>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('connections', 0))`.execute(transaction);
    return work(transaction);
  });
}

async function find(db: Db, id: string): Promise<ConnectionRecord | undefined> {
  return db.selectFrom('connection').selectAll().where('id', '=', id).executeTakeFirst();
}

function present(record: ConnectionRecord | undefined, id: string): ConnectionRecord {
  if (record) return record;
  throw new Error(`There is no connection "${id}": apply its file with "brex-kinetic connect".`);
}

async function refuseShared(
  db: Db,
  settings: ConnectionSettings,
  { brexCompanyId, epicorScope, postingGroup }: SettingColumns,
): Promise<void> {
  const others = db.selectFrom('connection').select('id').where('id', '<>', settings.id);
  if (brexCompanyId !== null) {
    const other = await others.where('brexCompanyId', '=', brexCompanyId).executeTakeFirst();
    if (other) throw refuseSharedAccount(brexCompanyId, other.id);
  }
  const other = await others
    .where('epicorScope', '=', epicorScope)
    .where('postingGroup', '=', postingGroup)
    .executeTakeFirst();
  if (other) throw refuseSharedGroup(settings, other.id);
}

async function insert(db: Db, vault: Vault, settings: ConnectionSettings, secrets: ConnectionSecrets) {
  await db
    .insertInto('connection')
    .values({
      id: settings.id,
      learned: jsonText({}),
      secrets: await vault.seal(settings.id, secrets),
      ...settingColumns(settings, null),
    })
    .execute();
  return { created: true, changes: [] };
}

async function update(
  db: Db,
  vault: Vault,
  stored: ConnectionRecord,
  settings: ConnectionSettings,
  secrets: ConnectionSecrets,
) {
  // secrets of a lost key are replaced: applying the file again is the way out
  const before = await openIfReadable<ConnectionSecrets>(vault, stored.id, stored.secrets);
  const changedSecrets = secretChanges(before ?? {}, secrets);
  const changes = [...diffSettings(stored.settings, settings), ...changedSecrets];
  if (changes.length > 0) {
    await write(db, stored.id, {
      ...settingColumns(settings, stored.brexCompanyId),
      ...(changedSecrets.length > 0 ? { secrets: await vault.seal(stored.id, secrets) } : {}),
    });
  }
  return { created: false, changes };
}

type SettingColumns = ReturnType<typeof settingColumns>;

/** What follows from the settings. A Brex company once known stays, though the file may no longer name it. */
function settingColumns(settings: ConnectionSettings, knownCompanyId: string | null) {
  return {
    settings: jsonText(settings),
    brexCompanyId: settings.brex.companyId ?? knownCompanyId,
    epicorScope: epicorScope(settings),
    postingGroup: postingGroup(settings),
  };
}

async function write(
  db: Db,
  id: string,
  columns: Partial<SettingColumns> & { learned?: string; secrets?: string },
): Promise<void> {
  await db
    .updateTable('connection')
    .set({ ...columns, revision: sql`revision + 1`, updatedAt: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Which secrets changed, never their values. */
function secretChanges(before: Partial<ConnectionSecrets>, after: ConnectionSecrets): SettingChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof ConnectionSecrets>;
  return [...names]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .sort()
    .map((name) => ({
      path: `secrets.${name}`,
      before: before[name] === undefined ? null : 'a secret',
      after: after[name] === undefined ? null : 'another secret',
    }));
}

function toConnection({ settings, learned, updatedAt, revision }: ConnectionRecord): StoredConnection {
  return { settings, learned, updatedAt, revision };
}
