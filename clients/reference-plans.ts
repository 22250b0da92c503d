import type { Chart } from '../accounting/chart';
import type { ConnectionSettings } from '../accounting/connection-settings';
import { type FieldPlan, matchFields, planField } from '../accounting/reference-plan';
import { type BrexClient, toAscii } from '../brex';
import type { Learned, Store } from '../store';

export interface ReferenceSources {
  readonly settings: ConnectionSettings;
  readonly learned: Learned;
  readonly brex: BrexClient;
  readonly store: Store;
}

/** The integration that our fields belong to (BREX.md 2.2); null where none is known yet. */
export function integrationOf({ brex }: ConnectionSettings, learned: Learned): string | null {
  return brex.integrationId ?? learned.integrationId ?? null;
}

/** A name that a record carried lately is one that people knew a field by. */
async function formerNames(store: Store, connectionId: string): Promise<Map<string, string>> {
  const since = new Date(Date.now() - recentMs);
  const recent = await store.drafts.recentSnapshots(connectionId, since, mostSnapshots);
  // the oldest last: of several names the former one
  return new Map(recent.flatMap(({ names }) => Object.entries(names.fields)));
}

const recentMs = 35 * 24 * 60 * 60 * 1_000;
const mostSnapshots = 500;

/** Compares Epicor's chart with the fields in Brex; reads only. */
export async function planReferences(
  chart: Chart,
  { settings, learned, brex, store }: ReferenceSources,
): Promise<FieldPlan[]> {
  const made = await store.references.fields(settings.id);
  const matches = matchFields(chart, settings.mapping, {
    fields: await brex.fields(),
    made: new Map(made.map(({ remoteId, brexFieldId }) => [remoteId, brexFieldId])),
    integrationId: integrationOf(settings, learned),
    formerNames: await formerNames(store, settings.id),
  });
  const plans: FieldPlan[] = [];
  for (const match of matches) {
    const inBrex = match.kind === 'ours' ? await brex.allFieldValues(match.fieldId) : [];
    const given = await store.references.values(settings.id, match.remoteId);
    plans.push(
      planField(match, settings.mapping, inBrex, given, {
        today: new Date().toISOString().slice(0, 10),
        asText: toAscii,
      }),
    );
  }
  return plans;
}
