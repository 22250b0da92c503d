import { sql } from 'kysely';
import type { Db } from './database';
import type { BrexAccess } from './types';
import { openIfReadable, type Vault } from './vault';

interface SealedSecrets {
  readonly secrets: readonly string[];
}

export function createBrexAccess(db: Db, vault: Vault): BrexAccess {
  const subjectOf = (connectionId: string): string => `${connectionId}/webhook secrets`;
  const row = (connectionId: string) =>
    db.selectFrom('brexAccess').selectAll().where('connectionId', '=', connectionId).executeTakeFirst();

  async function webhookSecrets(connectionId: string): Promise<string[]> {
    const sealed = (await row(connectionId))?.webhookSecrets;
    if (!sealed) return [];
    const opened = await openIfReadable<SealedSecrets>(vault, subjectOf(connectionId), sealed);
    return [...(opened?.secrets ?? [])];
  }

  return {
    webhookSecrets,

    async noteUse(connectionId) {
      await sql`
        insert into brex_access (connection_id, last_used_at)
        select id, now() from connection where id = ${connectionId}
        on conflict (connection_id) do update set last_used_at = now()`.execute(db);
    },

    async state(connectionId) {
      const found = await row(connectionId);
      return { lastUsedAt: found?.lastUsedAt ?? null, secretsFetchedAt: found?.secretsFetchedAt ?? null };
    },

    async saveWebhookSecrets(connectionId, secrets) {
      if (secrets.length === 0) return false;
      const before = await webhookSecrets(connectionId);
      const values = {
        webhookSecrets: await vault.seal(subjectOf(connectionId), { secrets } satisfies SealedSecrets),
        secretsFetchedAt: new Date(),
      };
      await db
        .insertInto('brexAccess')
        .values({ connectionId, ...values })
        .onConflict((conflict) => conflict.column('connectionId').doUpdateSet(values))
        .execute();
      return JSON.stringify([...before].sort()) !== JSON.stringify([...secrets].sort());
    },
  };
}
