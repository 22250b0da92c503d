import { join, resolve } from 'node:path';
import type { LocalSettings } from './local-settings';
import type { ProcessSpec } from './managed-process';

/** The folder of the compiled code, also where this file runs uncompiled. */
const compiled = resolve(__dirname, '..');

type Variables = Readonly<Record<string, string>>;

/** Both stand-ins build one world from it, also where midnight falls between their starts. */
const today = new Date().toISOString().slice(0, 10);

/** The stand-in for Epicor Kinetic. */
export function sandboxEpicor(settings: LocalSettings): ProcessSpec {
  return {
    name: 'sandbox Epicor',
    ...node('sandbox/epicor/main.js'),
    env: {
      PORT: String(settings.ports.epicor),
      CONTROL_PORT: String(settings.ports.epicorControl),
      DATA_FILE: join(settings.stateFolder, 'sandbox', 'epicor.json'),
      TODAY: today,
    },
    ready: { line: /^sandbox .* ready/ },
    remedy: 'begin anew with `npm start -- --fresh` if its saved state is damaged',
  };
}

/** The stand-in for Brex, which sends its webhooks to our gateway. */
export function sandboxBrex(settings: LocalSettings): ProcessSpec {
  return {
    name: 'sandbox Brex',
    ...node('sandbox/brex/main.js'),
    env: {
      PORT: String(settings.ports.brex),
      CONTROL_PORT: String(settings.ports.brexControl),
      DATA_FILE: join(settings.stateFolder, 'sandbox', 'brex.json'),
      TODAY: today,
      WEBHOOK_URL: `http://127.0.0.1:${settings.ports.gateway}/webhooks/brex/sandbox`,
    },
    ready: { line: /^sandbox .* ready/ },
    remedy: 'begin anew with `npm start -- --fresh` if its saved state is damaged',
  };
}

/** The process that runs workflows and activities. */
export function workerProcess(variables: Variables): ProcessSpec {
  return {
    name: 'worker',
    ...node('worker/main.js'),
    env: variables,
    ready: { line: /worker ready/ },
    remedy: 'see its log; PostgreSQL and Temporal must be reachable',
    // what it was writing to Epicor is settled by the next run, so it need not be waited for any longer
    stopWithinMs: 8_000,
  };
}

/** The door for Brex's deliveries. */
export function gatewayProcess({ ports }: LocalSettings, variables: Variables): ProcessSpec {
  return {
    name: 'webhook gateway',
    ...node('webhook-gateway/main.js'),
    env: { ...variables, PORT: String(ports.gateway) },
    ready: { url: `http://127.0.0.1:${ports.gateway}/readyz` },
    remedy: `see that port ${ports.gateway} is free (PORT chooses another), and that PostgreSQL and Temporal are reachable`,
    stopWithinMs: 5_000,
  };
}

function node(script: string): { command: string; args: string[] } {
  return { command: process.execPath, args: ['--enable-source-maps', join(compiled, script)] };
}
