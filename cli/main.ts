import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { ConnectionFileError } from '../accounting/connection-file';
import { auditHeadsFile, ConnectionRefused, migrate } from '../store';
import { postingQueue } from '../temporal/connection';
import { addApprovals } from './approvals-command';
import { printAudit } from './audit';
import { addBrexCommands } from './brex-commands';
import { BrexCommandFailed } from './brex-connection';
import { printUnmatchedCash } from './cash';
import { connectFile, NotConnected } from './connect';
import { decide, type Verb } from './decide';
import { addMappingCommands } from './mapping/commands';
import { NotImported } from './mapping/import';
import { type MatchFiles, matchFiles } from './match';
import { UnreadableMatchFile } from './match-csv';
import { wholeNumber } from './numbers';
import { environment, withStore, withTemporal } from './open';
import { printPreview } from './preview';
import { addReferenceCommands } from './references/commands';
import { printStatus } from './status';
import { addTemporalCommands } from './temporal-commands';
import { listUnposted, type UnpostedOptions } from './unposted';
import { addVendorCommands } from './vendor-commands';
import { verifyAudit } from './verify-audit';

const say = (line: string) => console.log(line);

const program = new Command('brex-kinetic').description('Books coded Brex spend into Epicor Kinetic, once.');

program
  .command('migrate')
  .description('bring the database named by DATABASE_URL up to date')
  .action(async () => {
    const url = process.env.DATABASE_URL;
    if (!url) throw new Error('DATABASE_URL is not set: name the database to migrate.');
    const names = await migrate(url);
    say(names.length > 0 ? `Applied: ${names.join(', ')}` : 'Up to date.');
  });

program
  .command('connect')
  .description('check a connection file, ask both systems, store settings and encrypted secrets')
  .argument('<file>', 'connection.yaml')
  .action((file: string) =>
    withStore(async (store) => {
      await connectFile({ yamlText: await readFile(file, 'utf8'), env: process.env, store, say });
    }),
  );

program
  .command('audit')
  .description("print a record's whole story, or verify that no story was changed")
  .argument('[recordId]')
  .option('-c, --connection <id>', 'where record ids of several connections could meet')
  .option('--verify', 'recompute the hash chain and compare it with the published heads')
  .option('--heads <file>', 'published heads to compare with (default: where the worker publishes them)')
  .action(
    (recordId: string | undefined, options: { connection?: string; verify?: boolean; heads?: string }) =>
      withStore(async (store) => {
        if (!options.verify && !recordId) throw new Error('Name a record, or use --verify.');
        const fine = options.verify
          ? await verifyAudit(store, {
              connectionId: options.connection,
              headsFile: options.heads ?? auditHeadsFile(environment()),
              say,
            })
          : await printAudit(store, recordId ?? '', options.connection ?? null, say);
        if (!fine) process.exitCode = 1;
      }),
  );

program
  .command('match')
  .description(
    'try the vendor matcher on an export of your own: reads two CSV files, writes a decision a line',
  )
  .requiredOption(
    '--vendors <file>',
    'vendors: VendorNum, Name; City, State, Country, Inactive where you have them',
  )
  .requiredOption(
    '--cases <file>',
    'purchases: case_id, raw_descriptor or merchant_name; mcc, city, state, country',
  )
  .requiredOption('--out <file>', 'where the decisions go, as JSON lines')
  .action((files: MatchFiles) => matchFiles(files, say));

program
  .command('unposted')
  .description(
    'list documents of ours that are not posted in Epicor, by group and period; exit code 2 if any',
  )
  .requiredOption('-c, --connection <id>', 'connection of the documents')
  .option('--until <date>', 'apply dates up to this one, YYYY-MM-DD')
  .option('--json', 'one line of JSON for other programs')
  .action((options: UnpostedOptions) =>
    withStore(async (store) => {
      if (!(await listUnposted(store, options, say))) process.exitCode = 2;
    }),
  );

