import { literal as parseLiteral } from 'odata-v4-parser';
import { badQuery } from '../errors';
import type { Value } from '../rows';
import { tableDefinition } from '../tables';
import type { EntitySet } from './entity-sets';
import { literal } from './operands';

/** "Vendors('EPIC06',12)" → its name and the text between the parentheses; null where there is no key. */
export function splitKey(segment: string): { name: string; key: string | null } {
  const open = segment.indexOf('(');
  if (open < 0) return { name: segment, key: null };
  if (!segment.endsWith(')')) throw badQuery(`Syntax error at position ${segment.length} in '${segment}'.`);
  return { name: segment.slice(0, open), key: segment.slice(open + 1, -1) };
}

/**
 * The key values, in the set's order, without the company. Parts are literals in order or name=literal pairs
 * (EPICOR.md 2.1). Throws 400 for a key that does not fit.
 */
export function readKey(set: EntitySet, company: string, text: string): Value[] {
  const names = [set.rename.Company ?? 'Company', ...set.key.map((column) => set.rename[column] ?? column)];
  const parts = splitLiterals(text).map((part) => part.trim());
  if (parts.length !== names.length) throw mismatch();
  const values = names.map((name, index) => {
    const named = parts.find((part) => part.startsWith(`${name}=`));
    const part = named ? named.slice(name.length + 1) : (parts[index] ?? '');
    return keyValue(part);
  });
  if (values[0] !== company) throw mismatch();
  const { columns } = tableDefinition(set.table);
  return values.slice(1).map((value, index) => {
    const type = columns.get(set.key[index] ?? '');
    if ((type === 'integer') !== (typeof value === 'number')) throw mismatch();
    return value;
  });
}

const mismatch = () => badQuery('The key predicate does not match the key of the entity.');

function keyValue(part: string): Value {
  const inner = part.startsWith("'") ? `'${encodeURIComponent(part.slice(1, -1))}'` : part;
  try {
    const token = parseLiteral(inner);
    return literal(String(token.value), token.raw).value({});
  } catch {
    throw badQuery(`Syntax error at position 0 in '${part}'.`);
  }
}

/** Splits at the commas that stand outside of quotes. */
function splitLiterals(text: string): string[] {
  const parts = [''];
  let quoted = false;
  for (const character of text) {
    if (character === "'") quoted = !quoted;
    if (character === ',' && !quoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}
