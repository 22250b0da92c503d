import type { Command } from 'commander';
import { recordWorkflowId, wakeSignal } from '../workflows/contract';
import { type OpenConnection, withConnection } from './brex-connection';
import { disconnectIntegration, reactivateIntegration, showIntegration } from './integration';
import { withStore, withTemporal } from './open';
import { listWebhooks, registerWebhook, removeWebhook } from './webhooks';

type Say = (line: string) => void;

/** Adds the commands about the connection's side in Brex: its integration and its webhook endpoint. */
export function addBrexCommands(program: Command, say: Say): void {
  const run = <T>(connectionId: string, body: (connection: OpenConnection) => Promise<T> | T): Promise<T> =>
    withStore((store) => withConnection(store, connectionId, say, async (open) => body(open)));

  const integration = program
    .command('integration')
    .description('the ERP integration in Brex that a connection works under');
  integration
    .command('status')
    .description('what Brex said last of it')
    .argument('<connection>')
    .action((id: string) => run(id, showIntegration));
  integration
    .command('disconnect')
    .description('let Brex take no more exports of this connection')
    .argument('<connection>')
    .action((id: string) => run(id, disconnectIntegration));
  integration
    .command('reactivate')
    .description('let Brex take exports again, and go on with the records that wait for it')
    .argument('<connection>')
    .action((id: string) =>
      run(id, async (connection) => {
        await reactivateIntegration(connection);
        await wakeWaiting(connection);
      }),
    );

  const webhooks = program.command('webhooks').description("where Brex delivers a connection's webhooks");
  webhooks
    .command('register')
    .description('let Brex deliver to the gateway; fetches the secrets that sign')
    .requiredOption('-c, --connection <id>', 'connection')
    .requiredOption('--url <url>', 'where Brex reaches the gateway, such as https://gateway.example.com')
    .action(({ connection, url }: { connection: string; url: string }) =>
      run(connection, (open) => registerWebhook(open, url)),
    );
  webhooks
    .command('list')
    .description('every endpoint of the Brex account')
    .requiredOption('-c, --connection <id>', 'connection')
    .action(({ connection }: { connection: string }) => run(connection, listWebhooks));
  webhooks
    .command('remove')
    .description('end the deliveries')
    .requiredOption('-c, --connection <id>', 'connection')
    .option('--url <url>', 'the endpoint; default: that of the connection')
    .action(async ({ connection, url }: { connection: string; url?: string }) => {
      if (!(await run(connection, (open) => removeWebhook(open, url)))) process.exitCode = 1;
    });
}

/** Records that wait for the integration look again at once; without this they do so once a day. */
async function wakeWaiting({ store, settings, say }: OpenConnection): Promise<void> {
  const waiting = await store.causes.waitingFor(settings.id, 'integration');
  if (waiting.length === 0) return;
  await withTemporal(async (temporal) => {
    for (const { recordId } of waiting)
      await temporal.workflow.getHandle(recordWorkflowId(settings.id, recordId)).signal(wakeSignal);
  });
  say(`${waiting.length} records that waited for it go on.`);
}