program
  .command('preview')
  .description('show the document that a record would become; writes nothing in Brex or Epicor')
  .argument('<recordId>')
  .requiredOption('-c, --connection <id>', 'connection of the record')
  .option('--json', 'as JSON', false)
  .action((recordId: string, { connection, json }: { connection: string; json: boolean }) =>
    withTemporal(async (client) => {
      const record = { connectionId: connection, recordId };
      const taskQueue = postingQueue();
      if (!(await printPreview(client, record, { json, taskQueue, say }))) process.exitCode = 1;
    }),
  );

program
  .command('cash')
  .description('cash activity that no accounting record tells of')
  .command('unmatched')
  .description('list what no rule of posting.cash books')
  .requiredOption('-c, --connection <id>', 'connection')
  .action(({ connection }: { connection: string }) =>
    withStore((store) => printUnmatchedCash(store, connection, say)),
  );

program
  .command('status')
  .description('how a connection stands: records, what waits, how fresh the data of Epicor is, notices')
  .requiredOption('-c, --connection <id>', 'which connection')
  .action(({ connection }: { connection: string }) =>
    withStore(async (store) => {
      if (!(await printStatus(store, connection, say))) process.exitCode = 1;
    }),
  );

addBrexCommands(program, say);
addVendorCommands(program, say);
addTemporalCommands(program, say);
addMappingCommands(program, say);
addReferenceCommands(program, say);
addApprovals(program, say);

decision('approve', 'book a waiting record to a vendor', (command) =>
  command
    .requiredOption('--vendor-num <number>', 'number of the Epicor vendor', wholeNumber)
    .option('--override', 'the vendor is meant although it was not offered')
    .option('--no-remember', 'for this record only'),
);
decision('reject', 'say that a waiting record is none of the vendors offered', (command) =>
  command.option('--vendor-num <number>', 'only this one', wholeNumber),
);
decision('create-vendor', 'have the vendor created in Epicor, and book to it', (command) =>
  command
    .option('--name <text>', "default: the merchant's name")
    .option('--vendor-id <text>', 'default: made of the name'),
);
decision('retry', 'look at a waiting record again', (command) =>
  command
    .option('--apply-date <date>', 'book on this date, YYYY-MM-DD')
    .option('--confirm <what>', 'po, duplicate or changed'),
);
decision('return', 'send a waiting record back to Brex', (command) =>
  command.option('--message <text>', 'what to recode'),
);
decision('link', 'say which Epicor document already is the record', (command) =>
  command
    .option('--vendor-num <number>', 'vendor number', wholeNumber)
    .option('--invoice-num <text>', 'invoice number')
    .option('--journal-num <number>', 'journal number', wholeNumber)
    .option('--fiscal-year <year>', "the journal's fiscal year", wholeNumber),
);
decision('skip', 'leave a record unbooked for good', (command) =>
  command.requiredOption('--reason <text>', 'why'),
);

/** A command that sends one verb to a waiting record. */
function decision(verb: Verb, description: string, options: (command: Command) => Command): void {
  const command = program
    .command(verb)
    .description(description)
    .argument('<recordId>')
    .requiredOption('-c, --connection <id>', 'connection of the record')
    .requiredOption('--by <name>', 'who decides')
    .option('--note <text>', 'for the audit trail');
  options(command).action((recordId: string, { connection, ...asked }: { connection: string }) =>
    withTemporal(async (client) => {
      const { ok, words } = await decide(client, { connectionId: connection, recordId }, verb, asked);
      say(ok ? words : `Not done: ${words}`);
      if (!ok) process.exitCode = 1;
    }),
  );
}

program.parseAsync().catch((error: unknown) => {
  const expected =
    error instanceof ConnectionFileError ||
    error instanceof BrexCommandFailed ||
    error instanceof ConnectionRefused ||
    error instanceof NotConnected ||
    error instanceof NotImported ||
    error instanceof UnreadableMatchFile;
  console.error(error instanceof Error ? error.message : String(error));
  if (!expected && process.env.DEBUG && error instanceof Error) console.error(error.stack);
  process.exitCode = 1;
});
