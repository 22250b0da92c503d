import type { Limit } from 'p-limit';
import type { AccountingRecord, FieldNames } from '../../accounting/accounting-record';
import { type BrexClient, BrexError } from '../../brex';
import { onBehalfOf } from '../support/step';
import { type Asked, Batches } from './batches';
import { aMoment } from './patience';

/** Names are looked at again this often: a renamed value may show its old name for as long. */
const freshForMs = 15 * 60_000;
const mostValues = 1_000;

interface ValueOfField {
  readonly fieldId: string;
  readonly valueId: string;
}

/**
 * The names of the Brex fields and values that records use (BREX.md 2.6), so that a mapping may name a field by
 * its name and a message names what the bookkeeper sees. Kept in memory per connection; what records need at the
 * same time is asked for together. A token without the scopes for them costs the names only.
 */
export class FieldNameCache {
  private fields = new Map<string, string>();
  private values = new Map<string, string>();
  /** Values that Brex gave no name for: not asked for again with every record. */
  private nameless = new Set<string>();
  private readAt = 0;
  private refreshing: Promise<void> | null = null;
  private readonly lookUps: Batches<ValueOfField, null>;

  constructor(
    private readonly brex: BrexClient,
    private readonly atOnce: Limit,
  ) {
    this.lookUps = new Batches({ most: mostValues, patience: aMoment, send: (asked) => this.lookUp(asked) });
  }

  async of(record: AccountingRecord): Promise<FieldNames> {
    await this.refresh();
    const used = record.lines.flatMap((line) => line.fieldValues);
    const missing = new Map(
      used
        .filter(({ brexValueId: id }) => id !== '' && !this.values.has(id) && !this.nameless.has(id))
        .map(({ brexFieldId, brexValueId }) => [brexValueId, brexFieldId]),
    );
    await Promise.all([...missing].map(([valueId, fieldId]) => this.lookUps.ask({ fieldId, valueId })));
    return {
      fields: pick(
        this.fields,
        used.map(({ brexFieldId }) => brexFieldId),
      ),
      values: pick(
        this.values,
        used.map(({ brexValueId }) => brexValueId),
      ),
    };
  }

  /** One call for each field whose values are wanted; ids that Brex does not know are left out by it. */
  private async lookUp(asked: readonly Asked<ValueOfField>[]): Promise<null[]> {
    const byField = new Map<string, Asked<ValueOfField>[]>();
    for (const one of asked) byField.set(one.item.fieldId, [...(byField.get(one.item.fieldId) ?? []), one]);
    await Promise.all(
      [...byField].map(async ([fieldId, wanted]) => {
        const valueIds = wanted.map(({ item }) => item.valueId);
        const sharing = wanted.map(({ step }) => step);
        const values = await this.atOnce(() =>
          onBehalfOf(sharing, () => unlessRefused(() => this.brex.fieldValues(fieldId, valueIds))),
        );
        for (const value of values ?? []) this.values.set(value.id, value.value);
        for (const id of valueIds) if (!this.values.has(id)) this.nameless.add(id);
      }),
    );
    return asked.map(() => null);
  }

  /** Records that come together share one look. */
  private async refresh(): Promise<void> {
    if (Date.now() - this.readAt < freshForMs) return;
    this.refreshing ??= this.readFields().finally(() => {
      this.refreshing = null;
    });
    await this.refreshing;
  }

  private async readFields(): Promise<void> {
    const fields = (await unlessRefused(() => this.brex.fields())) ?? [];
    this.fields = new Map(fields.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
    this.values = new Map();
    this.nameless = new Set();
    this.readAt = Date.now();
  }
}

/**
 * Null also where a 404 is not in Brex's words: their form is not documented for this API (BREX.md 1.4), and the ids of
 * coded fields look different in its examples (BREX.md 2.6).
 */
async function unlessRefused<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof BrexError)) throw error;
    if (['denied', 'not-found', 'invalid'].includes(error.kind) || error.status === 404) return null;
    throw error;
  }
}

function pick(from: ReadonlyMap<string, string>, ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.flatMap((id) => (from.has(id) ? [[id, from.get(id) ?? '']] : [])));
}
