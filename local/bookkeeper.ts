import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
  const had = join(settings.stateFolder, 'sandbox', 'first-batch-exported');
  if (!existsSync(had)) {
    await ask(settings, 'first-batch');
    await mkdir(dirname(had), { recursive: true });
    await writeFile(had, `${new Date().toISOString()}\n`);
    log("The sandbox's bookkeeper has exported a first batch; its webhooks arrive now.");
  }
  while (!signal.aborted) {
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await ask(settings, 'more').catch((error: Error) => log(`No more spend this minute: ${error.message}`));
  }
}

async function ask({ ports }: LocalSettings, what: 'first-batch' | 'more'): Promise<void> {
  const url = `http://127.0.0.1:${ports.brexControl}/control/bookkeeper/${what}`;
  const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(30_000) });
  if (response.ok) return;
  throw new Error(
    `the sandbox's bookkeeper answered ${response.status}: ${(await response.text()).slice(0, 200)}`,
  );
}
