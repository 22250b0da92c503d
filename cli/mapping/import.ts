import { createHash } from 'node:crypto';
import type { MappingSettings } from '../../accounting/connection-settings';
import type { TableProblem } from '../../accounting/mapping-codes';
import { describeConditions, fieldPrefix, type MappingRule } from '../../accounting/mapping-rules';
import { readTable, type Spreadsheet, type TableContext } from '../../accounting/mapping-table';
import { BrexError, type BrexFieldValue } from '../../brex';
import type { OpenConnection } from '../open-connection';
import { fieldNamed } from './facts';
import { readSpreadsheet } from './spreadsheet';
import { mappingChanged } from './wake';

/** The file was refused; everything that is wrong with it was said already. Nothing was stored. */
export class NotImported extends Error {
  override readonly name = 'NotImported';
}

export interface ImportOptions {
  readonly bytes: Uint8Array;
  readonly by: string;
  readonly say: (line: string) => void;
}

export interface Imported {
  readonly version: number;
  readonly rules: readonly MappingRule[];
  /** Of those how many the table did not have before, and how many it had that are gone. */
  readonly added: number;
  readonly removed: number;
}

/**
 * Replaces the rule table by that of a file: every row is checked against Epicor's chart and Brex's fields, every
 * error is said, and either all rows are stored or none. Throws `NotImported`.
 */
export async function importTable(
  { store, settings, brex, epicor }: OpenConnection,
  { bytes, by, say }: ImportOptions,
): Promise<Imported> {
  const sheet = readSpreadsheet(bytes);
  const segments = Object.keys(settings.mapping.segments).map(Number);
  const { rules, problems, warnings } = readTable(sheet, {
    chart: await epicor.chart.read(settings.mapping.coaCode, segments),
    segments,
    ...(await fieldWords(brex, settings.mapping, sheet)),
    today: new Date().toISOString().slice(0, 10),
  });
  const unreadable = sheet.columns.length === 0 && sheet.problems.length > 0;
  const wrong = unreadable ? sheet.problems : [...sheet.problems, ...problems];
  for (const problem of wrong) say(`  ✗ ${inWords(problem)}`);
  if (wrong.length > 0)
    throw new NotImported(
      `Nothing was imported: ${wrong.length} ${wrong.length === 1 ? 'error' : 'errors'}. Correct the file and import it again.`,
    );
  for (const warning of warnings) say(`  ! ${inWords(warning)}`);

  const digest = createHash('sha256').update(bytes).digest('hex');
  const before = (await store.mappingRules.current(settings.id))?.rules ?? [];
  const version = await store.mappingRules.import(settings.id, { rules, by, digest });
  await mappingChanged(store, settings.id);
  await store.audit.append({
    connectionId: settings.id,
    actor: { kind: 'command', name: by, claimed: true },
    step: 'mapping import',
    outcome: 'ok',
    summary: `mapping table version ${version}: ${rules.length} rules`,
    details: { version, rules: rules.length, fileDigest: digest },
  });
  return { version, rules, added: lacking(before, rules), removed: lacking(rules, before) };
}

/** How many of `rules` are not in `others`, wherever they stand. */
function lacking(others: readonly MappingRule[], rules: readonly MappingRule[]): number {
  const key = (rule: MappingRule) =>
    JSON.stringify([describeConditions(rule), rule.segment, rule.code, rule.priority]);
  const known = new Set(others.map(key));
  return rules.filter((rule) => !known.has(key(rule))).length;
}

/** "row 3, column code: what is wrong; what to write instead" */
function inWords({ row, column, wrong, remedy }: TableProblem): string {
  return `row ${row}${column === '' ? '' : `, column ${column}`}: ${wrong}; ${remedy}`;
}

/** By what a table may name a field, and the values of those it names; a field may be yet to be made in Brex. */
async function fieldWords(
  brex: OpenConnection['brex'],
  { segments }: MappingSettings,
  { columns }: Spreadsheet,
): Promise<Pick<TableContext, 'fields' | 'fieldIds' | 'values'>> {
  try {
    const fields = await brex.fields();
    const words = fields.flatMap(({ name, remoteId }) => [remoteId, name].filter((each) => each !== null));
    const ofFile = Object.values(segments).map(({ field }) => field);
    const values = new Map<string, BrexFieldValue[]>();
    for (const column of columns.filter((each) => each.startsWith(fieldPrefix))) {
      const word = column.slice(fieldPrefix.length);
      const field = fieldNamed(word, fields);
      if (field) values.set(word, await brex.allFieldValues(field.id));
    }
    return { fields: [...new Set([...words, ...ofFile])], fieldIds: fields.map(({ id }) => id), values };
  } catch (error) {
    if (error instanceof BrexError && error.kind === 'denied') return { fields: null, fieldIds: [] };
    throw error;
  }
}
