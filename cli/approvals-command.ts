import type { Command } from 'commander';
import { answerMerchant, type Listing, type MerchantAnswer, printApprovals } from './approvals';
import { wholeNumber } from './numbers';
import { withStore, withTemporal } from './open';

/** `approvals`: what waits for a vendor, and answers for all records of a merchant at once. */
export function addApprovals(program: Command, say: (line: string) => void): void {
  const approvals = program
    .command('approvals')
    .description('what waits for a vendor, by merchant; one answer releases every record of the merchant')
    .option('-c, --connection <id>', 'of one connection only')
    .option('--all', 'every merchant, not only those that wait longest')
    .option('--find <text>', 'only merchants that have this in their name')
    .option('--json', 'for programs')
    .action(({ connection, ...listing }: Listing & { connection?: string }) =>
      withStore((store) => printApprovals(store, connection ?? null, listing, say)),
    );

  const answer = (
    name: string,
    verb: MerchantAnswer['verb'],
    description: string,
    options: (command: Command) => Command,
  ): void => {
    const command = approvals
      .command(name)
      .description(description)
      .argument('<merchant>', 'as listed, or one of its record ids')
      .requiredOption('--by <name>', 'who decides')
      .option('-c, --connection <id>', 'connection of the merchant')
      .option('--note <text>', 'for the audit trail');
    options(command).action(async (named: string, given: object) => {
      // a parent's option may be written before or after the verb
      const {
        connection,
        json: _json,
        all: _all,
        find: _find,
        ...asked
      } = { ...approvals.opts(), ...given } as Listing & { connection?: string };
      if (!connection) throw new Error('Name the connection: -c <id>.');
      const taken = await withStore((store) =>
        withTemporal((client) =>
          answerMerchant(store, client, { connectionId: connection, named, verb, asked }, say),
        ),
      );
      if (!taken) process.exitCode = 1;
    });
  };

  answer('approve', 'approve', 'book them to a vendor, and remember it', (command) =>
    command
      .requiredOption('--vendor-num <number>', 'number of the Epicor vendor', wholeNumber)
      .option('--override', 'the vendor is meant although it was not offered')
      .option('--no-remember', 'for the longest waiting record only'),
  );
  answer('reject', 'reject', 'say that it is none of the vendors offered', (command) =>
    command.option('--vendor-num <number>', 'only this one', wholeNumber),
  );
  answer('create', 'create-vendor', 'have the vendor created in Epicor, and book to it', (command) =>
    command
      .option('--name <text>', "default: the merchant's name")
      .option('--vendor-id <text>', 'default: made of the name'),
  );
}
