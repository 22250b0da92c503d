import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalSettings } from './local-settings';
import type { Log } from './run-command';

const everyMs = 60_000;

/**
 * Lets the sandbox's bookkeeper work: the first batch where this sandbox has not had it yet, then more spend
 * every minute until the signal.
 */
export async function keepBookkeeperBusy(
  settings: LocalSettings,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const { firstBatch } = await control<{ firstBatch: boolean }>(settings, 'GET', 'state/summary');
  if (firstBatch) {
    log("The sandbox goes on where it was; its bookkeeper's next spend comes within a minute.");
  } else {
    const { ids } = await control<Exported>(settings, 'POST', 'bookkeeper/first-batch');
    log(
      `The sandbox's bookkeeper has exported a first batch of ${ids.length} records; their webhooks arrive now.`,
    );
  }
  while (!signal.aborted) {
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await control(settings, 'POST', 'bookkeeper/more').catch((error: Error) => {
      if (!signal.aborted) log(`No more spend this minute: ${error.message}`);
    });
  }
}

interface Exported {
  readonly ids: readonly string[];
}

/** A call of the control API of the sandbox's Brex. */
async function control<T>({ ports }: LocalSettings, method: 'GET' | 'POST', path: string): Promise<T> {
  const url = `http://127.0.0.1:${ports.brexControl}/control/${path}`;
  const response = await fetch(url, { method, signal: AbortSignal.timeout(30_000) });
  if (response.ok) return (await response.json()) as T;
  throw new Error(`the sandbox answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
}
