import type { ConnectionSettings } from './connection-settings';

/** One setting that changed. Values are as in the file, absent ones null. */
export interface SettingChange {
  /** "posting.accounts.cash" */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What changed between two versions of a connection's settings, in order of path. Lists count as one value. */
export function diffSettings(before: ConnectionSettings, after: ConnectionSettings): SettingChange[] {
  const old = new Map(leaves('', before));
  const now = new Map(leaves('', after));
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

function leaves(path: string, value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => leaves(path === '' ? key : `${path}.${key}`, child));
}
