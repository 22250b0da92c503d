import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const root = join(__dirname, '../..');

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** What the tests look at in a service of docker-compose.yml, merges resolved. */
export interface Service {
  readonly image: string;
  readonly build?: string;
  readonly profiles?: readonly string[];
  readonly restart?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly mem_limit?: string;
  readonly stop_grace_period?: string;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

export const composeText = textOf('docker-compose.yml');

/** The file as Compose takes it. Variables are not replaced: what is not in .env has its default. */
export const compose = parse(composeText, { merge: true }) as ComposeFile;

/** Names of the variables which a file takes from .env. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name ?? ''))].sort();
}

/** The text with every variable that has a default replaced by it, and others by `given`. */
export function substituted(text: string, given: string): string {
  return text.replace(/\$\{[A-Z_]+(?::-([^}]*)|:\?[^}]*)?\}/g, (_, preset?: string) => preset ?? given);
}
