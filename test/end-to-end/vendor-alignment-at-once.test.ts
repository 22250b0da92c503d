import * as contract from '../../workflows/contract';
import { until } from '../support/booking';
import { type Stack, startStack } from '../support/stack';
import { alignOnce, payable, vendorsCommand, vendorWrites } from '../support/vendor-directories';

/** Runs that align the vendors of one connection, and people who decide meanwhile. */
describe('while vendors are being aligned', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ vendorCount: 300 });
    stack.brex.state.vendors = [payable('own', 'Xqzzv Vreskolt')];
    await alignOnce(stack);
  });
  afterAll(() => stack?.stop());
  afterEach(() => stack.brex.faults.clear());

  const run = (verb: string, ...args: string[]) => vendorsCommand(stack, verb, ...args);
  const named = (name: string) => stack.brex.state.vendors.filter((vendor) => vendor.company_name === name);
  const newVendor = (name: string) =>
    stack.epicor.addVendor({ VendorID: name.slice(0, 8).trim(), Name: name });
  const planned = async () => (await stack.store.vendorAlignment.plan(stack.connectionId))?.plan;

  /** `apply` of the stored plan, which stands still at its first creation until `go` is called. */
  async function heldApply(by: string) {
    const { connectionId, postingQueue, temporal } = stack;
    const { digest = '' } = (await planned()) ?? {};
    stack.brex.faults.arm({ match: { method: 'POST', path: '/v1/vendors' }, fault: 'delay', delayMs: 3_000 });
    const handle = await temporal.workflow.start(
      contract.vendorAlignmentWorkflowType,
      contract.alignVendorsStartOptions({ connectionId, ask: { kind: 'apply', digest, by } }, postingQueue),
    );
    await until('a creation is on its way', async () => stack.brex.faults.list()[0]?.met === 1);
    return handle.result() as Promise<contract.VendorsAligned>;
  }

  it('a second apply is told who is at it since when, and a scheduled run has its turn afterwards', async () => {
    await run('plan');
    const creates = (await planned())?.steps.filter(({ kind }) => kind === 'create-in-brex') ?? [];
    expect(creates.length).toBeGreaterThan(20);
    const first = heldApply('Dana');
    await until('the first run is at it', async () => stack.brex.faults.list()[0]?.met === 1);
    const scheduled = alignOnce(stack);
    const second = await run('apply', '--by', 'Lee');
    expect(second).toMatch(
      /The vendors of \S+ are being aligned already: Dana applies a plan, since \d{4}-\d\d-\d\d \d\d:\d\d UTC, \d+ of \d+ steps done\. Nothing was started/,
    );
    expect(await run('plan')).toContain('Dana applies a plan');
    expect(await run('status')).toContain('A run is under way: Dana applies a plan');

    expect(await first).toMatchObject({ outcome: 'aligned', refused: 0 });
    expect(await scheduled).toMatchObject({ outcome: 'aligned', written: 0 });
    const names = stack.brex.state.vendors.map(({ company_name }) => company_name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(creates.length + 1);
    expect(await run('status')).toContain('No run is under way.');
  });

  it('a vendor that a person joins is not created beside its partner', async () => {
    newVendor('Aabel Held Up');
    const vendorNum = newVendor('Zzabel Joined Meanwhile');
    stack.brex.state.vendors.push(payable('joined', 'Quite Another Name'));
    await run('plan');
    const applied = heldApply('Dana');
    await until('the run is at it', async () => stack.brex.faults.list()[0]?.met === 1);
    expect(await run('link', 'joined', '--vendor-num', String(vendorNum), '--by', 'Lee')).toContain(
      'is joined',
    );
    expect(await applied).toMatchObject({ outcome: 'aligned' });
    expect(named('Zzabel Joined Meanwhile')).toEqual([]);
    expect(named('Aabel Held Up')).toHaveLength(1);
    const partners = await stack.store.vendorPartners.all(stack.connectionId);
    expect(partners.find((partner) => partner.vendorNum === vendorNum)).toMatchObject({
      brexVendorId: 'joined',
      rule: 'decided',
    });
  });

  it('two that a person parts stay parted, although a change of them was planned', async () => {
    newVendor('Babel Held Up');
    const [partner] = await stack.store.vendorPartners.all(stack.connectionId);
    if (!partner) throw new Error('there are no partners');
    stack.epicor.changeVendor(partner.vendorNum, { EMailAddress: 'ap@renamed.example' });
    await run('plan');
    const { digest = '', steps = [] } = (await planned()) ?? {};
    expect(steps.map(({ kind }) => kind)).toContain('update-in-brex');
    stack.brex.faults.arm({ match: { method: 'GET', path: '/v1/vendors/' }, fault: 'delay', delayMs: 3_000 });
    const { connectionId, postingQueue, temporal } = stack;
    const applied = temporal.workflow.execute(
      contract.vendorAlignmentWorkflowType,
      contract.alignVendorsStartOptions(
        { connectionId, ask: { kind: 'apply', digest, by: 'Dana' } },
        postingQueue,
      ),
    ) as Promise<contract.VendorsAligned>;
    await until('the change is on its way', async () => stack.brex.faults.list()[0]?.met === 1);
    stack.brex.calls.reset();
    expect(await run('unlink', partner.brexVendorId, '--by', 'Lee')).toContain('are parted');
    await applied;
    expect(Object.keys(vendorWrites(stack)).filter((kind) => kind.startsWith('PUT'))).toEqual([]);
    const pairs = await stack.store.vendorPartners.all(stack.connectionId);
    expect(pairs.find((pair) => pair.brexVendorId === partner.brexVendorId)).toBeUndefined();
  });

  it('an approval is kept, and carried out by the next run', async () => {
    newVendor('Cabel Held Up');
    await run('plan');
    const applied = heldApply('Dana');
    await until('the run is at it', async () => stack.brex.faults.list()[0]?.met === 1);
    const said = await run('approve', 'own', '--by', 'Lee');
    expect(said).toContain('"Xqzzv Vreskolt" is to be created in Epicor');
    expect(said).toContain('Dana applies a plan');
    expect(said).toContain('Your approval is kept');
    await applied;
    expect(await alignOnce(stack)).toMatchObject({ created: 1 });
  });
});
