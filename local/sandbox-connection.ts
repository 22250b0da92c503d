import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LocalSettings } from './local-settings';

/** The sandbox's connection file, in the project's folder whether this code runs compiled or not. */
export function sandboxConnectionFile(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'sandbox', 'connection.yaml');
}

/** What the sandbox's connection file takes from the environment; its credentials are for show. */
export function sandboxConnectionVariables({ ports }: LocalSettings): Record<string, string> {
  return {
    SANDBOX_BREX_URL: `http://127.0.0.1:${ports.brex}`,
    SANDBOX_EPICOR_URL: `http://127.0.0.1:${ports.epicor}`,
  };
}
