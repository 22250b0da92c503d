import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv/dist/2019';
import addFormats from 'ajv-formats';
import { type Components, type OpenApiSchema, SchemaConverter, type Strictness } from './json-schema';
import type { Violation } from './violation';

/** Compiles once, when first needed. */
export type Validator = (value: unknown, place: string) => Violation[];

export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: OpenApiSchema;
  readonly style: string | null;
  readonly validate: Validator;
}

/** One operation of one OpenAPI file. */
export interface Operation {
  /** "GET /v1/fields/{id}" */
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  /** Path parameters: of two operations that match, the one with fewer is meant. */
  readonly variables: number;
  readonly query: ReadonlyMap<string, Parameter>;
  readonly requiredHeaders: readonly string[];
  readonly requestBody: { readonly required: boolean; readonly validate: Validator } | null;
  /** By declared status; null where no body is declared. */
  readonly replies: ReadonlyMap<number, Validator | null>;
}

interface Media {
  readonly content?: Readonly<Record<string, { readonly schema?: OpenApiSchema }>>;
}

interface DeclaredParameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: boolean;
  readonly style?: string;
  readonly schema?: OpenApiSchema;
}

interface DeclaredOperation {
  readonly parameters?: readonly DeclaredParameter[];
  readonly requestBody?: Media & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, Media>>;
}

interface OpenApiFile {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DeclaredOperation>>>>;
  readonly components: { readonly schemas: Components };
}

/** Every operation of the OpenAPI files in `directory`, the most specific path first. */
export function loadOperations(directory: string): Operation[] {
  const files = readdirSync(directory).filter((name) => name.endsWith('.openapi.json'));
  return files
    .flatMap((name) => operationsOf(JSON.parse(readFileSync(join(directory, name), 'utf8'))))
    .sort((a, b) => a.variables - b.variables);
}

function operationsOf(file: OpenApiFile): Operation[] {
  const compile = { open: compiler(file, 'open'), closed: compiler(file, 'closed') };
  return Object.entries(file.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, declared]): Operation => {
      const parameters = declared.parameters ?? [];
      const body = declared.requestBody;
      const bodySchema = body && schemaOf(body);
      return {
        name: `${method.toUpperCase()} ${template}`,
        method: method.toUpperCase(),
        path: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
        variables: template.split('{').length - 1,
        query: new Map(
          parameters
            .filter((each) => each.in === 'query')
            .map((each) => [each.name, parameter(each, compile.closed)]),
        ),
        requiredHeaders: parameters
          .filter((each) => each.in === 'header' && each.required === true)
          .map((each) => each.name),
        requestBody: bodySchema
          ? { required: body.required === true, validate: compile.closed(bodySchema) }
          : null,
        replies: new Map(
          Object.entries(declared.responses).map(([status, response]) => {
            const schema = schemaOf(response);
            return [Number(status), schema ? compile.open(schema) : null];
          }),
        ),
      };
    }),
  );
}

function schemaOf(media: Media): OpenApiSchema | undefined {
  return media.content?.['application/json']?.schema;
}

function parameter(declared: DeclaredParameter, compile: (schema: OpenApiSchema) => Validator): Parameter {
  const schema = declared.schema ?? {};
  return {
    name: declared.name,
    required: declared.required === true,
    schema,
    style: declared.style ?? null,
    validate: compile(schema),
  };
}

function compiler(file: OpenApiFile, strictness: Strictness): (schema: OpenApiSchema) => Validator {
  const converter = new SchemaConverter(file.components.schemas, strictness);
  let ajv: Ajv | null = null;
  const prepared = (): Ajv => {
    if (ajv) return ajv;
    ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    ajv.addFormat('enum', true);
    ajv.addSchema({ ...converter.definitions(), $id: 'components' });
    return ajv;
  };
  return (schema) => {
    let validate: ValidateFunction | null = null;
    return (value, place) => {
      validate ??= prepared().compile(pointingToComponents(converter.value(schema)) as AnySchema);
      return validate(value) ? [] : readable(validate.errors ?? [], place);
    };
  };
}

function pointingToComponents(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(pointingToComponents);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? `components${value}` : pointingToComponents(value),
    ]),
  );
}

const combining = new Set(['anyOf', 'oneOf', 'if', 'allOf']);

/**
 * The errors that say something: not that a null would also have done, and not that a property is unknown
 * where something else is wrong with its object, since then nothing in it counts as known. Where none of
 * several alternatives fits, what each of them misses.
 */
function readable(errors: readonly ErrorObject[], place: string): Violation[] {
  const telling = errors.filter(
    ({ keyword, params }) => !combining.has(keyword) && !(keyword === 'type' && params.type === 'null'),
  );
  const betweenAlternatives = errors.some(({ keyword }) => keyword === 'oneOf');
  const known = betweenAlternatives
    ? telling
    : telling.filter(({ keyword }) => keyword !== 'unevaluatedProperties');
  const chosen = [known, telling, [...errors]].find((some) => some.length > 0) ?? [];
  return chosen.slice(0, 5).map((error) => ({
    place: `${place}${error.instancePath ? ` ${error.instancePath}` : ''}`,
    expected: expectation(error),
  }));
}

function expectation({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'unevaluatedProperties') return `no property "${params.unevaluatedProperty}"`;
  if (keyword === 'additionalProperties') return `no property "${params.additionalProperty}"`;
  if (keyword === 'required') return `the property "${params.missingProperty}"`;
  if (keyword === 'enum') return `one of ${params.allowedValues.join(', ')}`;
  return (message ?? keyword).replace(/^must /, 'it to ');
}
