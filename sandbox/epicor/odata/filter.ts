import { filter as parseFilter } from 'odata-v4-parser';
import { badQuery } from '../errors';
import type { Row } from '../rows';
import type { Columns } from './columns';
import { functionCall } from './functions';
import { comparison, literal, type Operand } from './operands';

export type Predicate = (row: Row) => boolean;

/** What the parser gives back: `value` is another token, several of them, or a leaf. */
interface Token {
  readonly type: string;
  readonly position: number;
  readonly raw: string;
  readonly value: unknown;
}

const comparisons: Readonly<Record<string, string>> = {
  EqualsExpression: 'Equal',
  NotEqualsExpression: 'NotEqual',
  LesserThanExpression: 'LessThan',
  LesserOrEqualsExpression: 'LessThanOrEqual',
  GreaterThanExpression: 'GreaterThan',
  GreaterOrEqualsExpression: 'GreaterThanOrEqual',
};

/**
 * A `$filter` as a predicate (EPICOR.md 2.1, 2.3). Throws 400 with the recorded texts for syntax, unknown columns
 * and incompatible types. `quotedDates`: dates are text, as in a where clause.
 */
export function compileFilter(
  text: string,
  columns: Columns,
  options: { quotedDates?: boolean } = {},
): Predicate {
  return condition(parsed(text), columns, options.quotedDates ?? false);
}

function parsed(text: string): Token {
  try {
    return parseFilter(withEncodedLiterals(text)) as unknown as Token;
  } catch (error) {
    const position = /(\d+)$/.exec(error instanceof Error ? error.message : '')?.[1] ?? '0';
    throw badQuery(`Syntax error at position ${position} in '${text}'.`);
  }
}

/** The parser reads URIs, where a literal may hold most characters only percent-encoded. */
function withEncodedLiterals(text: string): string {
  return text
    .split("'")
    .map((part, index) => (index % 2 === 1 ? encodeURIComponent(part) : part))
    .join("'");
}

function condition(token: Token, columns: Columns, quotedDates: boolean): Predicate {
  const inner = (): Predicate => condition(token.value as Token, columns, quotedDates);
  switch (token.type) {
    case 'BoolParenExpression':
    case 'ParenExpression':
      return inner();
    case 'NotExpression': {
      const negated = inner();
      return (row) => !negated(row);
    }
    case 'AndExpression': {
      const [left, right] = both(token).map((side) => condition(side, columns, quotedDates));
      return (row) => left?.(row) === true && right?.(row) === true;
    }
    case 'OrExpression': {
      const [left, right] = both(token).map((side) => condition(side, columns, quotedDates));
      return (row) => left?.(row) === true || right?.(row) === true;
    }
    default: {
      const kind = comparisons[token.type];
      if (kind !== undefined) {
        const [left, right] = both(token);
        if (!left || !right) throw unsupported(token);
        return comparison(kind, operand(left, columns), operand(right, columns), quotedDates);
      }
      const single = operand(token, columns);
      if (single.type !== 'flag')
        throw badQuery('The $filter expression must evaluate to a single boolean value.');
      return (row) => single.value(row) === true;
    }
  }
}

function both(token: Token): Token[] {
  const { left, right } = token.value as { left: Token; right: Token };
  return [left, right];
}

function operand(token: Token, columns: Columns): Operand {
  switch (token.type) {
    case 'Literal':
      return literal(String(token.value), token.raw);
    case 'ODataIdentifier':
      return columns.column((token.value as { name: string }).name);
    case 'MethodCallExpression': {
      const { method, parameters } = token.value as { method: string; parameters: Token[] | null };
      return functionCall(
        method,
        (parameters ?? []).map((parameter) => operand(parameter, columns)),
      );
    }
    case 'FirstMemberExpression':
    case 'MemberExpression':
    case 'PropertyPathExpression':
    case 'ParenExpression':
    case 'BoolParenExpression':
      return operand(token.value as Token, columns);
    default:
      throw unsupported(token);
  }
}

const unsupported = (token: Token) =>
  badQuery(`Syntax error at position ${token.position} in '${token.raw}'.`);
