import pc from 'picocolors';
import { banner } from './banner';
import { keepBookkeeperBusy } from './bookkeeper';
import { bringUp } from './bring-up';
import { forgetSandbox, requireAlone, sayRunning, sayStopped } from './data-folder';
import { endLeftovers, rememberProcesses } from './leftovers';
import { showRecords } from './live-view';
import { auditHeadsIn, type LocalSettings, portsToUse, readLocalSettings } from './local-settings';
import { requireFreePorts } from './ports';
import { ProcessGroup } from './process-group';
import { Screen } from './screen';
import { onStopRequest } from './stop-request';

/** On a terminal the records are a table below what is logged. */
const screen = Screen.fits(process.stdout) ? new Screen(process.stdout) : null;
const log = (line: string): void => (screen ? screen.print(line) : console.log(line));

/** `npm start`: everything on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const settings = readLocalSettings(process.argv.slice(2));
  const stopping = new AbortController();
  const group = new ProcessGroup({
    logFolder: settings.logFolder,
    log: (line) => log(pc.yellow(line)),
    onChange: (processes) => rememberProcesses(settings.stateFolder, processes),
    onGivenUp: (message) => void end(1, message),
  });

  /** Stops everything once, however many ask for it. */
  async function end(exitCode: number, message: string): Promise<void> {
    if (stopping.signal.aborted) return;
    stopping.abort();
    screen?.close();
    if (exitCode === 0) log(`\n${message}`);
    else console.error(pc.red(message));
    await group.stop();
    sayStopped(settings);
    if (exitCode === 0) log('Stopped.');
    process.exit(exitCode);
  }

  onStopRequest({
    first: () =>
      void end(0, 'Stopping: gateway, worker, sandbox, Temporal, PostgreSQL … (Ctrl-C again kills them)'),
    again: () => {
      group.kill();
      process.exit(130);
    },
  });
  try {
    await run(settings, group, stopping.signal);
  } catch (error) {
    await end(1, error instanceof Error ? error.message : String(error));
  }
}

async function run(settings: LocalSettings, group: ProcessGroup, signal: AbortSignal): Promise<void> {
  requireAlone(settings);
  await endLeftovers(settings.stateFolder, log);
  await requireFreePorts(portsToUse(settings));
  if (settings.fresh) await forgetSandbox(settings);
  sayRunning(settings, {});
  const running = await bringUp(settings, group, log);
  sayRunning(settings, {
    DATABASE_URL: running.databaseUrl,
    TEMPORAL_ADDRESS: running.temporalAddress,
    BREX_KINETIC_AUDIT_HEADS: auditHeadsIn(settings),
  });
  for (const line of banner(settings, running)) log(line);
  const { temporal: client, connectionId } = running;
  const view = showRecords({ client, connectionId, uiUrl: settings.temporalUiUrl, log, screen }, signal);
  if (!settings.connectionFile) await keepBookkeeperBusy(settings, log, signal);
  await view;
}

main().catch((error: unknown) => {
  console.error(pc.red(error instanceof Error ? error.message : String(error)));
  process.exit(1);
});
