import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { openValues } from '../../accounting/mapping-check';
import { fieldPrefix } from '../../accounting/mapping-rules';
import type { BrexValueView } from '../../accounting/reference-values';
import { withTemporal } from '../open';
import { type OpenConnection, withConnection } from '../open-connection';
import { checkMapping, linesOfCheck } from './check';
import { tableOf } from './export';
import { gatherFacts } from './facts';
import { importTable } from './import';
import { type Delimiter, writeSpreadsheet } from './spreadsheet';
import { wakeMapped } from './wake';

type Say = (line: string) => void;

/** Adds `mapping export | import | check`: the rule table as a bookkeeper works with it. */
export function addMappingCommands(program: Command, say: Say): void {
  const mapping = program
    .command('mapping')
    .description('the rule table that codes Brex lines to Epicor accounts');

  mapping
    .command('export')
    .description('write the rule table as CSV')
    .requiredOption('-c, --connection <id>', 'whose table')
    .option('--out <file>', 'where to; default is standard output')
    .option('--open', 'add a row for each Brex value that has no code yet, with the code to be filled in')
    .option('--semicolon', 'separate by semicolons, for spreadsheets of countries that write 1,5')
    .action((options: ExportCommand) =>
      withConnection(options.connection, (open) => exportTable(open, options, say)),
    );

  mapping
    .command('import')
    .description('replace the rule table by a CSV file: all rows or, where one is wrong, none')
    .argument('<file>', 'as mapping export wrote it and a spreadsheet saved it')
    .requiredOption('-c, --connection <id>', 'whose table')
    .requiredOption('--by <name>', 'who changes it, for the audit trail')
    .action((file: string, { connection, by }: { connection: string; by: string }) =>
      withConnection(connection, async (open) => {
        const { version, rules, added, removed } = await importTable(open, {
          bytes: await bytesOf(file),
          by,
          say,
        });
        const count = rules.length === 1 ? '1 rule' : `${rules.length} rules`;
        say(
          `Imported: mapping table version ${version} with ${count}: ${added} new, ${removed} of the version before no longer there.`,
        );
        await wake(open, say);
      }),
    );

  mapping
    .command('check')
    .description('list what in the mapping would stop a record, before one meets it')
    .requiredOption('-c, --connection <id>', 'whose mapping')
    .option('--json', 'for programs')
    .action(({ connection, json }: { connection: string; json?: boolean }) =>
      withConnection(connection, async (open) => {
        const check = await checkMapping(open);
        for (const line of json ? [JSON.stringify(check, null, 2)] : linesOfCheck(check)) say(line);
        if (check.problems.length > 0) process.exitCode = 1;
      }),
    );
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new Error(`The file ${file} cannot be read: ${inWords(error)}.`);
  }
}

function inWords(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  return code === 'EISDIR' ? 'it is a folder' : message;
}

interface ExportCommand {
  readonly connection: string;
  readonly out?: string;
  readonly open?: boolean;
  readonly semicolon?: boolean;
}

async function exportTable(connection: OpenConnection, options: ExportCommand, say: Say): Promise<void> {
  const { store, settings } = connection;
  const table = await store.mappingRules.current(settings.id);
  const open = options.open ? await openRows(connection) : [];
  const delimiter: Delimiter = options.semicolon ? ';' : ',';
  const text = writeSpreadsheet(tableOf(table?.rules ?? [], settings.mapping, open), delimiter);
  if (!options.out) return void process.stdout.write(text);
  await writeFile(options.out, text);
  const rows = open.length > 0 ? `, and ${open.length} rows to fill in` : '';
  say(
    `${options.out}: mapping table version ${table?.version ?? 0}, ${table?.rules.length ?? 0} rules${rows}.`,
  );
}

async function openRows(connection: OpenConnection): Promise<Record<string, string>[]> {
  const facts = await gatherFacts(connection);
  return openValues(facts)
    .filter(({ value }) => !value.isDisabled)
    .map(({ segment, value, values }) => ({
      [`${fieldPrefix}${connection.settings.mapping.segments[segment]?.field ?? ''}`]: conditionOn(
        value,
        values,
      ),
      segment: String(segment),
    }));
}

/** A value by its name; by its id where another one has the same name. */
function conditionOn(value: BrexValueView, values: readonly BrexValueView[]): string {
  const same = values.filter(
    (other) => other.value.trim().toLowerCase() === value.value.trim().toLowerCase(),
  );
  return same.length > 1 ? value.id : value.value;
}

/** Without Temporal at hand the table counts all the same: the next poll of Epicor wakes what waits for it. */
async function wake({ store, settings }: OpenConnection, say: Say): Promise<void> {
  try {
    const woken = await withTemporal((client) => wakeMapped(client, store, settings.id));
    say(
      woken === 0
        ? 'No record waits for it. What was returned to Brex is coded by it when it is exported again.'
        : `${woken} waiting ${woken === 1 ? 'record looks' : 'records look'} again now.`,
    );
  } catch (error) {
    say(
      `Temporal cannot be reached (${error instanceof Error ? error.message : error}): the next poll of Epicor wakes the records that wait; brex-kinetic retry does it at once.`,
    );
  }
}
