import type { Command } from 'commander';
import { mostUnattendedChanges } from '../accounting/vendor-alignment';
import type { Store, StoredConnection } from '../store';
import type { VendorsAligned, VendorsAsked } from '../workflows/contract';
import { BrexCommandFailed, type OpenConnection, withConnection } from './brex-connection';
import { wholeNumber } from './numbers';
import { withStore, withTemporal } from './open';
import { approveVendor, linkVendors, unlinkVendor } from './vendor-decisions';
import { planInWords, statusInWords, type VendorStatus } from './vendor-plan-text';
import { AlignedAlready, alignVendors, inWords, runUnderWay, troubleOf } from './vendor-runs';

type Say = (line: string) => void;

interface Shown {
  readonly connection: string;
  readonly json?: boolean;
  readonly all?: boolean;
}

/** Adds the commands about vendors that Brex and Epicor both have, or should. */
export function addVendorCommands(program: Command, say: Say): void {
  const vendors = program
    .command('vendors')
    .description("align Brex's payables directory and Epicor's vendors");
  const command = (name: string, description: string): Command =>
    vendors
      .command(name)
      .description(description)
      .requiredOption('-c, --connection <id>', 'connection')
      .option('--json', 'as JSON');
  const decision = (name: string, description: string): Command =>
    vendors
      .command(name)
      .description(description)
      .argument('<brexVendorId>')
      .requiredOption('-c, --connection <id>', 'connection')
      .requiredOption('--by <name>', 'who decides');
  const onBrex = (connectionId: string, body: (open: OpenConnection) => Promise<void>): Promise<void> =>
    withStore((store) => withConnection(store, connectionId, say, body));

  command('plan', 'read both directories and show what would be written')
    .option('--all', 'every line')
    .action((options: Shown) => plan(options, say));
  command('apply', 'carry out the plan that was shown, and let later runs write what is safe')
    .requiredOption('--by <name>', 'who decides')
    .option('--digest <digest>', 'of the plan that you have seen; default: the newest')
    .action((options: Shown & { by: string; digest?: string }) => apply(options, say));
  command('status', 'how far they are aligned, and what waits for you')
    .option('--all', 'every line')
    .action((options: Shown) => status(options, say));

  decision('approve', 'create a vendor of Brex in Epicor')
    .option('--vendor-id <id>', 'its VendorID; default: made of its name')
    .action(async (id: string, options: { connection: string; by: string; vendorId?: string }) => {
      await onBrex(options.connection, (open) => approveVendor(open, id, options));
      await withStore((store) => createApproved(store, options, id, say));
    });
  decision('link', 'say which vendor of Epicor a vendor of Brex is')
    .requiredOption('--vendor-num <number>', 'number of the Epicor vendor', wholeNumber)
    .action((id: string, { connection, vendorNum, by }: Shown & { vendorNum: number; by: string }) =>
      onBrex(connection, (open) => linkVendors(open, id, vendorNum, by)),
    );
  decision('unlink', 'say that a vendor of Brex is not the one it is joined with').action(
    (id: string, { connection, by }: Shown & { by: string }) =>
      onBrex(connection, (open) => unlinkVendor(open, id, by)),
  );
}

function plan({ connection, json, all = false }: Shown, say: Say): Promise<void> {
  return withStore(async (store) => {
    const ran = await run(store, connection, { kind: 'plan' });
    const trouble = ran.outcome === 'off' ? await troubleIn(store, connection, ran) : null;
    if (trouble) throw new BrexCommandFailed(trouble);
    const stored = await store.vendorAlignment.plan(connection);
    if (!stored) throw new BrexCommandFailed('The plan is gone: plan again.');
    if (json) return say(JSON.stringify({ ...stored.plan, counts: ran.counts }, null, 2));
    for (const line of planInWords(stored.plan, all)) say(line);
    say(`Nothing was written. Carry it out: brex-kinetic vendors apply -c ${connection} --by <name>`);
  });
}

