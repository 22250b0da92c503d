export interface StopRequest {
  /** Ctrl-C, SIGTERM, or the npm that started us is gone. */
  readonly first: () => void;
  /** Ctrl-C once more. */
  readonly again: () => void;
}

/** One Ctrl-C can arrive twice, from the terminal and passed on by npm: what follows sooner is the same one. */
const sameRequestMs = 1_000;
const parentEveryMs = 1_000;

/** Calls `first` at the first request to stop, `again` at a later one. */
export function onStopRequest({ first, again }: StopRequest): void {
  let firstAt: number | null = null;
  const asked = (): void => {
    if (firstAt === null) {
      firstAt = Date.now();
      first();
    } else if (Date.now() - firstAt > sameRequestMs) {
      again();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, asked);
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    if (firstAt === null) asked();
  }, parentEveryMs);
  watch.unref();
}
