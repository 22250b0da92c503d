/**
 * Faults that a test or a person arms against a stand-in: the next matching requests meet them. All of them
 * happen on the wire, so that the product cannot tell them from those of a real server or a proxy before it.
 */

export type FaultKind =
  /** Answers `status`, `headers` and `body` instead of the operation; with `commit` after the operation. */
  | 'status'
  /** Resets the connection before anything is done. */
  | 'reset'
  /** Waits `delayMs`, then serves the request as usual. */
  | 'delay'
  /** Never answers; the connection is reset after `delayMs` (default 10 minutes). With `commit` after the operation. */
  | 'timeout'
  /** Does the work, then resets the connection instead of answering. */
  | 'commit-then-drop'
  /** Resets the connection at once; the work is done `delayMs` later, against the state of that moment. */
  | 'drop-then-commit-later';

export interface FaultMatch {
  /** HTTP method; any when left out. */
  readonly method?: string;
  /** Part of the decoded path, e.g. "APInvoiceSvc/UpdateMaster"; any when left out. */
  readonly path?: string;
  /** Part of the request's body; any when left out. */
  readonly body?: string;
  /** How many matching requests meet the fault; default 1, 0 = until it is cleared. */
  readonly times?: number;
  /** How many matching requests pass before the first one meets it; default 0. */
  readonly skip?: number;
}

export interface FaultRule {
  readonly match?: FaultMatch;
  readonly fault: FaultKind;
  /** For `status`; default 503. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** For `status`: text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly delayMs?: number;
  /** For `status` and `timeout`: do the work first, so that only its answer is lost. Default false. */
  readonly commit?: boolean;
}

export interface FaultRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export interface ArmedFault extends FaultRule {
  readonly id: number;
  /** Requests that have met it so far. */
  readonly met: number;
}

export interface FaultBox {
  /** Arms a fault; rules are tried in the order in which they were armed. */
  arm(rule: FaultRule): ArmedFault;
  clear(): void;
  list(): ArmedFault[];
  /** The fault that this request meets, if any; counts it. */
  meet(request: FaultRequest): FaultRule | null;
  /** Runs `work` after `delayMs`, unless the box is closed before. */
  later(delayMs: number, work: () => void): void;
  /** How many requests were dropped and are still to be committed. */
  pending(): number;
  /** Resolves once no late commit is outstanding. */
  settled(): Promise<void>;
  /** Forgets outstanding late commits: the process is stopping. */
  close(): void;
}

interface Entry {
  readonly id: number;
  readonly rule: FaultRule;
  seen: number;
  met: number;
}

export function createFaultBox(): FaultBox {
  let entries: Entry[] = [];
  let lastId = 0;
  const timers = new Set<NodeJS.Timeout>();
  let waiting: (() => void)[] = [];

  const view = (entry: Entry): ArmedFault => ({ ...entry.rule, id: entry.id, met: entry.met });
  const announceSettled = (): void => {
    if (timers.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  };

  return {
    arm(rule) {
      lastId += 1;
      const entry: Entry = { id: lastId, rule, seen: 0, met: 0 };
      entries.push(entry);
      return view(entry);
    },
    clear: () => {
      entries = [];
    },
    list: () => entries.map(view),
    meet(request) {
      for (const entry of entries) {
        if (!matches(entry.rule.match, request)) continue;
        entry.seen += 1;
        if (entry.seen <= (entry.rule.match?.skip ?? 0)) continue;
        const times = entry.rule.match?.times ?? 1;
        if (times > 0 && entry.met >= times) continue;
        entry.met += 1;
        return entry.rule;
      }
      return null;
    },
    later(delayMs, work) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        try {
          work();
        } finally {
          announceSettled();
        }
      }, delayMs);
      timers.add(timer);
    },
    pending: () => timers.size,
    settled: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        announceSettled();
      }),
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      announceSettled();
    },
  };
}

function matches(match: FaultMatch | undefined, request: FaultRequest): boolean {
  if (match?.method !== undefined && match.method.toUpperCase() !== request.method.toUpperCase())
    return false;
  if (match?.path !== undefined && !request.path.includes(match.path)) return false;
  return match?.body === undefined || request.body.includes(match.body);
}
