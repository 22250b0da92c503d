import { Decimal } from 'decimal.js';
import { badQuery } from '../errors';
import type { Row, Value } from '../rows';
import type { ColumnType } from '../tables';

/** One side of a comparison. */
export interface Operand {
  readonly type: ColumnType | 'null' | 'bare-date';
  value(row: Row): Value;
}

const edmNames: Readonly<Record<Operand['type'], string>> = {
  text: 'Edm.String',
  integer: 'Edm.Int32',
  decimal: 'Edm.Decimal',
  flag: 'Edm.Boolean',
  date: 'Edm.DateTimeOffset',
  guid: 'Edm.Guid',
  null: 'null',
  'bare-date': 'Edm.Date',
};

/** A literal by the type that the parser found and its raw text. */
export function literal(edmType: string, raw: string): Operand {
  const constant = (type: Operand['type'], value: Value): Operand => ({ type, value: () => value });
  switch (edmType) {
    case 'Edm.String':
      return constant('text', decodeURIComponent(raw).slice(1, -1).replaceAll("''", "'"));
    case 'Edm.Boolean':
      return constant('flag', raw.toLowerCase() === 'true');
    case 'Edm.Guid':
      return constant('guid', raw.toLowerCase());
    case 'Edm.DateTimeOffset':
      return constant('date', new Date(raw).toISOString().slice(0, 19));
    case 'Edm.Date':
      return constant('bare-date', raw);
    case 'null':
      return constant('null', null);
    case 'Edm.SByte':
    case 'Edm.Byte':
    case 'Edm.Int16':
    case 'Edm.Int32':
    case 'Edm.Int64':
      return constant('integer', Number(raw));
    case 'Edm.Decimal':
    case 'Edm.Double':
    case 'Edm.Single':
      return constant('decimal', raw);
    default:
      throw badQuery(`Syntax error at position 0 in '${raw}'.`);
  }
}

/** A comparison of two operands; throws the recorded text where their types do not go together. */
export function comparison(kind: string, left: Operand, right: Operand, quotedDates: boolean) {
  const compare = comparerFor(left, right, quotedDates);
  if (!compare) {
    throw badQuery(
      'A binary operator with incompatible types was detected. Found operand types ' +
        `'${edmNames[left.type]}' and '${edmNames[right.type]}' for operator kind '${kind}'.`,
    );
  }
  return (row: Row): boolean => {
    const [a, b] = [left.value(row), right.value(row)];
    if (a === null || b === null) return kind === 'Equal' ? a === b : kind === 'NotEqual' && a !== b;
    const order = compare(a, b);
    switch (kind) {
      case 'Equal':
        return order === 0;
      case 'NotEqual':
        return order !== 0;
      case 'LessThan':
        return order < 0;
      case 'LessThanOrEqual':
        return order <= 0;
      case 'GreaterThan':
        return order > 0;
      default:
        return order >= 0;
    }
  };
}

type Comparer = (a: Value, b: Value) => number;

const byText: Comparer = (a, b) => (String(a) === String(b) ? 0 : String(a) < String(b) ? -1 : 1);
const byNumber: Comparer = (a, b) =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : new Decimal(String(a)).comparedTo(new Decimal(String(b)));
const byDay: Comparer = (a, b) => byText(String(a).slice(0, 10), String(b).slice(0, 10));

function comparerFor(left: Operand, right: Operand, quotedDates: boolean): Comparer | null {
  const types = new Set([left.type, right.type]);
  types.delete('null');
  const only = (...allowed: Operand['type'][]): boolean => [...types].every((type) => allowed.includes(type));
  if (only('integer', 'decimal')) return byNumber;
  if (only('text') || only('flag') || only('date') || only('guid')) return byText;
  return quotedDates && only('date', 'text') ? byDay : null;
}

/** For `$orderby`: whichever type the column has. */
export function orderOf(type: ColumnType): Comparer {
  const compare = type === 'integer' || type === 'decimal' ? byNumber : byText;
  return (a, b) => (a === null || b === null ? Number(b === null) - Number(a === null) : compare(a, b));
}
