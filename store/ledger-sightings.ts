import { sql } from 'kysely';
import { coalesced } from './coalesced';
import { type Db, isDatabaseUnavailable } from './database';
import { toRow } from './ledger-record';
import type { LedgerRow } from './ledger-row';
import type { RecordKey } from './record-key';
import type { Ledger, Sighting } from './types';

/** How records come into the ledger: one statement for sightings that come together. */
export function createSightings(db: Db): Ledger['see'] {
  return coalesced((sightings) => seeAll(db, sightings), isDatabaseUnavailable);
}

async function seeAll(db: Db, sightings: readonly Sighting[]): Promise<LedgerRow[]> {
  const perRecord = oncePerRecord(sightings);
  const rows = await db
    .insertInto('ledger')
    .values(
      perRecord.map(({ connectionId, recordId, source, version = null }) => ({
        connectionId,
        recordId,
        source,
        version,
        seenVersion: version,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['connectionId', 'recordId']).doUpdateSet({
        lastSeenAt: sql`now()`,
        seenVersion: sql`greatest(ledger.seen_version, excluded.seen_version)`,
      }),
    )
    .returningAll()
    .execute();
  // by place, not by key: what is no valid Unicode is kept in another form than it was asked for
  const placeOf = new Map(perRecord.map((sighting, place) => [nameOf(sighting), place]));
  return sightings.map((sighting) => {
    const row = rows[placeOf.get(nameOf(sighting)) ?? -1];
    if (!row) throw new Error(`the ledger gave no row for record ${sighting.recordId}`);
    return toRow(row);
  });
}

/**
 * A statement may meet each row once: of several sightings of a record the first tells its source, the highest its
 * version. In order of key, so that two processes never wait for each other's rows.
 */
function oncePerRecord(sightings: readonly Sighting[]): Sighting[] {
  const merged = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const name = nameOf(sighting);
    const known = merged.get(name);
    const version = Math.max(known?.version ?? -1, sighting.version ?? -1);
    merged.set(name, { ...(known ?? sighting), ...(version < 0 ? {} : { version }) });
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sighting]) => sighting);
}

const nameOf = ({ connectionId, recordId }: RecordKey): string => `${connectionId} ${recordId}`;
