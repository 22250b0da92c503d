import { sql } from 'kysely';
import type { Db } from './database';
import { jsonText } from './json';
import type { AuditRecord } from './tables';
import type { AuditEvent, AuditTrail } from './types';

export function createAuditTrail(db: Db): AuditTrail {
  return {
    async append(entry) {
      await db
        .insertInto('auditEvent')
        .values({
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
        })
        .execute();
    },

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

function toEvent(record: AuditRecord): AuditEvent {
  const { actorKind, actorName, actorClaimed, hash: _, ...event } = record;
  return { ...event, actor: { kind: actorKind, name: actorName, claimed: actorClaimed } };
}
