import type { Command } from 'commander';
import { countsInWords, nothingToPush } from '../../accounting/reference-plan';
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
        const run = client.workflow.execute(
          referenceWorkflowType,
          referenceStartOptions({ connectionId: connection }, postingQueue()),
        );
        const result: ReferenceResult = await sayingWhileItWaits(run, say);
        for (const line of resultLines(result)) say(line);
      });
    });
}

export function resultLines({ preview, notices, ...counts }: ReferenceResult): string[] {
  const said = countsInWords(counts);
  const done = preview ? `Preview: nothing was written; it would be ${said}.` : `In Brex: ${said}.`;
  return [said === '' ? nothingToPush(notices) : done, ...notices.map((notice) => `! ${notice}`)];
}

/** A run that no worker takes up waits for one, and so would whoever asked for it. */
async function sayingWhileItWaits<T>(answer: Promise<T>, say: (line: string) => void): Promise<T> {
  const timer = setTimeout(
    () => say('No answer yet: a worker does it, so it waits for one. Ctrl-C ends only this waiting.'),
    patienceMs,
  );
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
  }
}

const patienceMs = 20_000;
