import * as contract from '../../workflows/contract';
import { until } from '../support/booking';
import { type Stack, startStack } from '../support/stack';
import { payable, vendorWrites } from '../support/vendor-directories';
import { WorkerProcess } from '../support/worker-process';

/** Where the worker dies: while this request is held, before or after it was carried out. */
interface Moment {
  readonly system: 'brex' | 'epicor';
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  /** So many such requests pass first. */
  readonly skip: number;
  readonly carriedOut: boolean;
}

const renamed = 12;
const approved = 3;

/**
 * A worker is killed with SIGKILL in the midst of an apply, again and again; the next one goes on where it was, and
 * in the end both directories have each vendor once.
 */
describe('an apply whose worker is killed with SIGKILL', () => {
  let stack: Stack;
  afterEach(() => stack?.stop());

  const align = (ask: contract.VendorsAsked) => {
    const { connectionId, postingQueue, temporal } = stack;
    return temporal.workflow.execute(
      contract.vendorAlignmentWorkflowType,
      contract.alignVendorsStartOptions({ connectionId, ask }, postingQueue),
    ) as Promise<contract.VendorsAligned>;
  };

  /** Both directories with vendors to be joined, created and renamed in Brex, and created in Epicor. */
  async function prepare(): Promise<string> {
    stack = await startStack({ vendorCount: 300, worker: false });
    const { connectionId, store } = stack;
    const names = stack.world.epicor.vendors.filter(({ inactive }) => !inactive).map(({ name }) => name);
    // Brex takes names for one that differ in upper and lower case only
    const unique = new Map(names.map((name) => [name.toLowerCase(), name]));
    const shared = [...unique.values()].slice(0, 200).map((name, at) => payable(`s${at}`, name));
    const own = Array.from({ length: approved }, (_, at) => payable(`o${at}`, `Xq${at}zzv Vreskolt`));
    stack.brex.state.vendors = [...shared, ...own];
    for (const { id: brexVendorId } of own)
      await store.vendorPartners.approve(connectionId, { brexVendorId, by: 'Dana', vendorId: null });
    const worker = await WorkerProcess.start(stack);
    await align({ kind: 'plan' });
    const joined = (await store.vendorAlignment.plan(connectionId))?.plan.steps.filter(
      (step) => step.kind === 'link',
    );
    for (const { vendorNum } of joined?.slice(0, renamed) ?? [])
      stack.epicor.changeVendor(vendorNum, { EMailAddress: `ap${vendorNum}@renamed.example` });
    const { digest } = await align({ kind: 'plan' });
    await worker.kill();
    return digest ?? '';
  }

  async function killAt(moments: readonly Moment[]): Promise<void> {
    const digest = await prepare();
    stack.brex.calls.reset();
    let applied: Promise<contract.VendorsAligned> | null = null;
    for (const { system, carriedOut, ...match } of moments) {
      const { faults } = stack[system];
      faults.arm({ fault: 'timeout', commit: carriedOut, match, delayMs: 600_000 });
      const worker = await WorkerProcess.start(stack);
      applied ??= align({ kind: 'apply', digest, by: 'Dana' });
      await until('the request is held', async () => faults.list()[0]?.met === 1);
      await worker.kill();
      faults.clear();
    }
    const last = await WorkerProcess.start(stack);
    try {
      expect(await applied).toMatchObject({ outcome: 'aligned', refused: 0 });
      expectEachOnce();
      const { counts, written } = await align({ kind: 'plan' });
      expect({ ...counts, written }).toMatchObject({
        link: 0,
        createInBrex: 0,
        updateInBrex: 0,
        createInEpicor: 0,
        waiting: 0,
        written: 0,
      });
      const partners = await stack.store.vendorPartners.all(stack.connectionId);
      const joined = new Set(partners.map(({ brexVendorId }) => brexVendorId));
      const ours = stack.brex.state.vendors.filter(({ id }) => !id.startsWith('s'));
      expect(ours.length).toBeGreaterThan(approved + 10);
      expect(ours.filter(({ id }) => !joined.has(id))).toEqual([]);
    } finally {
      await last.stop();
    }
  }

  function expectEachOnce(): void {
    const inBrex = stack.brex.state.vendors.map(({ company_name }) => company_name.toLowerCase());
    expect(inBrex.filter((name, at) => inBrex.indexOf(name) !== at)).toEqual([]);
    const rows = stack.epicor.db.table('Vendor').all();
    for (let at = 0; at < approved; at += 1) {
      expect(rows.filter(({ Name }) => Name === `Xq${at}zzv Vreskolt`)).toHaveLength(1);
      expect(rows.filter(({ ExternalId }) => ExternalId === `o${at}`)).toHaveLength(1);
    }
  }

  const inEpicor = { system: 'epicor', method: 'POST', path: 'VendorSvc/Update' } as const;
  const created = { system: 'brex', method: 'POST', path: '/v1/vendors' } as const;
  const changed = { system: 'brex', method: 'PUT', path: '/v1/vendors/' } as const;

  it('before or after a vendor was saved in Epicor', async () => {
    await killAt([
      { ...inEpicor, skip: 0, carriedOut: true },
      { ...inEpicor, skip: 1, carriedOut: false },
    ]);
  }, 240_000);

  it('before or after one was created or changed in Brex', async () => {
    await killAt([
      { ...changed, skip: 2, carriedOut: true },
      { ...changed, skip: 3, carriedOut: false },
      { ...created, skip: 5, carriedOut: true },
      { ...created, skip: 7, carriedOut: false },
    ]);
    const { 'POST /v1/vendors': posts = 0, 'PUT /v1/vendors/:id': puts = 0 } = vendorWrites(stack);
    // one that was not carried out is sent again; one whose answer was lost is found by its name
    expect(posts).toBeGreaterThan(10);
    expect(puts).toBeGreaterThanOrEqual(renamed);
  }, 300_000);
});
