import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { type PortUse, portOf } from './ports';

type Environment = Readonly<Record<string, string | undefined>>;

const portNames = {
  gateway: ['PORT', 3000, 'the webhook gateway'],
  temporal: ['TEMPORAL_PORT', 7233, 'the Temporal server'],
  temporalUi: ['TEMPORAL_UI_PORT', 8233, 'the Temporal Web UI'],
  codec: ['CODEC_PORT', 8234, 'the codec server of the Temporal Web UI'],
  brex: ['SANDBOX_BREX_PORT', 4010, "the sandbox's Brex"],
  epicor: ['SANDBOX_EPICOR_PORT', 4020, "the sandbox's Epicor"],
  brexControl: ['SANDBOX_BREX_CONTROL_PORT', 4030, "the control of the sandbox's Brex"],
  epicorControl: ['SANDBOX_EPICOR_CONTROL_PORT', 4031, "the control of the sandbox's Epicor"],
} as const;

export type PortName = keyof typeof portNames;

/** What `npm start` was asked for, and where everything goes. */
export interface LocalSettings {
  readonly fresh: boolean;
  /** A connection file: its systems are used and no sandbox is started. */
  readonly connectionFile: string | null;
  readonly ports: Readonly<Record<PortName, number>>;
  /** A Temporal server that runs already, from TEMPORAL_ADDRESS. */
  readonly temporalAddress: string | null;
  readonly temporalUiUrl: string;
  /** Root of everything that is kept: the key file and running.json. */
  readonly dataFolder: string;
  /** Database, Temporal's state, logs: apart for real systems, so that --fresh never forgets what was booked. */
  readonly stateFolder: string;
  readonly logFolder: string;
}

/** Reads the command line (without node and script) and the environment. Throws in words where one is wrong. */
export function readLocalSettings(argv: readonly string[], env: Environment = process.env): LocalSettings {
  const { fresh = false, connect = null } = parse(argv);
  if (fresh && connect) {
    throw new Error(
      '--fresh forgets everything that was booked, and so is for the sandbox only: leave it out, or leave out --connect.',
    );
  }
  const ports = Object.fromEntries(
    Object.entries(portNames).map(([name, [variable, usual]]) => [name, portOf(env, variable, usual)]),
  ) as Record<PortName, number>;
  const dataFolder = resolve(env.BREX_KINETIC_DATA || '.data');
  const stateFolder = connect ? join(dataFolder, 'connected') : dataFolder;
  return {
    fresh,
    connectionFile: connect ? resolve(connect) : null,
    ports,
    temporalAddress: env.TEMPORAL_ADDRESS || null,
    temporalUiUrl: env.TEMPORAL_UI_URL || `http://localhost:${ports.temporalUi}`,
    dataFolder,
    stateFolder,
    logFolder: join(stateFolder, 'logs'),
  };
}

/** Where the heads of the audit trail are published: with the state that they vouch for. */
export function auditHeadsIn({ stateFolder }: LocalSettings): string {
  return join(stateFolder, 'audit-heads.jsonl');
}

/** The ports that will be needed: those of servers that run elsewhere are not. */
export function portsToUse(settings: LocalSettings): PortUse[] {
  const temporal: PortName[] = settings.temporalAddress ? [] : ['temporal', 'temporalUi', 'codec'];
  const sandbox: PortName[] = settings.connectionFile
    ? []
    : ['brex', 'epicor', 'brexControl', 'epicorControl'];
  return (['gateway', ...temporal, ...sandbox] as PortName[]).map((name) => {
    const [variable, , role] = portNames[name];
    return { port: settings.ports[name], role, variable };
  });
}

function parse(argv: readonly string[]): { fresh?: boolean; connect?: string } {
  return new Command('npm start --')
    .description('Everything on this machine: PostgreSQL, Temporal, the sandbox, the gateway and the worker.')
    .option('--fresh', "begin anew: forget the sandbox's state")
    .option('--connect <file>', 'use the systems of this connection file instead of the sandbox')
    .allowExcessArguments(false)
    .parse([...argv], { from: 'user' })
    .opts();
}
