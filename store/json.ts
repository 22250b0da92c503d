import { parse, stringify } from 'lossless-json';
import { storableJson } from './unicode';

/** JSON text for a `jsonb` column. */
export function jsonText(value: unknown): string {
  return storableJson(JSON.stringify(value));
}

/** JSON text of rows whose numbers are `LosslessNumber`, or pass through as they are. */
export function losslessJsonText(value: unknown): string {
  const text = stringify(value);
  if (text === undefined) throw new TypeError('nothing to store: the value is undefined');
  return storableJson(text);
}

/** Every number as `LosslessNumber`: Epicor's row versions do not fit a JavaScript number. */
export function parseLosslessJson(text: string): unknown {
  return parse(text);
}
