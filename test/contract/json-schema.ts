import { isObject } from './violation';

/** A schema of OpenAPI 3.0, as far as Brex's files use it. */
export interface OpenApiSchema {
  readonly $ref?: string;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly additionalProperties?: boolean | OpenApiSchema;
  readonly items?: OpenApiSchema;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly OpenApiSchema[];
  readonly anyOf?: readonly OpenApiSchema[];
  readonly oneOf?: readonly OpenApiSchema[];
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping?: Readonly<Record<string, string>>;
  };
  readonly [keyword: string]: unknown;
}

export type Components = Readonly<Record<string, OpenApiSchema>>;
export type JsonSchema = Record<string, unknown>;

/** `closed` refuses properties that no schema names (what we send); `open` ignores them (what we are sent). */
export type Strictness = 'open' | 'closed';

const plainKeywords = [
  'type',
  'enum',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minimum',
  'maximum',
];

/** Brex may add constants (BREX.md 1.9): what the tests of bad input let it add. */
const constantsToCome = ['CARD_EXPENSE_TELEPORT'];

const refPrefix = '#/components/schemas/';
const nameIn = (ref: string): string => ref.slice(refPrefix.length);
const definition = (name: string): string => `#/$defs/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;

/** Turns the schemas of one OpenAPI 3.0 file into JSON Schema 2019-09. */
export class SchemaConverter {
  constructor(
    private readonly components: Components,
    private readonly strictness: Strictness,
  ) {}

  /** All components as `$defs`; one with a discriminator also without its alternatives, for those to extend. */
  definitions(): JsonSchema {
    const definitions: JsonSchema = {};
    for (const [name, schema] of Object.entries(this.components)) {
      definitions[name] = this.part(schema, name);
      if (schema.discriminator) {
        const { oneOf: _alternatives, discriminator: _which, ...base } = schema;
        definitions[`${name}!base`] = this.part(base, name);
      }
    }
    return { $defs: definitions };
  }

  /** A schema where a value stands: a body, a property, an item. */
  value(schema: OpenApiSchema, owner = ''): JsonSchema {
    const part = this.part(schema, owner);
    if (this.strictness === 'closed' && this.namesProperties(schema)) part.unevaluatedProperties = false;
    return part;
  }

  private part(schema: OpenApiSchema, owner: string): JsonSchema {
    if (schema.$ref !== undefined) return { $ref: this.target(schema.$ref, owner) };
    const plain = this.withoutNull(schema, owner);
    return isNullable(schema) ? { anyOf: [{ type: 'null' }, plain] } : plain;
  }

  private withoutNull(schema: OpenApiSchema, owner: string): JsonSchema {
    const result: JsonSchema = {};
    for (const keyword of plainKeywords) if (keyword in schema) result[keyword] = schema[keyword];
    if (this.strictness === 'open' && schema.enum) result.enum = [...schema.enum, ...constantsToCome];
    const { required, properties, items, additionalProperties } = schema;
    // some files write `required: ["true"]` on a property itself
    if (required && required.join() !== 'true') result.required = required;
    if (properties) {
      result.properties = Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, this.value(property, owner)]),
      );
    }
    if (items) result.items = this.value(items, owner);
    if (additionalProperties !== undefined) {
      result.additionalProperties = isObject(additionalProperties)
        ? this.value(additionalProperties, owner)
        : additionalProperties;
    }
    return { ...result, ...this.combinations(schema, owner) };
  }

  private combinations(schema: OpenApiSchema, owner: string): JsonSchema {
    const all = (schema.allOf ?? []).map((each) => this.part({ ...each, nullable: false }, owner));
    const { discriminator, oneOf, anyOf } = schema;
    if (discriminator?.mapping) all.push(...alternatives(discriminator.propertyName, discriminator.mapping));
    const one = discriminator?.mapping ? undefined : oneOf?.map((each) => this.part(each, owner));
    // Generated replies hold alternatives that differ in nothing, so that several match.
    const oneKeyword = this.strictness === 'closed' ? 'oneOf' : 'anyOf';
    return {
      ...(all.length > 0 ? { allOf: all } : {}),
      ...(anyOf ? { anyOf: anyOf.map((each) => this.part(each, owner)) } : {}),
      ...(one ? { [oneKeyword]: one } : {}),
    };
  }

  /** An alternative extends the schema that lists it: there it means the part without the list. */
  private target(ref: string, owner: string): string {
    const name = nameIn(ref);
    const listed = this.components[name]?.discriminator?.mapping ?? {};
    const extendsIt = Object.values(listed).some((each) => nameIn(each) === owner);
    return definition(extendsIt ? `${name}!base` : name);
  }

  /** An alternative that extends the schema which lists it leads back there: each name is followed once. */
  private namesProperties(schema: OpenApiSchema, followed: readonly string[] = []): boolean {
    if (schema.$ref !== undefined) {
      const name = nameIn(schema.$ref);
      const named = this.components[name];
      return (
        named !== undefined && !followed.includes(name) && this.namesProperties(named, [...followed, name])
      );
    }
    if (schema.properties) return true;
    return [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].some((each) =>
      this.namesProperties(each, followed),
    );
  }
}

/** Also where the generator wrote `allOf: [the schema, { nullable: true }]`. */
function isNullable(schema: OpenApiSchema): boolean {
  return (
    schema.nullable === true ||
    (schema.allOf ?? []).some((part) => part.$ref === undefined && part.nullable === true)
  );
}

function alternatives(property: string, mapping: Readonly<Record<string, string>>): JsonSchema[] {
  return Object.entries(mapping).map(([value, ref]) => ({
    if: { properties: { [property]: { const: value } }, required: [property] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { $ref: definition(nameIn(ref)) },
  }));
}
