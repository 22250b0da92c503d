import { answerMerchant, type MerchantAnswer } from '../../cli/approvals';
import { decide, type Verb } from '../../cli/decide';
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
  stack = await startStack();
});
afterAll(() => stack?.stop());
afterEach(() => stack?.epicor.faults.clear());

const vendors = () => stack.epicor.db.table('Vendor').all();
const active = () =>
  vendors()
    .filter((row) => row.Inactive !== true)
    .map((row) => Number(row.VendorNum));

/** A record whose merchant no vendor is like. */
async function waitingRecord(): Promise<{ id: string; merchant: string }> {
  merchants += 1;
  const letter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[merchants];
  const merchant = `SQ *QUVOX ${letter}ZZYX`;
  const id = exportRecord(stack, {
    merchant: { rawDescriptor: merchant, name: `Quvox ${letter}zzyx` },
    amount: '12.00',
    account: '6520|60|100|00',
  });
  await untilWaiting(stack, id, 'vendor-none');
  return { id, merchant };
}

/** What a terminal shows of a decision about one record. */
const decided = (recordId: string, verb: Verb, asked: object) =>
  decide(stack.temporal, { connectionId: stack.connectionId, recordId }, verb, { by, ...asked });

/** What a terminal shows of an answer for a merchant. */
async function answered(named: string, verb: MerchantAnswer['verb'], asked: object) {
  const said: string[] = [];
  const { connectionId } = stack;
  const answer = { connectionId, named, verb, asked: { by, ...asked } };
  const taken = await answerMerchant(stack.store, stack.temporal, answer, (line) => said.push(line));
  return { taken, said: said.join('\n') };
}

/** What the audit trail tells of a signal that was sent as it stands here. */
async function signalled(id: string, name: string, asked: unknown): Promise<string> {
  const before = (await story(stack, id)).length;
  await runOf(stack, id).signal(name, asked);
  return until('the signal is audited', async () =>
    (await story(stack, id)).slice(before).find((line) => line.includes('not obeyed')),
  );
}

describe('a vendor that Epicor does not have, or not any more', () => {
  it('is told as not done, and the record asks on', async () => {
    const { id, merchant } = await waitingRecord();
    expect(await answered(merchant, 'approve', { vendorNum: 99_999 })).toEqual({
      taken: false,
      said: 'Not done: Epicor has no vendor with number 99999. Choose an active vendor with approve.',
    });
    const inactive = active()[3] ?? 0;
    stack.epicor.changeVendor(inactive, { Inactive: true });
    expect(await decided(id, 'approve', { vendorNum: inactive })).toMatchObject({
      ok: false,
      words: expect.stringMatching(
        /^Vendor \d+ .* is inactive in Epicor\. Choose an active vendor with approve\.$/,
      ),
    });
    await runOf(stack, id).signal(contract.approveVendorSignal, { by, vendorNum: inactive });
    await until(
      'the signal is audited',
      async () => (await story(stack, id)).filter((line) => line.startsWith('approveVendor ok')).length === 3,
    );
    await untilWaiting(stack, id, 'vendor-inactive');
    stack.epicor.changeVendor(inactive, { Inactive: false });
    expect(await decided(id, 'approve', { vendorNum: inactive })).toMatchObject({ ok: true });
    await untilState(stack, id, 'exported');
  });
});

describe('a vendor that was not offered', () => {
  it('is refused in words of the command, and of the signal', async () => {
    const id = exportRecord(stack, { merchant: 'fastenal', amount: '13.00', account: '6520|60|100|00' });
    const { candidates } = await untilWaiting(stack, id, 'vendor-ambiguous');
    const offered = candidates.map(({ vendorNum }) => vendorNum);
    const vendorNum = active().find((num) => !offered.includes(num)) ?? 0;
    const words = `vendor ${vendorNum} is none of those offered (${offered.join(', ')})`;
    expect(await answered('FASTENAL COMPANY', 'approve', { vendorNum })).toEqual({
      taken: false,
      said: `Not done: ${words}; if it is meant, say so with --override`,
    });
    expect(await signalled(id, 'approveVendor', { by, vendorNum })).toBe(
      `approveVendor ignored: approveVendor was not obeyed: ${words}; if it is meant, say so with "override": true`,
    );
    expect(await decided(id, 'reject', { vendorNum })).toMatchObject({ ok: false, words });
    expect((await statusOf(stack, id)).candidates).toEqual(candidates);
  });
});

