import { parse, stringify } from 'lossless-json';

/** Reads JSON with every number kept as its exact text (`LosslessNumber`). Throws `SyntaxError`. */
export function parseJson(text: string): unknown {
  return parse(text.replace(/^\uFEFF/, ''));
}

/** Writes JSON; numbers read by `parseJson` come out as they were. */
export function writeJson(value: unknown): string {
  return stringify(value) ?? 'null';
}
