import { sql } from 'kysely';
import type { Db } from './database';
import { jsonText } from './json';
import type { MappingRules } from './mapping-types';

export function createMappingRules(db: Db): MappingRules {
  const versions = (connectionId: string) =>
    db
      .selectFrom('mappingVersion')
      .select(['version', 'rules', 'importedBy', 'importedAt', 'fileDigest'])
      .where('connectionId', '=', connectionId)
      .orderBy('version', 'desc');
  return {
    import: (connectionId, { rules, by, digest }) =>
      db.transaction().execute(async (transaction) => {
        // of two imports that come together each gets a version of its own
        await sql`select pg_advisory_xact_lock(hashtextextended(${`mapping/${connectionId}`}, 0))`.execute(
          transaction,
        );
        const { last } = await transaction
          .selectFrom('mappingVersion')
          .select((query) => query.fn.coalesce(query.fn.max('version'), sql<number>`0`).as('last'))
          .where('connectionId', '=', connectionId)
          .executeTakeFirstOrThrow();
        const version = last + 1;
        await transaction
          .insertInto('mappingVersion')
          .values({ connectionId, version, importedBy: by, fileDigest: digest, rules: jsonText(rules) })
          .execute();
        return version;
      }),

    async current(connectionId) {
      return (await versions(connectionId).limit(1).executeTakeFirst()) ?? null;
    },

    async history(connectionId) {
      const all = await versions(connectionId).execute();
      return all.map(({ rules, ...rest }) => ({ ...rest, count: rules.length }));
    },
  };
}
