import { sql } from 'kysely';
import type { Db } from './database';
import type { BrexTokenPair, BrexTokens } from './types';
import { openIfReadable, type Vault } from './vault';

export function createBrexTokens(db: Db, vault: Vault): BrexTokens {
  return {
    async renew(connectionId, origin, renew) {
      const subject = `${connectionId}/brex tokens`;
      await db
        .insertInto('brexToken')
        .values({ connectionId, origin, tokens: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return db.transaction().execute(async (transaction) => {
        // whoever comes second waits here, and then finds what the first one stored
        const { tokens } = await transaction
          .selectFrom('brexToken')
          .select('tokens')
          .where('connectionId', '=', connectionId)
          .where('origin', '=', origin)
          .forUpdate()
          .executeTakeFirstOrThrow();
        // where the key was lost, the refresh token of the file is all that is left to try
        const current = tokens === null ? null : await openIfReadable<BrexTokenPair>(vault, subject, tokens);
        const renewed = await renew(current);
        if (renewed === current) return renewed;
        await transaction
          .updateTable('brexToken')
          .set({ tokens: await vault.seal(subject, renewed), updatedAt: sql`now()` })
          .where('connectionId', '=', connectionId)
          .where('origin', '=', origin)
          .execute();
        return renewed;
      });
    },
  };
}
