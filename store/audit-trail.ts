import { sql } from 'kysely';
import { coalescedWrites } from './coalesced';
import type { Db } from './database';
import { jsonText } from './json';
import type { AuditRecord } from './tables';
import type { AuditEntry, AuditEvent, AuditTrail } from './types';

export function createAuditTrail(db: Db): AuditTrail {
  return {
    append: coalescedWrites((entries) => appendAll(db, entries)),

    async story(connectionId, recordId) {
      const records = await db
        .selectFrom('auditEvent')
        .selectAll()
        .where('recordId', '=', recordId)
        .$if(connectionId !== null, (query) => query.where('connectionId', '=', connectionId ?? ''))
        .orderBy('id')
        .execute();
      return records.map(toEvent);
    },

    async firstBroken(connectionId) {
      const { rows } = await sql<{ id: number }>`
        select id from (
          select id, hash, audit_hash(lag(hash) over (order by id), e) as expected
          from audit_event e where connection_id = ${connectionId}
        ) chained
        where hash is distinct from expected order by id limit 1`.execute(db);
      return rows[0]?.id ?? null;
    },

    async head(connectionId) {
      const row = await db
        .selectFrom('auditEvent')
        .select(['id', 'hash'])
        .where('connectionId', '=', connectionId)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row ? { id: row.id, hash: row.hash.toString('hex') } : null;
    },

    async hashOf(connectionId, id) {
      const row = await db
        .selectFrom('auditEvent')
        .select('hash')
        .where('connectionId', '=', connectionId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.hash.toString('hex') ?? null;
    },
  };
}

/**
 * One statement for entries that come together: the chain of a connection has one writer at a time, who then writes
 * them all. In order of connection, so that two processes never wait for each other's chains.
 */
async function appendAll(db: Db, entries: readonly AuditEntry[]): Promise<void> {
  const inOrder = [...entries].sort((a, b) => compare(a.connectionId, b.connectionId));
  await db.insertInto('auditEvent').values(inOrder.map(toRow)).execute();
}

function toRow(entry: AuditEntry) {
  return {
    connectionId: entry.connectionId,
    recordId: entry.recordId ?? null,
    actorKind: entry.actor.kind,
    actorName: entry.actor.name,
    actorClaimed: entry.actor.claimed ?? false,
    step: entry.step,
    attempt: entry.attempt ?? null,
    outcome: entry.outcome,
    summary: entry.summary,
    details: entry.details === undefined ? null : jsonText(entry.details),
    brexTraceId: entry.brexTraceId ?? null,
    epicorCorrelationId: entry.epicorCorrelationId ?? null,
    workflowId: entry.workflowId ?? null,
    runId: entry.runId ?? null,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function toEvent(record: AuditRecord): AuditEvent {
  const { actorKind, actorName, actorClaimed, hash: _, ...event } = record;
  return { ...event, actor: { kind: actorKind, name: actorName, claimed: actorClaimed } };
}
