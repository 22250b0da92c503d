import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { coalesced } from './coalesced';
import type { Db } from './database';
import type { RecordKey } from './record-key';
import { storableText } from './unicode';

/** That a row is of one of these records: two parameters, however many they are. */
export function isOf(keys: readonly RecordKey[]): RawBuilder<SqlBool> {
  const [only, ...others] = keys;
  // planned in half the time, and the usual case
  if (only && others.length === 0)
    return sql`(connection_id = ${only.connectionId} and record_id = ${only.recordId})`;
  const connectionIds = keys.map(({ connectionId }) => connectionId);
  const recordIds = keys.map(({ recordId }) => recordId);
  return sql`(connection_id, record_id) in (select * from unnest(${connectionIds}::text[], ${recordIds}::text[]))`;
}

/** The key as one text, as it is stored: to find the rows of a common statement again. */
export function textOf({ connectionId, recordId }: RecordKey): string {
  return storableText(`${connectionId}/${recordId}`);
}

/** Deletes the rows of a record, which hardly any has: whether there are some is read together with other records'. */
export function deletedIfAny(
  db: Db,
  table: 'vendorQuestion' | 'parkedCause',
): (key: RecordKey) => Promise<void> {
  const isThere = coalesced(async (keys: readonly RecordKey[]) => {
    const rows = await db.selectFrom(table).select(['connectionId', 'recordId']).where(isOf(keys)).execute();
    const there = new Set(rows.map(textOf));
    return keys.map((key) => there.has(textOf(key)));
  });
  return async (key) => {
    if (await isThere(key))
      await db
        .deleteFrom(table)
        .where(isOf([key]))
        .execute();
  };
}
