import { storableJson } from './unicode';

/** JSON text for a `jsonb` column. */
export function jsonText(value: unknown): string {
  return storableJson(JSON.stringify(value));
}
