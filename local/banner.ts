import { relative } from 'node:path';
import pc from 'picocolors';
import type { Running } from './bring-up';
import type { LocalSettings } from './local-settings';

/** What runs where, what is happening, and what a person can do. */
export function banner(
  settings: LocalSettings,
  { connectionId, databaseUrl, temporalAddress }: Running,
): string[] {
  const { ports } = settings;
  const gateway = `http://localhost:${ports.gateway}/webhooks/brex/${connectionId}`;
  return [
    '',
    pc.bold('Everything is running.'),
    '',
    `  Temporal Web UI   ${pc.cyan(settings.temporalUiUrl)}   every record is a run there, with its state and reason`,
    `  Webhooks          POST ${gateway}`,
    ...(settings.connectionFile
      ? [`  Connection        ${connectionId}, from ${relative('.', settings.connectionFile)}`]
      : [`  Sandbox           Brex http://127.0.0.1:${ports.brex}, Epicor http://127.0.0.1:${ports.epicor}`]),
    `  Temporal          ${temporalAddress}`,
    `  PostgreSQL        ${withoutCredentials(databaseUrl)}`,
    `  Logs              ${relative('.', settings.logFolder)}/`,
    '',
    '  A record that waits for approval: choose a vendor in the Web UI (Send a Signal: approveVendor,',
    '  {"vendorNum": <number>, "by": "<your name>"}), or here, in another terminal:',
    `    npm run brex-kinetic -- approve <record> -c ${connectionId} --vendor-num <number> --by <your name>`,
    "  A record's whole story:",
    '    npm run brex-kinetic -- audit <record>',
    `  Ctrl-C stops everything; what was done is kept in ${relative('.', settings.stateFolder)}/${
      settings.connectionFile ? '' : ' (npm start -- --fresh begins anew)'
    }.`,
    '',
  ];
}

function withoutCredentials(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  return `${url.hostname}:${url.port || 5432}${url.pathname}`;
}
