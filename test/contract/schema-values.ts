import type { Components, OpenApiSchema } from './json-schema';

/** How a reply is made: as little as its schema asks for, all that it names, or some of it. */
export type Fullness = 'least' | 'all' | 'some';

const refPrefix = '#/components/schemas/';

const texts = [
  '',
  ' ',
  'Müller & Söhne GmbH',
  '日本語の店 🎉👩‍👩‍👧',
  `"quoted" \\ 'text' <b>&amp;</b>\t\r\n`,
  'right-to-left שלום \u202e\u200b',
  'x'.repeat(5_000),
  '0',
  'null',
];
const currencies = ['USD', 'EUR', 'JPY', 'KWD', 'CLF', 'usd', 'USDC'];
const instants = [
  '2026-10-05T16:13:49.959513Z',
  '2026-10-05T00:00:00Z',
  '2026-10-31T23:59:59.999999999Z',
  '2026-10-05T23:30:00-05:00',
  '2026-10-05T16:13:49+00:00',
  '2026-10-05t16:13:49.9z',
  '1970-01-01T00:00:00Z',
  '2099-12-31T23:59:59.5Z',
];
const dates = ['2026-10-05', '2024-02-29', '1999-12-31', '2099-01-01'];
/** As a sender writes them: JSON has no other numbers than decimal texts. */
const decimals = ['0', '-0.0', '0.01', '100.5', '-12.30', '1e2', '1234567890123.45', '33.333', '7.00'];
const wholes = ['0', '-0', '1', '-63600', '9007199254740993', '2147483648'];

/** Pseudo-random and the same for the same seed (mulberry32), so that a failure can be repeated. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A number as it stands on the wire. */
export class WireNumber {
  constructor(readonly text: string) {}
}

/** JSON with its numbers as they were written. */
export function wireText(value: unknown): string {
  if (value instanceof WireNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(wireText).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}:${wireText(item)}`)
    .join()}}`;
}

/**
 * Makes values of a schema: every constant that Brex may add, every property that it may add or leave out
 * (BREX.md 1.9), amounts and texts at the edge. `fixed` gives what prose says beyond the schema, by property.
 */
export class SchemaValues {
  private readonly entered: string[] = [];

  constructor(
    private readonly components: Components,
    private readonly random: () => number,
    private readonly fullness: Fullness,
    private readonly fixed: (owner: string, property: string) => unknown,
  ) {}

  of(schema: OpenApiSchema, owner = '', property = ''): unknown {
    const set = this.fixed(owner, property);
    if (set !== undefined) return set;
    if (schema.$ref !== undefined) return this.component(schema.$ref.slice(refPrefix.length), property);
    if (this.isNullable(schema) && this.isLeftOut()) return null;
    if (schema.allOf) return this.allOf(schema, owner, property);
    if (schema.oneOf?.[0]) return this.of(this.any(schema.oneOf), owner, property);
    if (schema.enum) return this.any([...schema.enum, 'A_CONSTANT_TO_COME']);
    if (schema.type === 'array') return this.list(schema, owner, property);
    if (schema.properties || schema.type === 'object') return this.object(schema, owner);
    return this.plain(schema, property);
  }

  any<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)] as T;
  }

  /** An alternative extends the schema that lists it: there it means the part without the list. */
  private component(name: string, property: string): unknown {
    const { oneOf, ...base } = this.components[name] ?? {};
    if (this.entered.includes(name)) return this.of(base, name, property);
    this.entered.push(name);
    try {
      return this.of({ ...base, ...(oneOf ? { oneOf } : {}) }, name, property);
    } finally {
      this.entered.pop();
    }
  }

  private allOf(schema: OpenApiSchema, owner: string, property: string): unknown {
    const parts = (schema.allOf ?? []).filter(({ $ref, properties }) => $ref !== undefined || properties);
    const made = parts.map((part) => this.of(part, owner, property));
    const objects = made.filter((part) => typeof part === 'object' && part !== null);
    return objects.length > 1 ? Object.assign({}, ...objects) : made[0];
  }

  private isNullable(schema: OpenApiSchema): boolean {
    return schema.nullable === true || (schema.allOf ?? []).some((part) => part.nullable === true);
  }

  private isLeftOut(): boolean {
    return this.fullness === 'least' || (this.fullness === 'some' && this.random() < 0.5);
  }

  private list(schema: OpenApiSchema, owner: string, property: string): unknown[] {
    const count = this.fullness === 'least' ? 0 : Math.floor(this.random() * 4);
    return Array.from({ length: count }, () => this.of(schema.items ?? {}, owner, `${property}[]`));
  }

  private object({ properties = {}, required = [] }: OpenApiSchema, owner: string): object {
    const made: Record<string, unknown> = {};
    for (const [name, schema] of Object.entries(properties))
      if (required.includes(name) || !this.isLeftOut()) made[name] = this.of(schema, owner, name);
    if (this.fullness !== 'least') made.a_property_to_come = { nested: [{ id: 7 }] };
    return made;
  }

  private plain({ type, format }: OpenApiSchema, property: string): unknown {
    if (type === 'boolean') return this.random() < 0.5;
    if (type === 'integer') return new WireNumber(this.any(wholes));
    if (type === 'number') return new WireNumber(this.any(decimals));
    if (format === 'date-time') return this.any(instants);
    if (format === 'date') return this.any(dates);
    if (property === 'currency') return this.any(currencies);
    if (/(^|_)id(\[\])?$/.test(property)) return `id_${Math.floor(this.random() * 1e9).toString(36)}`;
    return this.any(texts);
  }
}
