import { z } from 'zod';
import { invalidRequest } from './refusals';

/** The JSON body of a request, checked; throws 400 in the shape of the API where it does not fit. */
export function readBody<T>(path: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidRequest(path, 'The request body is not valid JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalidRequest(path, `${issue?.path.join('.') || 'body'} is invalid: ${issue?.message ?? ''}`);
}

/** Free text at Brex is ASCII only (BREX.md 1.4). */
export function plainText(field: string): z.ZodString {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  return z.string().regex(/^[\x00-\x7f]*$/, `${field} is invalid`);
}
