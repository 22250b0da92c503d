import { answerMerchant, type MerchantAnswer, printApprovals } from '../../cli/approvals';
import * as contract from '../../workflows/contract';
import {
  exportRecord,
  invoicesOf,
  runOf,
  statusOf,
  story,
  until,
  untilState,
  untilWaiting,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const by = 'Dana';
let stack: Stack;
let merchants = 0;

beforeAll(async () => {
  stack = await startStack({
    settings: {
      'schedules:': 'vendors: { template: { TermsCode: N30, Country: USA } }\nschedules:',
    },
  });
});
afterAll(() => stack?.stop());
afterEach(() => {
  stack.epicor.faults.clear();
  stack.brex.faults.clear();
});

/** A merchant that no vendor is like, another one in each test. Brex tells only the card's text. */
function newMerchant(): { rawDescriptor: string; name: string } {
  merchants += 1;
  const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[merchants];
  return { rawDescriptor: `SQ *QUVOX ${letter}ZZYX`, name: `Quvox ${letter}zzyx` };
}

type Merchant = ReturnType<typeof newMerchant> | string;

const spend = (merchant: Merchant, amount: string): string =>
  exportRecord(stack, { merchant, amount, account: '6520|60|100|00' });

/** Records of one merchant, all of them waiting for a vendor. */
async function waitingOf(merchant: Merchant, amounts: readonly string[], code = 'vendor-none') {
  const ids = amounts.map((amount) => spend(merchant, amount));
  for (const id of ids) await untilWaiting(stack, id, code);
  return ids;
}

const vendors = () => stack.epicor.db.table('Vendor').all();
const anyVendor = (not: readonly number[] = []): number =>
  Number(vendors().find((row) => row.Inactive !== true && !not.includes(Number(row.VendorNum)))?.VendorNum);
const approve = (id: string, asked: Partial<contract.ApproveVendor>) =>
  runOf(stack, id).executeUpdate(contract.approveVendorUpdate, { args: [{ by, vendorNum: 0, ...asked }] });
const vendorOf = (id: string) => invoicesOf(stack, id).map(({ vendorNum }) => vendorNum);

async function listed(): Promise<ReturnType<typeof JSON.parse>> {
  const said: string[] = [];
  await printApprovals(stack.store, stack.connectionId, { json: true }, (line) => said.push(line));
  return JSON.parse(said.join('\n'));
}

async function answered(named: string, verb: MerchantAnswer['verb'], asked: object) {
  const said: string[] = [];
  const { connectionId } = stack;
  const taken = await answerMerchant(
    stack.store,
    stack.temporal,
    { connectionId, named, verb, asked: { by, ...asked } },
    (line) => said.push(line),
  );
  return { taken, said: said.join('\n') };
}

describe('one answer', () => {
  it('releases every record of the merchant, and no record of another', async () => {
    const merchant = newMerchant();
    const ids = await waitingOf(merchant, ['10.00', '20.00', '30.00']);
    const [stranger = ''] = await waitingOf(newMerchant(), ['40.00']);
    const vendorNum = anyVendor();

    expect(await answered(merchant.rawDescriptor, 'approve', { vendorNum })).toMatchObject({
      taken: true,
      said: expect.stringContaining('2 other records'),
    });
    for (const id of ids) await untilState(stack, id, 'exported');
    expect(ids.map(vendorOf)).toEqual([[vendorNum], [vendorNum], [vendorNum]]);
    expect((await statusOf(stack, stranger)).status).toBe('WaitingForVendor');
    expect((await listed()).map(({ merchant: name }: { merchant: string }) => name)).not.toContain(
      merchant.rawDescriptor,
    );
  });

  it('that is not to be remembered releases its own record only', async () => {
    const [first = '', second = ''] = await waitingOf(newMerchant(), ['11.00', '12.00']);
    await approve(first, { vendorNum: anyVendor(), remember: false });
    await untilState(stack, first, 'exported');
    expect((await statusOf(stack, second)).status).toBe('WaitingForVendor');
  });

  it('reaches a record that was on its way while it was given', async () => {
    const merchant = newMerchant();
    const [first = ''] = await waitingOf(merchant, ['13.00']);
    const second = spend(merchant, '14.00');
    await approve(first, { vendorNum: anyVendor() });
    await untilState(stack, second, 'exported');
    expect(vendorOf(second)).toEqual(vendorOf(first));
  });

  it('by a signal that comes while its record looks again is taken once it asks', async () => {
    const [id = ''] = await waitingOf(newMerchant(), ['17.00']);
    const vendorNum = anyVendor();
    stack.brex.faults.arm({ match: { path: '/v3/accounting/records' }, fault: 'delay', delayMs: 1_500 });
    await runOf(stack, id).signal(contract.wakeSignal);
    await until('it looks again', async () => (await statusOf(stack, id)).status === 'Fetching');
    await runOf(stack, id).signal(contract.approveVendorSignal, { vendorNum, by });
    await untilState(stack, id, 'exported');
    expect(vendorOf(id)).toEqual([vendorNum]);
  });

  it('and another at the same moment book each record once, and neither is lost', async () => {
    const [first = '', second = ''] = await waitingOf(newMerchant(), ['15.00', '16.00']);
    const one = anyVendor();
    const other = anyVendor([one]);
    const answers = await Promise.allSettled([
      approve(first, { vendorNum: one }),
      approve(second, { vendorNum: other }),
    ]);
    await untilState(stack, first, 'exported');
    // the later one may find its record answered for already, and is told so
    await untilState(stack, second, 'exported');
    const given = [one, other];
    const took = answers.map(({ status }) => status === 'fulfilled');
    expect(took).toContain(true);
    // whose answer was not taken is told who decided, and the record bears what was decided
    for (const [at, id] of [first, second].entries())
      expect(vendorOf(id)).toEqual([took[at] ? given[at] : given[1 - at]]);
  });
});

describe('a vendor that was not offered', () => {
  it('is refused in words, and booked to with an override', async () => {
    const [id = ''] = await waitingOf('fastenal', ['21.00'], 'vendor-ambiguous');
    const { candidates } = await statusOf(stack, id);
    const vendorNum = anyVendor(candidates.map((candidate) => candidate.vendorNum));
    await expect(approve(id, { vendorNum })).rejects.toMatchObject({
      cause: { message: expect.stringContaining('"override": true') },
    });
    await runOf(stack, id).signal(contract.approveVendorSignal, { vendorNum, by });
    await until('the refusal is audited', async () =>
      (await story(stack, id)).some((line) => line.includes('none of those offered')),
    );
    await approve(id, { vendorNum, override: true, remember: false });
    await untilState(stack, id, 'exported');
    expect(vendorOf(id)).toEqual([vendorNum]);
  });

  it('is looked up in Epicor: one that was made inactive meanwhile is asked about again', async () => {
    const [id = ''] = await waitingOf(newMerchant(), ['22.00']);
    const vendorNum = anyVendor();
    stack.epicor.changeVendor(vendorNum, { Inactive: true });
    await approve(id, { vendorNum });
    const waiting = await untilWaiting(stack, id, 'vendor-inactive');
    expect(waiting.reason).toContain(String(vendorNum));
    stack.epicor.changeVendor(vendorNum, { Inactive: false });
    await approve(id, { vendorNum });
    await untilState(stack, id, 'exported');
  });
});

describe('what is remembered', () => {
  it('of a vendor that was made inactive is replaced without contradiction', async () => {
    const merchant = newMerchant();
    const former = anyVendor();
    const [first = ''] = await waitingOf(merchant, ['23.00']);
    await approve(first, { vendorNum: former });
    await untilState(stack, first, 'exported');
    stack.epicor.changeVendor(former, { Inactive: true });
    const waiting = await waitingOf(merchant, ['24.00', '25.00'], 'vendor-inactive');
    const vendorNum = anyVendor([former]);
    await approve(waiting[0] ?? '', { vendorNum });
    for (const id of waiting) await untilState(stack, id, 'exported');
    expect(waiting.map(vendorOf)).toEqual([[vendorNum], [vendorNum]]);
  });
});

describe('a rejection', () => {
  it('asks every record of the merchant again with the others, then with none, and is kept', async () => {
    const ids = await waitingOf('motion', ['31.00', '32.00'], 'vendor-ambiguous');
    const [first = '', second = ''] = ids;
    const before = (await statusOf(stack, first)).candidates.map(({ vendorNum }) => vendorNum);
    expect(before.length).toBeGreaterThan(1);
    await runOf(stack, first).executeUpdate(contract.rejectVendorUpdate, {
      args: [{ by, vendorNum: before[0] }],
    });
    for (const id of ids) {
      await until('it is asked again with the rest', async () => {
        const { status, candidates } = await statusOf(stack, id);
        return status === 'WaitingForVendor' && candidates.every(({ vendorNum }) => vendorNum !== before[0]);
      });
    }
    expect((await answered(second, 'reject', {})).taken).toBe(true);
    for (const id of ids) await untilWaiting(stack, id, 'vendor-none');
    const next = spend('motion', '33.00');
    await untilWaiting(stack, next, 'vendor-none');
    const told = await Promise.all(ids.map((id) => story(stack, id)));
    expect(told.flat().join('\n')).toContain('said Dana');

    // approved after all
    const vendorNum = before[0] ?? 0;
    expect((await answered('MOTION INDUSTRIES', 'approve', { vendorNum })).taken).toBe(true);
    for (const id of [...ids, next]) await untilState(stack, id, 'exported');
    expect(vendorOf(next)).toEqual([vendorNum]);
  });

  it('is refused where nothing is offered', async () => {
    const [id = ''] = await waitingOf(newMerchant(), ['34.00']);
    expect(await answered(id, 'reject', {})).toEqual({
      taken: false,
      said: 'Not done: no vendor is offered that could be rejected',
    });
  });
});

describe('a vendor to be created', () => {
  it('is made once in Epicor from the template, although the answer is lost, and books the merchant', async () => {
    const merchant = newMerchant();
    const ids = await waitingOf(merchant, ['41.00', '42.00']);
    stack.epicor.faults.arm({ match: { path: 'VendorSvc/Update' }, fault: 'commit-then-drop' });
    expect((await answered(merchant.rawDescriptor, 'create-vendor', {})).taken).toBe(true);
    for (const id of ids) await untilState(stack, id, 'exported');
    const made = vendors().filter((row) => row.Name === merchant.name);
    expect(made).toMatchObject([{ TermsCode: 'N30', Country: 'USA' }]);
    const vendorNum = Number(made[0]?.VendorNum);
    expect(ids.map(vendorOf)).toEqual([[vendorNum], [vendorNum]]);
  });

  it('is made once where two ask for it at the same moment', async () => {
    const merchant = newMerchant();
    const ids = await waitingOf(merchant, ['43.00', '44.00']);
    await Promise.allSettled(
      ids.map((id) => runOf(stack, id).executeUpdate(contract.createVendorUpdate, { args: [{ by }] })),
    );
    for (const id of ids) await untilState(stack, id, 'exported');
    expect(vendors().filter((row) => row.Name === merchant.name)).toHaveLength(1);
  });

  it('is another one where another name is asked for, once the first cannot be used', async () => {
    // the same merchant of Brex each time
    const merchant = 'dolly-sods';
    const create = (id: string, name: string) =>
      runOf(stack, id).executeUpdate(contract.createVendorUpdate, { args: [{ by, name }] });
    const [first = ''] = await waitingOf(merchant, ['47.00']);
    await create(first, 'Dolly Sodds');
    await untilState(stack, first, 'exported');
    const [misspelt = 0] = vendorOf(first);
    stack.epicor.changeVendor(misspelt, { Inactive: true });
    const second = spend(merchant, '48.00');
    // with or without others that look alike
    await until(
      'the vendor is asked for',
      async () => (await statusOf(stack, second).catch(() => null))?.status === 'WaitingForVendor',
    );
    await create(second, 'Dolly Sods');
    await untilState(stack, second, 'exported');
    expect(vendors().find(({ VendorNum }) => Number(VendorNum) === vendorOf(second)[0])).toMatchObject({
      Name: 'Dolly Sods',
    });
  });

  it('keeps the question where Epicor does not take it, in words', async () => {
    const [id = ''] = await waitingOf(newMerchant(), ['45.00']);
    const taken = String(vendors()[0]?.VendorID);
    await runOf(stack, id).executeUpdate(contract.createVendorUpdate, { args: [{ by, vendorId: taken }] });
    const waiting = await untilWaiting(stack, id, 'vendor-refused');
    expect(waiting.reason).toContain(`Vendor ID ${taken} belongs to another vendor.`);
    expect(waiting.status).toBe('WaitingForVendor');
    await approve(id, { vendorNum: anyVendor() });
    await untilState(stack, id, 'exported');
  });
});

describe('the list of approvals', () => {
  it('groups by merchant, with totals and what to type', async () => {
    const merchant = newMerchant();
    const ids = await waitingOf(merchant, ['51.10', '52.20']);
    const [entry] = (await listed()).filter(
      ({ merchant: name }: { merchant: string }) => name === merchant.rawDescriptor,
    );
    expect(entry).toMatchObject({
      connection: stack.connectionId,
      totals: [{ amount: '103.3', currency: 'USD' }],
    });
    expect([...entry.recordIds].sort()).toEqual([...ids].sort());
    const said: string[] = [];
    await printApprovals(stack.store, stack.connectionId, {}, (line) => said.push(line));
    expect(said.join('\n')).toContain(`${merchant.rawDescriptor}: 2 records, 103.30 USD, waiting since `);
    expect(said.join('\n')).toContain(
      `npx brex-kinetic approvals approve ${entry.key.includes(' ') ? `'${entry.key}'` : entry.key} -c ${stack.connectionId} --vendor-num`,
    );
  });

  it('forgets what goes back to Brex', async () => {
    const merchant = newMerchant();
    const [id = ''] = await waitingOf(merchant, ['53.00']);
    await runOf(stack, id).executeUpdate(contract.returnUpdate, { args: [{ by, message: 'recode' }] });
    await untilState(stack, id, 'returned');
    expect(JSON.stringify(await listed())).not.toContain(id);
    expect(await answered(id, 'approve', { vendorNum: 1 })).toMatchObject({ taken: false });
  });
});

describe('waiting long', () => {
  const remind = (name: string) =>
    stack.temporal.workflow.execute(contract.remindWorkflowType, {
      workflowId: `reminders-${stack.connectionId}-${name}`,
      taskQueue: stack.postingQueue,
      args: [{ connectionId: stack.connectionId }],
    }) as Promise<contract.RemindResult>;

  it('is reminded of once and escalated once, and goes on', async () => {
    const [id = ''] = await waitingOf(newMerchant(), ['61.00']);
    expect(await remind('none')).toEqual({ reminded: 0, escalated: 0 });
    await stack.reconnect({
      'schedules:':
        'vendors: { idFrom: name }\napprovals: { remindAfter: 1s, escalateAfter: 300d }\nschedules:',
    });
    const mine = (entries: { recordIds: string[]; told: string }[]) =>
      entries.find(({ recordIds }) => recordIds.includes(id));
    // records of other tests may be due before this one
    await until('the settings are taken, the record is due and told of', async () => {
      expect(await remind(`some-${Date.now()}`)).toMatchObject({ escalated: 0 });
      return mine(await listed())?.told === 'reminded';
    });
    expect(await remind('again')).toEqual({ reminded: 0, escalated: 0 });
    expect((await statusOf(stack, id)).status).toBe('WaitingForVendor');
    const notices = async () =>
      (await stack.store.notices.open(stack.connectionId)).map(({ message }) => message);
    expect(await notices()).toEqual([expect.stringMatching(/waits? for a vendor since .*QUVOX/)]);

    await stack.reconnect({
      'schedules:': 'approvals: { remindAfter: 1s, escalateAfter: 2s }\nschedules:',
    });
    await until('it is escalated', async () => (await remind(`late-${Date.now()}`)).escalated > 0);
    expect(mine(await listed())?.told).toBe('escalated');

    for (const { key } of await listed())
      await answered(key, 'approve', { vendorNum: anyVendor(), override: true });
    await untilState(stack, id, 'exported');
    await until('nobody is told any more', async () => {
      await remind(`done-${Date.now()}`);
      return (await notices()).length === 0;
    });
  });
});
