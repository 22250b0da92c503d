import { filter as parseFilter } from 'odata-v4-parser';
import type { Fields } from './epicor-extracts';
import { isKnownColumn } from './epicor-values';
import type { Violation } from './violation';

/** What the parser gives back: `value` is another token, several of them, or a leaf. */
interface Token {
  readonly type: string;
  readonly raw: string;
  readonly value: unknown;
}

const place = 'query $filter';

/** Judges a `$filter`: its syntax, its columns, and that each literal has its column's type (EPICOR.md 2.1, 2.3). */
export function judgeFilter(text: string, columns: Fields): Violation[] {
  let root: Token;
  try {
    root = parseFilter(withEncodedLiterals(text)) as unknown as Token;
  } catch {
    return [{ place, expected: `OData's syntax in "${text}"` }];
  }
  const violations: Violation[] = [];
  visit(root, (token) => {
    if (token.type === 'ODataIdentifier') violations.push(...judgeColumn(nameOf(token), columns));
    const sides = sidesOf(token);
    if (sides) violations.push(...judgeComparison(sides, columns));
  });
  return violations;
}

/** The parser reads URIs, where a literal may hold most characters only percent-encoded. */
function withEncodedLiterals(text: string): string {
  return text
    .split("'")
    .map((part, index) => (index % 2 === 1 ? encodeURIComponent(part) : part))
    .join("'");
}

function visit(value: unknown, each: (token: Token) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, each);
  } else if (typeof value === 'object' && value !== null) {
    if ('type' in value && 'raw' in value) each(value as Token);
    for (const [key, inner] of Object.entries(value)) if (key !== 'metadata') visit(inner, each);
  }
}

function judgeColumn(name: string, columns: Fields): Violation[] {
  return isKnownColumn(columns, name) ? [] : [{ place: `${place} ${name}`, expected: 'no such column' }];
}

const comparing = /^(Equals|NotEquals|LesserThan|LesserOrEquals|GreaterThan|GreaterOrEquals)Expression$/;

function sidesOf({ type, value }: Token): { column: Token; literal: Token } | null {
  if (!comparing.test(type)) return null;
  const { left, right } = value as { left: Token; right: Token };
  const [a, b] = [bare(left), bare(right)];
  if (a.type === 'ODataIdentifier' && b.type === 'Literal') return { column: a, literal: b };
  if (b.type === 'ODataIdentifier' && a.type === 'Literal') return { column: b, literal: a };
  return null;
}

/** Without the wrappings that say nothing. */
function bare(token: Token): Token {
  const wrapping = ['FirstMemberExpression', 'MemberExpression', 'PropertyPathExpression', 'ParenExpression'];
  const inner = token.value as Token;
  return wrapping.includes(token.type) && typeof inner?.type === 'string' ? bare(inner) : token;
}

function nameOf({ value, raw }: Token): string {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : raw;
}

/** `str` in the extracts may be a date: told by its name, since nothing else tells it. */
const dateName =
  /(Date|Dt|DevDate\d|ChangedOn|CreatedOn|ExpiresOn|LastUpdated|^(Eff|Effective|MXValid)(From|To))$/;
const rowIdName = /SysRowID$/;

const dateTimeOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function judgeComparison(
  { column, literal }: { column: Token; literal: Token },
  columns: Fields,
): Violation[] {
  const name = nameOf(column);
  const type = columns.get(name);
  const text = literal.raw;
  if (type === undefined || text === 'null') return [];
  const expected = expectedLiteral(name, type, text);
  return expected === null ? [] : [{ place: `${place} ${name}`, expected }];
}

/** What a literal of this column must be, where `text` is not. */
function expectedLiteral(name: string, type: string, text: string): string | null {
  if (type === 'int') return /^-?\d+(\.\d+)?$/.test(text) ? null : 'a number without quotes';
  if (type === 'bool') return text === 'true' || text === 'false' ? null : 'true or false';
  if (dateName.test(name)) {
    return dateTimeOffset.test(text) ? null : 'an unquoted DateTimeOffset such as 2024-01-01T00:00:00Z';
  }
  if (rowIdName.test(name)) return guid.test(text) ? null : 'a GUID without quotes';
  return /^'.*'$/s.test(text) ? null : 'text in single quotes';
}
