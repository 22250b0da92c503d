import { sql, type Transaction } from 'kysely';
import type { ConnectionSecrets, ConnectionSettings } from '../accounting/connection-settings';
import { diffSettings, type SettingChange } from '../accounting/settings-difference';
import {
  brexCompanyId,
  epicorScope,
  postingGroup,
  refuseOtherBooks,
  refuseOtherCompany,
  refuseSharedAccount,
  refuseSharedGroup,
} from './connection-refusals';
import type { Db } from './database';
import { jsonText } from './json';
import { MasterKeyError } from './master-key';
import type { ConnectionRecord, Database } from './tables';
import type { ConnectionRepository, Learned, StoredConnection } from './types';
import type { Vault } from './vault';

export function createConnections(db: Db, vault: Vault): ConnectionRepository {
  return {
    save: (settings, secrets) =>
      alone(db, async (transaction) => {
        const stored = await find(transaction, settings.id);
        if (stored) refuseOtherBooks(stored, settings);
        await refuseShared(transaction, settings.id, settings, stored?.learned ?? {});
        return stored
          ? update(transaction, vault, stored, settings, secrets)
          : insert(transaction, vault, settings, secrets);
      }),

    async get(id) {
      const record = await find(db, id);
      return record ? toConnection(record) : null;
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
        await refuseShared(transaction, id, stored.settings, all);
        await write(transaction, id, {
          learned: jsonText(all),
          brexCompanyId: brexCompanyId(stored.settings, all),
        });
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
  id: string,
  settings: ConnectionSettings,
  learned: Learned,
): Promise<void> {
  const others = db.selectFrom('connection').select('id').where('id', '<>', id);
  const companyId = brexCompanyId(settings, learned);
  if (companyId !== null) {
    const other = await others.where('brexCompanyId', '=', companyId).executeTakeFirst();
    if (other) throw refuseSharedAccount(companyId, other.id);
  }
  const other = await others
    .where('epicorScope', '=', epicorScope(settings))
    .where('postingGroup', '=', postingGroup(settings))
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
      ...settingColumns(settings, {}),
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
  const changedSecrets = secretChanges(await readable(vault, stored), secrets);
  const changes = [...diffSettings(stored.settings, settings), ...changedSecrets];
  if (changes.length > 0) {
    await write(db, stored.id, {
      ...settingColumns(settings, stored.learned),
      ...(changedSecrets.length > 0 ? { secrets: await vault.seal(stored.id, secrets) } : {}),
    });
  }
  return { created: false, changes };
}

function settingColumns(settings: ConnectionSettings, learned: Learned) {
  return {
    settings: jsonText(settings),
    brexCompanyId: brexCompanyId(settings, learned),
    epicorScope: epicorScope(settings),
    postingGroup: postingGroup(settings),
  };
}

async function write(
  db: Db,
  id: string,
  columns: Partial<ReturnType<typeof settingColumns>> & { learned?: string; secrets?: string },
): Promise<void> {
  await db
    .updateTable('connection')
    .set({ ...columns, revision: sql`revision + 1`, updatedAt: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Secrets of a lost key are replaced: applying the file again is the way out. */
async function readable(vault: Vault, stored: ConnectionRecord): Promise<Partial<ConnectionSecrets>> {
  try {
    return await vault.open(stored.id, stored.secrets);
  } catch (error) {
    if (error instanceof MasterKeyError) return {};
    throw error;
  }
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
