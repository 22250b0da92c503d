import { expectBookedOnce, exportRecord, until } from '../support/booking';
import { type Stack, startStack } from '../support/stack';
import { alignOnce, instruments, payable, vendorsCommand, vendorWrites } from '../support/vendor-directories';

const count = 300;
const expense = { merchant: 'uline', amount: '27.00', account: '6520|60|100|00' } as const;
const booked = { '6520|60|100|00': '27.00', '2110|00|000|00': '-27.00' };

/** Brex's payables directory and Epicor's vendors, 300 of each. */
describe('vendors of both directories', () => {
  let stack: Stack;
  let before: Record<string, unknown>;

  beforeAll(async () => {
    stack = await startStack({ vendorCount: count });
    const names = stack.world.epicor.vendors.filter(({ inactive }) => !inactive).map(({ name }) => name);
    const shared = [...new Set(names)].slice(0, count / 2).map((name, at) => payable(`s${at}`, name));
    const own = Array.from({ length: count / 2 }, (_, at) => payable(`o${at}`, `Xq${at}zzv Vreskolt`));
    stack.brex.state.vendors = [...shared, ...own];
    before = instruments(stack);
  });
  afterAll(() => stack?.stop());
  beforeEach(() => stack.brex.calls.reset());
  afterEach(() => {
    stack.brex.faults.clear();
    stack.epicor.faults.clear();
    stack.brex.behave({ deniedScopes: [], takenVendorName: 400 });
  });

  const run = (verb: string, ...args: string[]) => vendorsCommand(stack, verb, ...args);
  const inBrex = (name: string) => stack.brex.state.vendors.filter((vendor) => vendor.company_name === name);
  const partners = () => stack.store.vendorPartners.all(stack.connectionId);
  const partnerOf = async (vendorNum: number) =>
    (await partners()).find((partner) => partner.vendorNum === vendorNum);
  const rowsOf = (name: string) =>
    stack.epicor.db
      .table('Vendor')
      .all()
      .filter((row) => row.Name === name);

  describe('before a person applied a plan', () => {
    it('are only planned, by schedule too', async () => {
      const ran = await alignOnce(stack);
      expect(ran).toMatchObject({ outcome: 'planned', written: 0, counts: { createInEpicor: 0 } });
      expect(ran.counts?.link).toBeGreaterThan(100);
      expect(ran.counts?.createInBrex).toBeGreaterThan(100);
      expect(ran.counts?.proposals).toBeGreaterThan(100);
      expect(vendorWrites(stack)).toEqual({});
      expect(await partners()).toEqual([]);
    });

    it('are shown with counts and lines', async () => {
      const said = await run('plan');
      expect(said).toMatch(/\d+ {2}join, by the same name/);
      expect(said).toMatch(/\d+ {2}create in Brex/);
      expect(said).toContain('o0  Xq0zzv Vreskolt');
      expect(said).toContain('Nothing was written');
      expect(await run('status')).toContain('No plan was applied yet');
      const json = JSON.parse(await run('plan', '--json')) as { digest: string; counts: object };
      expect(said).toContain(`Plan ${json.digest}`);
    });

    it('are not written by a plan that no longer is what was shown', async () => {
      stack.epicor.addVendor({ VendorID: 'LATE', Name: 'Late Arrival Castings' });
      expect(await run('apply', '--by', 'Dana')).toContain('have changed since that plan');
      expect(vendorWrites(stack)).toEqual({});
    });
  });

  it('are written as planned once a person applies the plan, without a word to payment instruments', async () => {
    await run('plan');
    const { plan } = (await stack.store.vendorAlignment.plan(stack.connectionId)) ?? {};
    const creates = plan?.steps.filter(({ kind }) => kind === 'create-in-brex') ?? [];
    stack.brex.calls.reset();
    expect(await run('apply', '--by', 'Dana')).toContain('0 refused');
    expect(vendorWrites(stack)['POST /v1/vendors']).toBe(creates.length);
    expect(inBrex('Late Arrival Castings')).toHaveLength(1);
    expect(instruments(stack)).toMatchObject(before);
    const { appliedBy } = await stack.store.vendorAlignment.state(stack.connectionId);
    expect(appliedBy).toBe('Dana');
  });

  it('are left alone by every run thereafter', async () => {
    const ran = await alignOnce(stack);
    expect(ran).toMatchObject({
      outcome: 'aligned',
      written: 0,
      counts: { link: 0, createInBrex: 0, updateInBrex: 0, waiting: 0 },
    });
    expect(vendorWrites(stack)).toEqual({});
  });

  it('are renamed in Brex after Epicor; what was renamed in Brex is listed', async () => {
    const [first, second] = await partners();
    if (!first || !second) throw new Error('there are no partners');
    stack.epicor.changeVendor(first.vendorNum, { Name: 'Señor Gauge & Tool' });
    const other = stack.brex.state.vendors.find(({ id }) => id === second.brexVendorId);
    if (other) other.company_name = 'Typed By Hand';
    expect(await alignOnce(stack)).toMatchObject({ outcome: 'aligned', written: 1 });
    expect(inBrex('Senor Gauge & Tool')).toMatchObject([{ id: first.brexVendorId }]);
    expect(inBrex('Typed By Hand')).toHaveLength(1);
    expect(await run('status')).toContain('"Typed By Hand"');
    expect(
      await run('link', second.brexVendorId, '--vendor-num', String(second.vendorNum), '--by', 'Dana'),
    ).toContain('is joined');
    expect(await alignOnce(stack)).toMatchObject({ written: 0 });
    expect(await run('status')).not.toContain('renamed-in-brex');
    expect(instruments(stack)).toMatchObject(before);
  });

  it('that are switched off in Epicor stay in Brex, and are listed', async () => {
    const partner = (await partners())[4];
    stack.epicor.changeVendor(partner?.vendorNum ?? 0, { Inactive: true });
    expect(await alignOnce(stack)).toMatchObject({ written: 0 });
    expect(stack.brex.state.vendors.some(({ id }) => id === partner?.brexVendorId)).toBe(true);
    expect(await run('status', '--all')).toContain('deactivated: Epicor vendor');
    stack.epicor.changeVendor(partner?.vendorNum ?? 0, { Inactive: false });
  });

  it('follow a contact of ours, and leave what a person typed', async () => {
    const vendorNum = stack.epicor.addVendor({
      VendorID: 'MAILED',
      Name: 'Mailed Fasteners',
      EMailAddress: 'ap@mailed.example',
    });
    await alignOnce(stack);
    const [vendor] = inBrex('Mailed Fasteners');
    expect(vendor?.email).toBe('ap@mailed.example');
    stack.epicor.changeVendor(vendorNum, { EMailAddress: 'ar@mailed.example' });
    await alignOnce(stack);
    expect(vendor?.email).toBe('ar@mailed.example');
    if (vendor) vendor.email = 'typed@mailed.example';
    stack.epicor.changeVendor(vendorNum, { EMailAddress: 'last@mailed.example' });
    expect(await alignOnce(stack)).toMatchObject({ written: 0 });
    expect(vendor?.email).toBe('typed@mailed.example');
  });

  it.each(['commit-then-drop', 'drop-then-commit-later', 'reset'] as const)(
    'are created once although the answer was lost (%s)',
    async (fault) => {
      const name = `Lost Answer ${fault}`;
      const vendorNum = stack.epicor.addVendor({ VendorID: `L${fault.slice(0, 7)}`, Name: name });
      stack.brex.faults.arm({ match: { method: 'POST', path: '/v1/vendors' }, fault, delayMs: 500 });
      expect(await alignOnce(stack)).toMatchObject({ outcome: 'aligned', written: 1, refused: 0 });
      await stack.brex.faults.settled();
      expect(inBrex(name)).toHaveLength(1);
      // found by its name, or never come: no second one was sent
      expect(vendorWrites(stack)).toEqual({ 'POST /v1/vendors': 1 });
      expect((await partnerOf(vendorNum))?.brexVendorId).toBe(inBrex(name)[0]?.id);
      expect(await alignOnce(stack)).toMatchObject({ written: 0 });
    },
  );

  it('are changed once although the answer was lost', async () => {
    const partner = (await partners())[6];
    stack.epicor.changeVendor(partner?.vendorNum ?? 0, { Name: 'Changed And Lost' });
    stack.brex.faults.arm({ match: { method: 'PUT', path: '/v1/vendors' }, fault: 'commit-then-drop' });
    expect(await alignOnce(stack)).toMatchObject({ written: 1, refused: 0 });
    expect(vendorWrites(stack)).toEqual({ 'PUT /v1/vendors/:id': 1 });
    expect(inBrex('Changed And Lost')).toHaveLength(1);
  });

  it.each([400, 409] as const)(
    'are joined where a person creates the same one meanwhile (Brex answers %d)',
    async (takenVendorName) => {
      stack.brex.behave({ takenVendorName });
      const name = `Raced ${takenVendorName}`;
      const vendorNum = stack.epicor.addVendor({ VendorID: `R${takenVendorName}`, Name: name });
      stack.brex.faults.arm({ match: { method: 'POST' }, fault: 'delay', delayMs: 1_000 });
      const running = alignOnce(stack);
      await until('the creation is on its way', async () => stack.brex.faults.list()[0]?.met === 1);
      stack.brex.state.vendors.push(payable(`r${takenVendorName}`, name));
      expect(await running).toMatchObject({ written: 1, refused: 0 });
      expect(inBrex(name)).toHaveLength(1);
      expect(await partnerOf(vendorNum)).toMatchObject({
        brexVendorId: `r${takenVendorName}`,
        rule: 'same-name',
      });
    },
  );

  it('that Brex refuses are named with its words, and hold up no other', async () => {
    stack.epicor.addVendor({ VendorID: 'REFUSED', Name: 'Refused Bearings' });
    stack.epicor.addVendor({ VendorID: 'TAKEN', Name: 'Taken Bearings' });
    stack.brex.faults.arm({
      match: { method: 'POST', body: 'Refused Bearings' },
      fault: 'status',
      status: 400,
      body: { type: 'BAD_REQUEST', message: 'company_name is too peculiar' },
    });
    expect(await alignOnce(stack)).toMatchObject({ outcome: 'aligned', written: 1, refused: 1 });
    expect(await run('status')).toMatch(/Not done: Refused Bearings .*too peculiar/);
    expect(inBrex('Taken Bearings')).toHaveLength(1);
    expect(await alignOnce(stack)).toMatchObject({ written: 1, refused: 0 });
  });

  describe('of Brex that Epicor has not', () => {
    it('are created in Epicor once a person approves, once although the answer was lost', async () => {
      stack.epicor.faults.arm({
        match: { method: 'POST', path: 'VendorSvc/Update' },
        fault: 'commit-then-drop',
      });
      const said = await run('approve', 'o1', '--by', 'Dana');
      const rows = rowsOf('Xq1zzv Vreskolt');
      expect(rows).toHaveLength(1);
      expect(said).toContain(`It is vendor ${rows[0]?.VendorNum} of Epicor.`);
      expect(rows[0]).toMatchObject({ ExternalId: 'o1' });
      expect(await alignOnce(stack)).toMatchObject({ written: 0, created: 0 });
      expect(await run('approve', 'o1', '--by', 'Dana')).toContain('already');
    });

    it('wait with Epicor’s words where it refuses them', async () => {
      stack.epicor.faults.arm({
        match: { path: 'VendorSvc/Update' },
        fault: 'status',
        status: 400,
        body: { HttpStatus: 400, ErrorType: 'Ice.BLException', ErrorMessage: 'Group is required.' },
      });
      expect(await run('approve', 'o2', '--by', 'Dana')).toContain('Group is required.');
      expect(await run('status')).toContain('Waiting to be created in Epicor: o2, approved by Dana');
      expect(await alignOnce(stack)).toMatchObject({ created: 1 });
      expect(rowsOf('Xq2zzv Vreskolt')).toHaveLength(1);
    });

    it('are not created under the name of one that has a partner', async () => {
      const vendorNum = (await partners())[8]?.vendorNum ?? 0;
      const row = stack.epicor.db.table('Vendor').get(vendorNum);
      stack.brex.state.vendors.push(payable('twin', `${row?.Name}`));
      expect(await run('approve', 'twin', '--by', 'Dana')).toContain('is joined with');
      expect(rowsOf(`${row?.Name}`)).toHaveLength(1);
      stack.brex.state.vendors = stack.brex.state.vendors.filter(({ id }) => id !== 'twin');
    });
  });

  describe('more of which would change than a scheduled run may change by itself', () => {
    const notices = async () =>
      (await stack.store.notices.open(stack.connectionId))
        .filter(({ subject }) => subject === 'vendor-plan-waits')
        .map(({ message }) => message);
    let imports = 0;
    function imported(): { name: string; vendorNum: number }[] {
      imports += 1;
      return [1, 2, 3, 4].map((at) => {
        const name = `Imported Castings ${imports}.${at}`;
        return { name, vendorNum: stack.epicor.addVendor({ VendorID: `IM${imports}.${at}`, Name: name }) };
      });
    }

    it('are left alone by it, and the plan waits with a notice until a person applies it', async () => {
      await stack.reconnect({ 'schedules:': 'vendors: { mostUnattendedChanges: 3 }\nschedules:' });
      // a worker takes a changed connection within seconds; until then it writes
      const vendors = await until('the changed connection is seen', async () => {
        const some = imported();
        stack.brex.calls.reset();
        const { outcome } = await alignOnce(stack);
        return outcome === 'too-many-changes' ? some : null;
      });
      const names = vendors.map(({ name }) => name);
      stack.epicor.changeVendor(vendors[0]?.vendorNum ?? 0, { EMailAddress: 'ap@imported.example' });
      expect(await alignOnce(stack)).toMatchObject({
        outcome: 'too-many-changes',
        written: 0,
        counts: { createInBrex: 4 },
      });
      expect(names.flatMap(inBrex)).toEqual([]);
      expect(vendorWrites(stack)).toEqual({});
      expect(await notices()).toEqual([
        `4 vendors would be created and 0 changed in Brex, more than the 3 that a scheduled run may (vendors.mostUnattendedChanges). Nothing was written. See brex-kinetic vendors plan -c ${stack.connectionId}; carry it out with vendors apply.`,
      ]);
      expect(await run('status')).toContain('A scheduled run does not write so many');

      await run('plan');
      expect(await run('apply', '--by', 'Dana')).toContain('4 steps written');
      expect(names.flatMap(inBrex)).toHaveLength(4);
      expect(await notices()).toEqual([]);
    });

    it('are written by it while they are no more than that', async () => {
      for (const at of [5, 6, 7])
        stack.epicor.addVendor({ VendorID: `IMP${at}`, Name: `Imported Castings ${at}` });
      expect(await alignOnce(stack)).toMatchObject({ outcome: 'aligned', written: 3 });
      expect(await notices()).toEqual([]);
    });

    it('wait no longer once they have become fewer', async () => {
      const numbers = [0, 1, 2, 3].map((at) =>
        stack.epicor.addVendor({ VendorID: `GON${at}`, Name: `Gone Castings ${at}` }),
      );
      expect(await alignOnce(stack)).toMatchObject({ outcome: 'too-many-changes' });
      stack.epicor.changeVendor(numbers[0] ?? 0, { Inactive: true });
      expect(await alignOnce(stack)).toMatchObject({ outcome: 'aligned', written: 3 });
      expect(await notices()).toEqual([]);
    });
  });

  it('are parted by a person, and not joined again without one', async () => {
    const partner = (await partners()).find(({ rule }) => rule === 'same-name');
    if (!partner) throw new Error('no pair was joined by name');
    expect(await run('unlink', partner.brexVendorId, '--by', 'Dana')).toContain('are parted');
    expect(await alignOnce(stack)).toMatchObject({ written: 0 });
    expect(await partnerOf(partner.vendorNum)).toBeUndefined();
    const num = String(partner.vendorNum);
    await run('link', partner.brexVendorId, '--vendor-num', num, '--by', 'Dana');
    expect(await partnerOf(partner.vendorNum)).toMatchObject({ rule: 'decided' });
  });

  describe('where Brex does not let them be seen', () => {
    const notices = async () =>
      (await stack.store.notices.open(stack.connectionId))
        .filter(({ subject }) => subject === 'vendors-not-allowed')
        .map(({ message }) => message);
    const roleMissing = {
      type: 'UNAUTHORIZED',
      message: 'Only account admin, ap clerks and bookkeepers can access contacts',
    };

    it.each([
      ['by scope', null],
      ['by role', roleMissing],
      ['in words that nobody knows', { type: 'UNAUTHORIZED', message: 'Nope' }],
    ])(
      '%s: are not aligned until the connection changes, and records are booked as ever',
      async (_, body) => {
        if (body === null) stack.brex.behave({ deniedScopes: ['vendors', 'vendors.readonly'] });
        else
          stack.brex.faults.arm({
            match: { path: '/v1/vendors', times: 0 },
            fault: 'status',
            status: 401,
            body,
          });
        expect(await alignOnce(stack)).toMatchObject({ outcome: 'off' });
        expect(await stack.store.holds.current(stack.connectionId)).toEqual([]);
        expect(await notices()).toEqual([expect.stringContaining('Brex does not let vendors be seen')]);
        stack.brex.calls.reset();
        expect(await alignOnce(stack)).toMatchObject({ outcome: 'off' });
        expect(stack.brex.calls.counts()).not.toHaveProperty('GET /v1/vendors');
        expect(await run('plan')).toContain('Give the Brex token the scope "vendors"');
        expect(await run('status')).toContain('Nothing is aligned since');
        await expectBookedOnce(stack, exportRecord(stack, expense), booked);

        stack.brex.faults.clear();
        stack.brex.behave({ deniedScopes: [] });
        await stack.reconnect({ 'settle: 10s': `settle: ${body === null ? 2 : body.message.length}s` });
        await until('the changed connection is seen', async () => {
          const { outcome } = await alignOnce(stack);
          return outcome === 'aligned';
        });
        expect(await run('status')).not.toContain('Nothing is aligned since');
      },
    );
  });

  it('are written nowhere in preview', async () => {
    await stack.reconnect({ 'mode: live': 'mode: preview' });
    await until('preview is seen', async () => (await alignOnce(stack)).outcome === 'planned');
    stack.epicor.addVendor({ VendorID: 'PREVIEW', Name: 'Preview Castings' });
    await alignOnce(stack);
    await run('plan');
    expect(await run('apply', '--by', 'Dana')).toContain('in preview: nothing is written');
    expect(inBrex('Preview Castings')).toEqual([]);
  });
});
