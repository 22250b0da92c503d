import { badQuery } from '../errors';
import type { Value } from '../rows';
import type { ColumnType } from '../tables';
import type { Operand } from './operands';

interface FilterFunction {
  readonly arguments: readonly ColumnType[];
  readonly result: ColumnType;
  run(values: readonly Value[]): Value;
}

const text = (value: Value | undefined): string => String(value ?? '');

/** The functions that work in v2 filters (EPICOR.md 2.1). */
const functions: Readonly<Record<string, FilterFunction>> = {
  startswith: {
    arguments: ['text', 'text'],
    result: 'flag',
    run: ([whole, part]) => text(whole).startsWith(text(part)),
  },
  endswith: {
    arguments: ['text', 'text'],
    result: 'flag',
    run: ([whole, part]) => text(whole).endsWith(text(part)),
  },
  contains: {
    arguments: ['text', 'text'],
    result: 'flag',
    run: ([whole, part]) => text(whole).includes(text(part)),
  },
  tolower: { arguments: ['text'], result: 'text', run: ([whole]) => text(whole).toLowerCase() },
  toupper: { arguments: ['text'], result: 'text', run: ([whole]) => text(whole).toUpperCase() },
  trim: { arguments: ['text'], result: 'text', run: ([whole]) => text(whole).trim() },
  length: { arguments: ['text'], result: 'integer', run: ([whole]) => text(whole).length },
  year: { arguments: ['date'], result: 'integer', run: ([date]) => Number(text(date).slice(0, 4)) },
  month: { arguments: ['date'], result: 'integer', run: ([date]) => Number(text(date).slice(5, 7)) },
  day: { arguments: ['date'], result: 'integer', run: ([date]) => Number(text(date).slice(8, 10)) },
};

/** A call in a filter. Throws 400 for an unknown function or arguments that do not fit it. */
export function functionCall(name: string, operands: readonly Operand[]): Operand {
  const found = functions[name];
  if (!found) throw badQuery(`An unknown function with name '${name}' was found.`);
  const fits =
    operands.length === found.arguments.length &&
    operands.every((operand, index) => operand.type === found.arguments[index]);
  if (!fits) {
    throw badQuery(
      `No function signature for the function with name '${name}' matches the specified arguments.`,
    );
  }
  return { type: found.result, value: (row) => found.run(operands.map((operand) => operand.value(row))) };
}
