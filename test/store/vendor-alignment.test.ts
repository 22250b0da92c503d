import type { AlignmentPlan, AlignmentStep, Contact } from '../../accounting/vendor-alignment';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
let connectionId: string;
let connections = 0;
beforeAll(async () => {
  test = await openTestStore();
});
beforeEach(async () => {
  connections += 1;
  connectionId = `v${connections}`;
  await test.store.connections.save(settingsOf(connectionId), secrets);
});
afterAll(() => test.close());

const contact: Contact = { name: 'Čedar', email: null, phone: '1' };
const partner = (brexVendorId: string, vendorNum: number) =>
  ({ brexVendorId, vendorNum, rule: 'same-name', carried: contact, shown: contact }) as const;
const planOf = (digest: string, steps: readonly AlignmentStep[] = []): AlignmentPlan => ({
  digest,
  steps,
  waiting: [],
  creations: [],
  proposals: [],
  findings: [],
});

describe('partners', () => {
  const pairs = async () =>
    (await test.store.vendorPartners.all(connectionId)).map(
      ({ brexVendorId, vendorNum }) => `${brexVendorId}=${vendorNum}`,
    );

  it('are given back with what was carried and shown', async () => {
    await test.store.vendorPartners.save(connectionId, partner('b1', 1));
    expect(await test.store.vendorPartners.all(connectionId)).toEqual([partner('b1', 1)]);
  });

  it('are in one pair each: a new one parts the former pairs of both', async () => {
    const { vendorPartners } = test.store;
    await vendorPartners.save(connectionId, partner('b1', 1));
    await vendorPartners.save(connectionId, partner('b2', 2));
    await vendorPartners.save(connectionId, partner('b1', 2));
    expect(await pairs()).toEqual(['b1=2']);
    await vendorPartners.save(connectionId, { ...partner('b1', 2), shown: { ...contact, phone: '2' } });
    expect((await vendorPartners.all(connectionId))[0]?.shown.phone).toBe('2');
  });

  it('are found by either of their rows', async () => {
    const { vendorPartners } = test.store;
    await vendorPartners.save(connectionId, partner('b1', 1));
    await vendorPartners.save(connectionId, partner('b2', 2));
    const having = async (row: { brexVendorId?: string; vendorNum?: number }) =>
      (await vendorPartners.having(connectionId, row)).map(({ vendorNum }) => vendorNum);
    expect(await having({ brexVendorId: 'b1' })).toEqual([1]);
    expect(await having({ vendorNum: 2 })).toEqual([2]);
    expect(await having({ brexVendorId: 'b1', vendorNum: 2 })).toEqual([1, 2]);
    expect(await having({ vendorNum: 3 })).toEqual([]);
  });

  it('are parted once, and say what they were', async () => {
    const { vendorPartners } = test.store;
    await vendorPartners.save(connectionId, partner('b1', 1));
    expect(await vendorPartners.remove(connectionId, 'b1')).toEqual({ brexVendorId: 'b1', vendorNum: 1 });
    expect(await vendorPartners.remove(connectionId, 'b1')).toBeNull();
  });

  it('end an approval to create them', async () => {
    const { vendorPartners } = test.store;
    await vendorPartners.approve(connectionId, { brexVendorId: 'b1', by: 'Dana', vendorId: null });
    await vendorPartners.refuse(connectionId, 'b1', 'Group is required.');
    expect(await vendorPartners.approved(connectionId)).toEqual([
      { brexVendorId: 'b1', by: 'Dana', vendorId: null, refused: 'Group is required.' },
    ]);
    await vendorPartners.save(connectionId, partner('b1', 1));
    expect(await vendorPartners.approved(connectionId)).toEqual([]);
  });
});

describe('the plan', () => {
  it('counts each step once, and none of another plan', async () => {
    const { vendorAlignment } = test.store;
    await vendorAlignment.savePlan(connectionId, planOf('one'));
    const refusal = { brexVendorId: null, vendorNum: 1, name: 'Acme', reason: 'no' };
    expect(await vendorAlignment.advance(connectionId, 'one', 0, refusal)).toBe(true);
    expect(await vendorAlignment.advance(connectionId, 'one', 0, null)).toBe(false);
    expect(await vendorAlignment.advance(connectionId, 'other', 1, null)).toBe(false);
    expect(await vendorAlignment.plan(connectionId)).toMatchObject({ done: 1, refusals: [refusal] });
    await vendorAlignment.savePlan(connectionId, planOf('two'));
    expect(await vendorAlignment.plan(connectionId)).toMatchObject({
      plan: { digest: 'two' },
      done: 0,
      refusals: [],
    });
  });

  it('remembers who applied the first one', async () => {
    const { vendorAlignment } = test.store;
    expect(await vendorAlignment.state(connectionId)).toEqual({
      appliedAt: null,
      appliedBy: null,
      off: null,
    });
    await vendorAlignment.savePlan(connectionId, planOf('one'));
    await vendorAlignment.applied(connectionId, 'Dana');
    await vendorAlignment.applied(connectionId, 'Lee');
    expect((await vendorAlignment.state(connectionId)).appliedBy).toBe('Dana');
  });
});

it('is off from the first refusal until it is turned on', async () => {
  const { vendorAlignment } = test.store;
  await vendorAlignment.turnOff(connectionId, 'no scope', 3);
  const since = (await vendorAlignment.state(connectionId)).off?.since;
  await vendorAlignment.turnOff(connectionId, 'no role', 4);
  expect((await vendorAlignment.state(connectionId)).off).toEqual({ reason: 'no role', revision: 4, since });
  await vendorAlignment.turnOn(connectionId);
  expect((await vendorAlignment.state(connectionId)).off).toBeNull();
});
