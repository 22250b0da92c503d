import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { temporal } from '@temporalio/proto';

const { History } = temporal.api.history.v1;
type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

export interface RecordedHistory {
  /** Name of its path and of its file. */
  readonly name: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly events: readonly HistoryEvent[];
}

/** Encrypts the payloads of the recorded histories, which hold nothing but the sandbox's records. */
export const historiesKey = Buffer.alloc(32, 'recorded histories').toString('base64');

const folder = join(__dirname, 'histories');
const ending = '.json.gz';

/** Writes the history of a path, in place of an older one. */
export function writeHistory(name: string, history: temporal.api.history.v1.IHistory): void {
  // not the SDK's historyToJSON: it fails where npm installs protobufjs twice
  const json = History.toObject(History.fromObject(history), { longs: String, enums: String, bytes: String });
  mkdirSync(folder, { recursive: true });
  const file = fileOf(name);
  writeFileSync(`${file}.new`, gzipSync(JSON.stringify(anonymous(json)), { level: 9 }));
  renameSync(`${file}.new`, file);
}

export function readHistory(name: string): RecordedHistory {
  const text = gunzipSync(readFileSync(fileOf(name))).toString('utf8');
  const { events } = History.fromObject(JSON.parse(text));
  const started = events[0]?.workflowExecutionStartedEventAttributes;
  if (!started?.workflowId || !started.originalExecutionRunId)
    throw new Error(`history ${name} does not begin with the start of a workflow`);
  return { name, workflowId: started.workflowId, runId: started.originalExecutionRunId, events };
}

export function recordedNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

/** Removes the histories of paths that are no longer recorded. */
export function forgetOtherHistories(names: readonly string[]): void {
  for (const name of recordedNames()) if (!names.includes(name)) rmSync(fileOf(name));
}

function fileOf(name: string): string {
  return join(folder, `${name}${ending}`);
}

/** Processes sign events by id and host, which says nothing about the path. */
function anonymous(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(anonymous);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === 'identity' ? 'recorder' : anonymous(each)]),
  );
}
