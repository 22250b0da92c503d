import { LosslessNumber } from 'lossless-json';
import type { RecordSnapshot } from '../../accounting/accounting-record';
import type { PlannedDocument } from '../../accounting/document';
import { LedgerConflict } from '../../store';
import { newRow, pins, rowIn } from './support/ledger-rows';
import { openTestStore, secrets, settingsOf, type TestStore } from './support/store-for-tests';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
  await test.store.connections.save(settingsOf(), secrets);
});
afterAll(() => test.close());

const snapshot = (memo: string) =>
  ({ record: { id: 'ar_1', version: 1, memo }, merchant: null, names: {} }) as unknown as RecordSnapshot;
const plan = (total: string) =>
  ({
    kind: 'ap-invoice',
    total: { amount: total, currency: 'USD' },
    lines: [],
  }) as unknown as PlannedDocument;
const count = async (table: string, recordId: string): Promise<number> =>
  (await test.sql.query(`select from ${table} where record_id = $1`, [recordId])).rowCount ?? 0;

describe('what was read of a record', () => {
  it('is the snapshot saved last; older ones are kept', async () => {
    const key = await newRow(test.store);
    await test.store.drafts.saveSnapshot(key, 1, snapshot('lunch'));
    await test.store.drafts.saveSnapshot(key, 2, snapshot('dinner'));
    await expect(test.store.drafts.snapshot(key)).resolves.toEqual(snapshot('dinner'));
    await expect(count('record_snapshot', key.recordId)).resolves.toBe(2);
  });
});

describe('what was planned', () => {
  it('is the plan saved last; older ones are kept', async () => {
    const key = await newRow(test.store);
    await test.store.drafts.savePlan(key, plan('12.50'));
    await test.store.drafts.savePlan(key, plan('12.51'));
    await expect(test.store.drafts.plan(key)).resolves.toEqual(plan('12.51'));
    await expect(count('document_plan', key.recordId)).resolves.toBe(2);
  });
});

describe("Epicor's default rows", () => {
  it('keep every digit of their numbers', async () => {
    const key = await newRow(test.store);
    const rows = {
      APInvHed: [{ SysRevID: new LosslessNumber('9007199254740993'), Total: new LosslessNumber('0.10') }],
    };
    await test.store.drafts.saveDraft(key, rows);
    await expect(test.store.drafts.draft(key)).resolves.toEqual(rows);
  });

  it('are the last ones only', async () => {
    const key = await newRow(test.store);
    await test.store.drafts.saveDraft(key, { attempt: 'first' });
    await test.store.drafts.saveDraft(key, { attempt: 'second' });
    await expect(test.store.drafts.draft(key)).resolves.toEqual({ attempt: 'second' });
    await expect(count('document_draft', key.recordId)).resolves.toBe(1);
  });
});

describe('a record that is reserved', () => {
  it("has Epicor's defaults and its pins at once", async () => {
    const key = await newRow(test.store);
    await expect(test.store.ledger.reserve(key, { attempt: 'first' }, pins)).resolves.toMatchObject({
      state: 'reserved',
      ...pins,
    });
    await test.store.ledger.reserve(key, { attempt: 'se\u0000cond' }, pins);
    await expect(test.store.drafts.draft(key)).resolves.toEqual({ attempt: 'se␀cond' });
  });

  it('keeps the defaults of what is being written where it may not be reserved again', async () => {
    const row = await rowIn(test.store, 'writing');
    await test.store.drafts.saveDraft(row, { attempt: 'first' });
    await expect(test.store.ledger.reserve(row, { attempt: 'second' }, pins)).rejects.toBeInstanceOf(
      LedgerConflict,
    );
    await expect(test.store.drafts.draft(row)).resolves.toEqual({ attempt: 'first' });
  });
});

describe('parts of one record', () => {
  it('are read together, each as it was saved last', async () => {
    const key = await newRow(test.store);
    await test.store.drafts.saveSnapshot(key, 1, snapshot('lunch'));
    await test.store.drafts.savePlan(key, plan('12.50'));
    await test.store.drafts.savePlan(key, plan('12.51'));
    await expect(test.store.drafts.parts(key, 'snapshot', 'plan', 'draft')).resolves.toEqual({
      snapshot: snapshot('lunch'),
      plan: plan('12.51'),
      draft: null,
    });
  });

  it('tell where the record stands, and whether somebody is asked for its vendor', async () => {
    const row = await rowIn(test.store, 'reserved');
    await expect(test.store.drafts.parts(row, 'state', 'asked')).resolves.toEqual({
      state: 'reserved',
      asked: false,
    });
    const asked = { merchant: 'Fastenal', merchantKeys: ['fastenal'], code: 'vendor-none', question: '?' };
    await test.store.vendorQuestions.ask(row, { ...asked, candidates: [] });
    await expect(test.store.drafts.parts(row, 'asked')).resolves.toEqual({ asked: true });
  });
});

describe('a record without any', () => {
  it('has null for each', async () => {
    const key = await newRow(test.store);
    await expect(test.store.drafts.snapshot(key)).resolves.toBeNull();
    await expect(test.store.drafts.plan(key)).resolves.toBeNull();
    await expect(test.store.drafts.draft(key)).resolves.toBeNull();
  });

  it('must be in the ledger before anything is kept of it', async () => {
    const unknown = { connectionId: 'acme', recordId: 'ar_unknown' };
    await expect(test.store.drafts.saveSnapshot(unknown, 1, snapshot('lunch'))).rejects.toMatchObject({
      code: '23503',
    });
  });
});