describe('what was typed wrongly', () => {
  it.each([
    ['approveVendor', { vendorNum: 101 }, 'approveVendor needs "by": who decides'],
    ['approveVendor', { by }, 'approveVendor needs "vendorNum": the number of an Epicor vendor'],
    ['approveVendor', { by, vendorNum: '101' }, '"vendorNum" is a whole number, without quotation marks'],
    [
      'approveVendor',
      { by, vendorNum: 101, remember: 'no' },
      '"remember" is true or false, without quotation marks',
    ],
    ['approveVendor', 'Dana', 'approveVendor needs one object, such as {"by": "your name"}'],
    ['rejectVendor', { by }, 'no vendor is offered that could be rejected'],
    ['createVendor', { by, name: 'x'.repeat(51) }, '"name" has 1 to 50 characters'],
    ['createVendor', { by, vendorId: 'ÄÖ' }, '"vendorId" has 1 to 8 letters and digits'],
  ])('as the signal %s %j changes nothing, and is told in the audit trail', async (signal, asked, why) => {
    typed ??= (await waitingRecord()).id;
    expect(await signalled(typed, signal, asked)).toBe(`${signal} ignored: ${signal} was not obeyed: ${why}`);
    expect((await statusOf(stack, typed)).reasonCode).toBe('vendor-none');
  });
  let typed: string | undefined;

  it('of a merchant, a record or a connection is told', async () => {
    expect(await answered('nobody', 'approve', { vendorNum: 101 })).toEqual({
      taken: false,
      said: `No record of "nobody" waits for a vendor: see brex-kinetic approvals -c ${stack.connectionId}.`,
    });
    expect((await decided('accr_none', 'approve', { vendorNum: 101 })).words).toContain(
      'No run of record accr_none is known',
    );
    const elsewhere = { connectionId: 'elsewhere', named: 'x', verb: 'reject', asked: { by } } as const;
    await expect(answerMerchant(stack.store, stack.temporal, elsewhere, () => {})).rejects.toThrow(
      'There is no connection "elsewhere"',
    );
  });
});

describe('who answers after another person', () => {
  it('is told so, and by whom, at the same moment too', async () => {
    const { id } = await waitingRecord();
    const [one = 0, other = 0] = active();
    const answers = await Promise.all([
      decided(id, 'approve', { vendorNum: one }),
      decided(id, 'approve', { vendorNum: other, by: 'Lee' }),
    ]);
    await untilState(stack, id, 'exported');
    const [booked] = invoicesOf(stack, id);
    const [first, late] = answers.map(({ ok }) => ok);
    expect([first, late].filter(Boolean)).toHaveLength(1);
    const winner = first ? 'Dana' : 'Lee';
    expect(booked?.vendorNum).toBe(first ? one : other);
    expect(answers.find(({ ok }) => !ok)?.words).toMatch(
      new RegExp(
        `^this record does not wait for a decision, since ${winner} decided \\(approve ${booked?.vendorNum}\\): it is`,
      ),
    );
  });

  it('is obeyed where the answer before was not taken, and each is told what came of their own', async () => {
    const { id } = await waitingRecord();
    const vendorNum = active()[2];
    const [first, second] = await Promise.all([
      decided(id, 'approve', { vendorNum: 99_999 }),
      decided(id, 'approve', { vendorNum, by: 'Lee' }),
    ]);
    expect(first?.ok).toBe(false);
    // it may have come while the first one was being looked up
    if (!second?.ok) {
      expect(second?.words).toContain('since Dana decided (approve 99999)');
      await untilWaiting(stack, id, 'vendor-missing');
      expect((await decided(id, 'approve', { vendorNum, by: 'Lee' })).ok).toBe(true);
    }
    await untilState(stack, id, 'exported');
    expect(invoicesOf(stack, id)[0]?.vendorNum).toBe(vendorNum);
  });

  it('is told how it ended, once it has', async () => {
    const { id, merchant } = await waitingRecord();
    await decided(id, 'approve', { vendorNum: active()[0] });
    await untilState(stack, id, 'exported');
    await runOf(stack, id).result();
    expect((await decided(id, 'approve', { vendorNum: 101 })).words).toMatch(
      /does not wait for a decision: it is booked and exported \(\d+\/BREX-.*\)\. Its story: brex-kinetic audit /,
    );
    expect((await answered(merchant, 'approve', { vendorNum: 101 })).said).toContain('No record of');
  });

  it('while Epicor is slow to take the first answer, is told that it is being carried out', async () => {
    const { id } = await waitingRecord();
    const vendorNum = active()[0];
    stack.epicor.faults.arm({ match: { path: 'VendorSvc' }, fault: 'delay', delayMs: 5_000 });
    const first = decided(id, 'approve', { vendorNum });
    await until(
      'it is being carried out',
      async () => (await statusOf(stack, id)).status === 'MatchingVendor',
    );
    expect((await statusOf(stack, id)).reason).toBe('What Dana answered is being carried out.');
    expect((await decided(id, 'approve', { vendorNum, by: 'Lee' })).words).toBe(
      `this record does not wait for a decision, since Dana decided (approve ${vendorNum}): its vendor is being looked up`,
    );
    expect((await first).ok).toBe(true);
  });

  it('who cannot wait for a busy worker is told that the answer is taken', async () => {
    const { id } = await waitingRecord();
    stack.epicor.faults.arm({ match: { path: 'VendorSvc' }, fault: 'delay', delayMs: 3_000 });
    const record = { connectionId: stack.connectionId, recordId: id };
    const asked = { by, vendorNum: active()[0] };
    expect(await decide(stack.temporal, record, 'approve', asked, 10)).toEqual({
      ok: true,
      words: 'Your decision is taken, and is being carried out.',
    });
    await untilState(stack, id, 'exported');
  });
});
