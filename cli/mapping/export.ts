import type { MappingSettings } from '../../accounting/connection-settings';
import { conditionColumns, fieldPrefix, type MappingRule } from '../../accounting/mapping-rules';
import { type Spreadsheet, targetColumns } from '../../accounting/mapping-table';

/** The rule table as a spreadsheet: a column for each condition there is, Brex fields of the mapping included. */
export function tableOf(
  rules: readonly MappingRule[],
  { segments }: MappingSettings,
  open: readonly Readonly<Record<string, string>>[] = [],
): Spreadsheet {
  const fields = new Set(Object.values(segments).map(({ field }) => `${fieldPrefix}${field}`));
  for (const rule of rules)
    for (const column of Object.keys(rule.conditions)) if (column.startsWith(fieldPrefix)) fields.add(column);
  const rows = [...rules.map(cellsOf), ...open].map((cells, index) => ({ row: index + 2, cells }));
  return { columns: [...conditionColumns, ...fields, ...targetColumns], rows };
}

function cellsOf({ conditions, segment, code, priority, note }: MappingRule): Record<string, string> {
  return {
    ...conditions,
    segment: segment === null ? 'account' : String(segment),
    code,
    priority: priority === 0 ? '' : String(priority),
    note,
  };
}
