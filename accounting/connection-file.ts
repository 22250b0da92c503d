import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { inconsistencies } from './connection-consistency';
import { ConnectionFileError, type ConnectionFileProblem } from './connection-problems';
import { type ConnectionFile, connectionFile } from './connection-schema';
import type {
  BrexSettings,
  ConnectionSecrets,
  ConnectionSettings,
  EpicorSettings,
} from './connection-settings';
import { type Environment, withEnvironment } from './environment-values';
import { nearestName } from './nearest-name';

export { ConnectionFileError, type ConnectionFileProblem } from './connection-problems';
export { durationMs } from './duration';
export { diffSettings, type SettingChange } from './settings-difference';

export interface ParsedConnectionFile {
  /** May be shown and stored in the clear. */
  readonly settings: ConnectionSettings;
  readonly secrets: ConnectionSecrets;
}

/**
 * Reads a connection file (CONNECTION.md): `${NAME}` from `env`, defaults filled in, secrets parted from
 * settings. Throws `ConnectionFileError` with every problem at once; a value of a secret is never in it.
 */
export function parseConnectionFile(yamlText: string, env: Environment): ParsedConnectionFile {
  const { tree, problems } = withEnvironment(readYaml(yamlText), env);
  const parsed = connectionFile.safeParse(tree);
  const wrong = parsed.success
    ? inconsistencies(parsed.data)
    : parsed.error.issues.flatMap((issue) => toProblems(issue, tree));
  // what a missing variable left behind is no second problem
  const missing = new Set(problems.map(({ path }) => path));
  const all = [...problems, ...wrong.filter(({ path }) => !missing.has(path))];
  if (!parsed.success || all.length > 0) throw new ConnectionFileError(all);
  return { settings: settingsOf(parsed.data), secrets: secretsOf(parsed.data) };
}

function readYaml(yamlText: string): unknown {
  // stringKeys: a code such as 007 as a key is text, not the number 7
  const document = parseDocument(yamlText, { stringKeys: true });
  if (document.errors.length > 0) {
    throw new ConnectionFileError(
      document.errors.map((error) => ({
        path: '',
        message: `line ${error.linePos?.[0].line ?? 1} is not valid YAML: ${firstLine(error.message)}`,
      })),
    );
  }
  const tree: unknown = document.toJS();
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) {
    throw new ConnectionFileError([
      { path: '', message: 'the file is empty or is no list of settings; see the example in the guide' },
    ]);
  }
  return tree;
}

/** The parser's own text up to its place; what follows quotes the file, which may hold a secret. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

type Issue = z.core.$ZodIssue;

function toProblems(issue: Issue, tree: unknown): ConnectionFileProblem[] {
  const path = issue.path.map(String).join('.');
  const found = valueAt(tree, issue.path);
  switch (issue.code) {
    case 'invalid_type':
      return [{ path, message: wrongType(issue.expected, found) }];
    case 'invalid_value':
      return [{ path, message: notOneOf(issue.values.map(String), found) }];
    case 'invalid_union':
      return [{ path, message: wrongKind(issue, found) }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...issue.path.map(String), key].join('.'),
        message: unknownKey(key, issue.message.split(' ')),
      }));
    case 'invalid_key':
      return issue.issues.map((inner) => ({
        path,
        message: `"${String(issue.path.at(-1))}" ${inner.message}`,
      }));
    default:
      return [{ path, message: issue.message }];
  }
}

function valueAt(tree: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    tree,
  );
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a section with settings of its own',
  record: 'a section with settings of its own',
};

function wrongType(expected: string, found: unknown): string {
  const wanted = words[expected] ?? expected;
  if (found === undefined) return `is missing; it must be ${wanted}`;
  if (found === null) return `is empty; it must be ${wanted}`;
  if (expected === 'string' && typeof found === 'number') {
    return 'is read as a number; it must be text, so put it in quotes';
  }
  return `must be ${wanted}, not ${Array.isArray(found) ? 'a list' : (words[typeof found] ?? `a ${typeof found}`)}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const nearest = nearestName(key, known);
  const hint = nearest === null ? `known are ${known.join(', ')}` : `did you mean "${nearest}"?`;
  return `"${key}" is not a setting here; ${hint}`;
}

function notOneOf(values: readonly string[], found: unknown): string {
  if (found === undefined) return `is missing; it must be one of ${values.join(', ')}`;
  const nearest = typeof found === 'string' ? nearestName(found, values) : null;
  return `must be one of ${values.join(', ')}${nearest === null ? '' : `; did you mean "${nearest}"?`}`;
}

/** `auth` is told apart by its kind; zod puts the issue of an unknown kind at the kind itself. */
function wrongKind(issue: Extract<Issue, { code: 'invalid_union' }>, found: unknown): string {
  const kinds = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  return kinds.length === 0 ? issue.message : notOneOf(kinds, found);
}

function settingsOf(file: ConnectionFile): ConnectionSettings {
  const { id, mode, startDate, mapping, posting, vendors, schedules } = file;
  return {
    id,
    mode,
    startDate,
    brex: brexOf(file),
    epicor: epicorOf(file),
    mapping,
    posting,
    vendors,
    schedules,
  };
}

function brexOf({ brex }: ConnectionFile): BrexSettings {
  const { auth, webhookSecrets: _, ...open } = brex;
  if (auth.kind === 'user-token') return { ...open, authKind: auth.kind };
  return { ...open, authKind: auth.kind, tokenUrl: auth.tokenUrl, clientId: auth.clientId };
}

function epicorOf({ epicor }: ConnectionFile): EpicorSettings {
  const { auth, apiKey: _, ...open } = epicor;
  if (auth.kind === 'basic') return { ...open, authKind: auth.kind, username: auth.username };
  const { kind, tokenUrl, clientId, scope } = auth;
  return { ...open, authKind: kind, tokenUrl, clientId, scope };
}

function secretsOf({ brex, epicor }: ConnectionFile): ConnectionSecrets {
  return {
    ...(brex.auth.kind === 'user-token'
      ? { brexToken: brex.auth.token }
      : { brexClientSecret: brex.auth.clientSecret, brexRefreshToken: brex.auth.refreshToken }),
    webhookSecrets: brex.webhookSecrets,
    epicorApiKey: epicor.apiKey,
    ...(epicor.auth.kind === 'basic'
      ? { epicorPassword: epicor.auth.password }
      : { epicorClientSecret: epicor.auth.clientSecret }),
  };
}
