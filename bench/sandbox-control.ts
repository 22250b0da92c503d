import type { BrexBehaviour } from '../sandbox/brex/behaviour';
import type { RecordDraft } from '../sandbox/brex/model/record-draft';
import type { Behaviour as EpicorBehaviour } from '../sandbox/epicor/behaviour';

/** Requests by kind since the stand-in started. */
export type Calls = Readonly<Record<string, number>>;

export interface MadeRecord {
  readonly id: string;
  readonly sourceId: string | null;
}

/** The control API of both stand-ins. */
export class SandboxControl {
  constructor(
    private readonly brexUrl: string,
    private readonly epicorUrl: string,
  ) {}

  behave(change: Partial<BrexBehaviour>): Promise<unknown> {
    return call(this.brexUrl, 'behaviour', change);
  }

  behaveEpicor(change: Partial<EpicorBehaviour>): Promise<unknown> {
    return call(this.epicorUrl, 'behaviour', change);
  }

  setAccount(account: { readonly account: string; readonly description: string }): Promise<unknown> {
    return call(this.epicorUrl, 'accounts', account);
  }

  async create(draft: RecordDraft): Promise<MadeRecord> {
    return (await call(this.brexUrl, 'records', draft)) as MadeRecord;
  }

  /** The bookkeeper's click: one signed webhook with all these ids goes out. */
  async export(ids: readonly string[]): Promise<void> {
    await call(this.brexUrl, 'records/export', { ids });
  }

  async calls(): Promise<{ brex: Calls; epicor: Calls }> {
    const [brex, epicor] = await Promise.all([
      call(this.brexUrl, 'state/calls'),
      call(this.epicorUrl, 'state/calls'),
    ]);
    return { brex: brex as Calls, epicor: epicor as Calls };
  }
}

/** What was called between two counts. */
export function callsBetween(before: Calls, after: Calls): Calls {
  const kinds = Object.entries(after).map(([kind, count]) => [kind, count - (before[kind] ?? 0)] as const);
  return Object.fromEntries(kinds.filter(([, count]) => count > 0));
}

async function call(controlUrl: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${controlUrl}/control/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${path}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}
