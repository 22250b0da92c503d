import { createWorld, sandboxCredentials } from '../sandbox/world/world';
import {
  alignVendorsStartOptions,
  type VendorsAligned,
  type VendorsAsked,
  vendorAlignmentWorkflowType,
} from '../workflows/contract';
import { note, report, round } from './report';
import { type Calls, callsBetween } from './sandbox-control';
import { startServers } from './servers';
import { openStand, type Stand } from './stand';

const size = 1_500;

/**
 * `npm run bench:vendors`: aligning two directories of 1,500 vendors that were never compared, half of them on both
 * sides: the plan, carrying it out, and a run that finds nothing left to do, as JSON lines.
 */
async function main(): Promise<void> {
  const servers = await startServers();
  try {
    const stand = await openStand(servers, 'vendors', { recorded: false });
    try {
      await fillBrex(stand);
      const { digest } = await measure(stand, 'plan', { kind: 'plan' });
      await measure(stand, 'apply', { kind: 'apply', digest: digest ?? '', by: 'bench' });
      await measure(stand, 'plan again', { kind: 'plan' });
      await measure(stand, 'daily run');
    } finally {
      await stand.stop();
    }
  } finally {
    await servers.stop();
  }
}

/** Brex's directory: half of Epicor's vendors, and as many that Epicor has not. */
async function fillBrex({ urls }: Stand): Promise<void> {
  const names = new Set(createWorld().epicor.vendors.map(({ name }) => name));
  const shared = [...names].slice(0, size / 2);
  const own = Array.from({ length: size / 2 }, (_, at) => `Xq${at}zzv Vreskolt`);
  for (const name of [...shared, ...own]) {
    await fetch(`${urls.brex}/v1/vendors`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${sandboxCredentials.brexToken}`,
        'content-type': 'application/json',
        'idempotency-key': name,
      },
      // one that the stand-in has from the start is refused as a duplicate
      body: JSON.stringify({ company_name: name }),
    });
  }
}

async function measure(stand: Stand, title: string, ask?: VendorsAsked): Promise<VendorsAligned> {
  const { connectionId, postingQueue, sandbox, temporal } = stand;
  const before = await sandbox.calls();
  const start = performance.now();
  const aligned = (await temporal.workflow.execute(
    vendorAlignmentWorkflowType,
    alignVendorsStartOptions({ connectionId, ask }, postingQueue),
  )) as VendorsAligned;
  const after = await sandbox.calls();
  const ofVendors = (calls: Calls) =>
    Object.fromEntries(Object.entries(calls).filter(([kind]) => /vendor/i.test(kind)));
  report(title, {
    seconds: round((performance.now() - start) / 1_000, 1),
    ...aligned,
    brexCalls: ofVendors(callsBetween(before.brex, after.brex)),
    epicorCalls: ofVendors(callsBetween(before.epicor, after.epicor)),
  });
  return aligned;
}

main()
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    note(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(1);
  });
