import type {
  AccountingRecord,
  FieldNames,
  Merchant,
  RecordSnapshot,
} from '../../accounting/accounting-record';
import type { ConnectionSettings } from '../../accounting/connection-settings';
import type { MappedField, MappingFacts } from '../../accounting/mapping-check';
import { fieldPrefix } from '../../accounting/mapping-rules';
import { withMappingTable } from '../../accounting/rule-matching';
import { type BrexClient, BrexError, type BrexField, type BrexFieldValue } from '../../brex';
import type { OpenConnection } from '../open-connection';

/** What records carried lately is what they will carry: so far back, and so many. */
const recentDays = 35;
const mostRecent = 2_000;
const dayMs = 86_400_000;
/** Each costs a call; only a rule by merchant needs it. */
const mostMerchants = 300;

/** Reads what a check looks at: codings in use in Brex and in our store, the fields' values, Epicor's codes. */
export async function gatherFacts({ store, settings, brex, epicor }: OpenConnection): Promise<MappingFacts> {
  const joined = withMappingTable(settings, await store.mappingRules.current(settings.id));
  const segments = Object.keys(settings.mapping.segments).map(Number);
  const all = await brex.fields();
  const valuesOf = valuesOnce(brex);
  const fields: MappedField[] = [];
  for (const segment of segments) {
    const field = fieldNamed(settings.mapping.segments[segment]?.field ?? '', all);
    if (field) fields.push({ segment, field, values: await valuesOf(field.id) });
  }
  const valuesOfField = new Map<string, readonly BrexFieldValue[] | null>();
  for (const word of fieldsOfRules(joined)) {
    const field = fieldNamed(word, all);
    valuesOfField.set(word, field ? await valuesOf(field.id) : null);
  }
  const recent = await store.drafts.recentSnapshots(
    settings.id,
    new Date(Date.now() - recentDays * dayMs),
    mostRecent,
  );
  const byRecord = new Map(recent.map((snapshot) => [snapshot.record.id, snapshot]));
  const merchantsMatter = (joined.mapping.table?.rules ?? []).some(({ conditions }) => conditions.merchant);
  const names = namesOf(
    all,
    fields.flatMap(({ values }) => values),
  );
  let asked = 0;
  const merchantOf = async (record: AccountingRecord) => {
    if (!merchantsMatter || !record.sourceId || record.sourceType !== 'CARD' || asked >= mostMerchants)
      return null;
    asked += 1;
    return merchantUnlessDenied(brex, record.sourceId);
  };
  for await (const record of codedInBrex(brex)) {
    const known = byRecord.get(record.id);
    byRecord.set(record.id, { record, merchant: known?.merchant ?? (await merchantOf(record)), names });
  }
  return {
    settings: joined,
    chart: await epicor.chart.read(settings.mapping.coaCode, segments),
    outline: await epicor.chart.outline(settings.mapping.coaCode),
    fields,
    allFields: all,
    valuesOfField,
    formerFieldNames: Object.assign({}, ...recent.map((snapshot) => snapshot.names.fields)),
    snapshots: [...byRecord.values()].map((snapshot) => withNames(snapshot, names)),
    today: new Date().toISOString().slice(0, 10),
  };
}

/**
 * What people have coded and what is not booked yet: in review or ready (BREX.md 2.4, 2.5), and bills, which are told
 * by their last change only.
 */
async function* codedInBrex(brex: BrexClient): AsyncGenerator<AccountingRecord> {
  const onUnreadable = () => undefined;
  yield* brex.records({ reviewStatus: 'READY_FOR_EXPORT', onUnreadable });
  yield* unlessRefused(brex.records({ reviewStatus: 'REVIEW', onUnreadable }));
  const updatedAfter = new Date(Date.now() - recentDays * dayMs).toISOString();
  for await (const bill of unlessRefused(brex.records({ sourceType: 'BILL', updatedAfter, onUnreadable })))
    if (!['PREPARE', 'EXPORTED'].includes(bill.reviewStatus)) yield bill;
}

/** Not every release of Brex's list knows every filter. */
async function* unlessRefused(records: AsyncIterable<AccountingRecord>): AsyncGenerator<AccountingRecord> {
  try {
    yield* records;
  } catch (error) {
    if (!(error instanceof BrexError) || error.kind !== 'invalid') throw error;
  }
}

/** Two segments may be coded by one field, and rules name those that segments use. */
function valuesOnce(brex: BrexClient): (fieldId: string) => Promise<BrexFieldValue[]> {
  const read = new Map<string, Promise<BrexFieldValue[]>>();
  return (fieldId) => {
    const values = read.get(fieldId) ?? brex.allFieldValues(fieldId);
    read.set(fieldId, values);
    return values;
  };
}

function fieldsOfRules({ mapping }: ConnectionSettings): Set<string> {
  const columns = (mapping.table?.rules ?? []).flatMap(({ conditions }) => Object.keys(conditions));
  return new Set(
    columns
      .filter((column) => column.startsWith(fieldPrefix))
      .map((column) => column.slice(fieldPrefix.length)),
  );
}

/** A token without the scope, or an expense that is gone, costs the rules by merchant only. */
async function merchantUnlessDenied(brex: BrexClient, expenseId: string): Promise<Merchant | null> {
  try {
    return await brex.expenseMerchant(expenseId);
  } catch (error) {
    if (error instanceof BrexError && ['denied', 'not-found', 'invalid'].includes(error.kind)) return null;
    throw error;
  }
}

/** As the mapping finds a field: by remote id, else by Brex id, else by name. */
export function fieldNamed(word: string, fields: readonly BrexField[]): BrexField | undefined {
  return (
    fields.find(({ remoteId }) => remoteId === word) ??
    fields.find(({ id }) => id === word) ??
    fields.find(({ name }) => name?.trim().toLowerCase() === word.trim().toLowerCase())
  );
}

function namesOf(fields: readonly BrexField[], values: readonly BrexFieldValue[]): FieldNames {
  return {
    fields: Object.fromEntries(fields.flatMap(({ id, name }) => (name === null ? [] : [[id, name]]))),
    values: Object.fromEntries(values.map(({ id, value }) => [id, value])),
  };
}

/** A value may have another name by now. */
function withNames(snapshot: RecordSnapshot, { fields, values }: FieldNames): RecordSnapshot {
  const { names } = snapshot;
  return {
    ...snapshot,
    names: { fields: { ...names.fields, ...fields }, values: { ...names.values, ...values } },
  };
}
