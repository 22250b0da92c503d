import type { Command } from 'commander';
import { postingQueue } from '../../temporal/connection';
import { type ReferenceResult, referenceStartOptions, referenceWorkflowType } from '../../workflows/contract';
import { withTemporal } from '../open';
import { withConnection } from '../open-connection';
import { differenceLines } from './difference';

/** Adds `references plan | apply`: Epicor's codes as values of Brex fields. */
export function addReferenceCommands(program: Command, say: (line: string) => void): void {
  const references = program
    .command('references')
    .description("Epicor's codes, pushed to Brex so that people choose them there");

  references
    .command('plan')
    .description('print what would be created, renamed and disabled in Brex; writes nothing')
    .requiredOption('-c, --connection <id>', 'whose codes')
    .action(({ connection }: { connection: string }) =>
      withConnection(connection, async (open) => {
        for (const line of await differenceLines(open)) say(line);
      }),
    );

  references
    .command('apply')
    .description('push now, as the schedule referenceSync does')
    .requiredOption('-c, --connection <id>', 'whose codes')
    .action(async ({ connection }: { connection: string }) => {
      // of an unknown connection nobody would ever answer
      await withConnection(connection, async () => undefined);
      await withTemporal(async (client) => {
        const result: ReferenceResult = await client.workflow.execute(
          referenceWorkflowType,
          referenceStartOptions({ connectionId: connection }, postingQueue()),
        );
        for (const line of resultLines(result)) say(line);
      });
    });
}

export function resultLines({ preview, fields, created, changed, notices }: ReferenceResult): string[] {
  const counts = `${fields} fields created, ${created} values created, ${changed} values changed`;
  return [
    preview ? `Preview: nothing was written; it would be ${counts}.` : `In Brex: ${counts}.`,
    ...notices.map((notice) => `! ${notice}`),
  ];
}
