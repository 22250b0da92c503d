import type { EntitySet } from './epicor-extracts';
import { judgeFilter } from './epicor-filter';
import { isKnownColumn } from './epicor-values';
import type { Violation } from './violation';

/** v2's query options and what the swagger calls them; `$count` stands for v1's `$inlinecount` (EPICOR.md 2.1). */
const swaggerNames: ReadonlyMap<string, string> = new Map([
  ['$filter', 'filter'],
  ['$select', 'select'],
  ['$expand', 'expand'],
  ['$orderby', 'orderby'],
  ['$top', 'top'],
  ['$skip', 'skip'],
  ['$count', 'inlinecount'],
]);

/** Query options of a read of an entity set, or of one row of it. */
export function judgeODataQuery(set: EntitySet, raw: string): Violation[] {
  const violations: Violation[] = [];
  if (raw.includes('+'))
    violations.push({ place: 'query', expected: 'spaces as %20, not + (EPICOR.md 2.1)' });
  const query = new URLSearchParams(raw);
  for (const [option, value] of query) {
    const place = `query ${option}`;
    const swaggerName = swaggerNames.get(option);
    if (swaggerName === undefined) {
      if (option !== 'api-key') violations.push({ place, expected: 'no such query option' });
    } else if (!set.options.has(swaggerName)) {
      violations.push({ place, expected: `not this option on ${set.name}` });
    } else if (query.getAll(option).length > 1) {
      violations.push({ place, expected: 'it once' });
    } else violations.push(...judgeOption(set, option, value));
  }
  return violations;
}

function judgeOption(set: EntitySet, option: string, value: string): Violation[] {
  const place = `query ${option}`;
  switch (option) {
    case '$filter':
      return judgeFilter(value, set.columns);
    case '$select':
      return value
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '*' && !isKnownColumn(set.columns, name))
        .map((name) => ({ place: `${place} ${name}`, expected: 'no such column' }));
    case '$orderby':
      return value.split(',').flatMap((term) => judgeOrder(set, term.trim()));
    case '$top':
    case '$skip':
      return /^\d+$/.test(value) ? [] : [{ place, expected: 'a whole number' }];
    case '$count':
      return value === 'true' || value === 'false' ? [] : [{ place, expected: 'true or false' }];
    default:
      return [];
  }
}

function judgeOrder(set: EntitySet, term: string): Violation[] {
  const [, name, rest] = /^(\S+)(.*)$/s.exec(term) ?? [];
  if (name === undefined || !isKnownColumn(set.columns, name)) {
    return [{ place: `query $orderby ${term}`, expected: 'no such column' }];
  }
  return /^(\s+(asc|desc))?$/.test(rest ?? '')
    ? []
    : [{ place: `query $orderby ${term}`, expected: 'a column, then asc or desc' }];
}