function apply(options: Shown & { by: string; digest?: string }, say: Say): Promise<void> {
  const { connection, by, json } = options;
  return withStore(async (store) => {
    const stored = await store.vendorAlignment.plan(connection);
    const digest = options.digest ?? stored?.plan.digest;
    if (!digest)
      throw new BrexCommandFailed(
        'There is no plan to apply: look at one with "brex-kinetic vendors plan" first.',
      );
    const ran = await run(store, connection, { kind: 'apply', digest, by });
    const trouble = await troubleIn(store, connection, ran);
    if (json) say(JSON.stringify(ran, null, 2));
    if (trouble) throw new BrexCommandFailed(trouble);
    if (json) return;
    say(`${ran.written} steps written, ${ran.created} vendors created in Epicor, ${ran.refused} refused.`);
    const refusals = (await store.vendorAlignment.plan(connection))?.refusals ?? [];
    for (const { name, vendorNum, reason } of refusals) say(`  ! ${name} (vendor ${vendorNum}): ${reason}`);
  });
}

function status({ connection, json, all = false }: Shown, say: Say): Promise<void> {
  return withStore(async (store) => {
    const { settings } = await storedConnection(store, connection);
    const found: VendorStatus = {
      mostUnattended: mostUnattendedChanges(settings),
      state: await store.vendorAlignment.state(connection),
      partners: await store.vendorPartners.all(connection),
      approvals: await store.vendorPartners.approved(connection),
      plan: await store.vendorAlignment.plan(connection),
    };
    if (json) return say(JSON.stringify({ ...found, partners: found.partners.length }, null, 2));
    say(await underWay(store, connection));
    for (const line of statusInWords(found, all)) say(line);
  });
}

/** What the database knows is told also while Temporal is down. */
async function underWay(store: Store, connection: string): Promise<string> {
  try {
    const running = await withTemporal((client) => runUnderWay(client, connection));
    if (!running) return 'No run is under way.';
    return `A run is under way: ${await inWords(store, connection, running)}.`;
  } catch (error) {
    return `Whether a run is under way is not known: ${error instanceof Error ? error.message : error}`;
  }
}

async function createApproved(
  store: Store,
  { connection, by }: { readonly connection: string; readonly by: string },
  id: string,
  say: Say,
): Promise<void> {
  const ran = await run(store, connection, { kind: 'approved', by }).catch((error: unknown) => {
    if (!(error instanceof AlignedAlready)) throw error;
    throw new AlignedAlready(`Your approval is kept: the next run creates the vendor. ${error.message}`);
  });
  const trouble = await troubleIn(store, connection, ran);
  if (trouble) throw new BrexCommandFailed(trouble);
  const partner = (await store.vendorPartners.all(connection)).find(
    ({ brexVendorId }) => brexVendorId === id,
  );
  const refused = (await store.vendorPartners.approved(connection)).find(
    ({ brexVendorId }) => brexVendorId === id,
  )?.refused;
  if (refused) throw new BrexCommandFailed(`It was not created: ${refused}`);
  say(
    partner
      ? `It is vendor ${partner.vendorNum} of Epicor.`
      : 'Epicor has it under this name already: it is joined by the next "vendors apply".',
  );
}

async function run(store: Store, connectionId: string, ask: VendorsAsked): Promise<VendorsAligned> {
  await storedConnection(store, connectionId);
  return withTemporal((client) => alignVendors(client, store, connectionId, ask));
}

async function troubleIn(store: Store, connectionId: string, ran: VendorsAligned): Promise<string | null> {
  const { off } = await store.vendorAlignment.state(connectionId);
  return troubleOf(ran, await storedConnection(store, connectionId), off?.reason ?? null);
}

async function storedConnection(store: Store, connectionId: string): Promise<StoredConnection> {
  const stored = await store.connections.get(connectionId);
  if (stored) return stored;
  throw new BrexCommandFailed(
    `There is no connection "${connectionId}": apply its file with brex-kinetic connect.`,
  );
}
