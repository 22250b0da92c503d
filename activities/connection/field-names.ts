import type { AccountingRecord, FieldNames } from '../../accounting/accounting-record';
import { type BrexClient, BrexError } from '../../brex';

/** Names are looked at again this often: a renamed value may show its old name for as long. */
const freshForMs = 15 * 60_000;

/**
 * The names of the Brex fields and values that records use (BREX.md 2.6), so that a mapping may name a field by
 * its name and a message names what the bookkeeper sees. Kept in memory per connection. A token without the
 * scopes for them costs the names only.
 */
export class FieldNameCache {
  private fields = new Map<string, string>();
  private values = new Map<string, string>();
  private readAt = 0;

  constructor(private readonly brex: BrexClient) {}

  async of(record: AccountingRecord): Promise<FieldNames> {
    await this.refresh();
    const used = record.lines.flatMap((line) => line.fieldValues);
    const missing = new Map<string, Set<string>>();
    for (const { brexFieldId, brexValueId } of used) {
      if (this.values.has(brexValueId)) continue;
      missing.set(brexFieldId, (missing.get(brexFieldId) ?? new Set()).add(brexValueId));
    }
    for (const [fieldId, valueIds] of missing) {
      const values = await unlessRefused(() => this.brex.fieldValues(fieldId, [...valueIds]));
      for (const value of values ?? []) this.values.set(value.id, value.value);
    }
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

  private async refresh(): Promise<void> {
    if (Date.now() - this.readAt < freshForMs) return;
    const fields = (await unlessRefused(() => this.brex.fields())) ?? [];
    this.fields = new Map(fields.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
    this.values = new Map();
    this.readAt = Date.now();
  }
}

async function unlessRefused<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BrexError && ['denied', 'not-found', 'invalid'].includes(error.kind)) return null;
    throw error;
  }
}

function pick(from: ReadonlyMap<string, string>, ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.flatMap((id) => (from.has(id) ? [[id, from.get(id) ?? '']] : [])));
}
