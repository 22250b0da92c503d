import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sandboxConnectionEnvironment } from '../sandbox/world/connection-environment';
import type { Store } from '../store';
import type { LocalSettings } from './local-settings';

/** The sandbox's connection file, in the project's folder whether this code runs compiled or not. */
export function sandboxConnectionFile(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'sandbox', 'connection.yaml');
}

/**
 * The values of the variables in the sandbox's connection file. A sandbox that is started again keeps the
 * start date that it began with: months later, its older records are still to be booked.
 */
export async function sandboxVariables(
  { ports }: LocalSettings,
  store: Store,
): Promise<Record<string, string>> {
  const variables = sandboxConnectionEnvironment({
    brex: `http://127.0.0.1:${ports.brex}`,
    epicor: `http://127.0.0.1:${ports.epicor}/Kinetic`,
  });
  const known = await store.connections.get('sandbox');
  return known ? { ...variables, SANDBOX_START_DATE: known.settings.startDate } : variables;
}
