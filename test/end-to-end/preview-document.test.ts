import { type PreviewCommand, printPreview } from '../../cli/preview';
import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import { openOrder } from '../../sandbox/world/hand-entered';
import { skipUpdate } from '../../workflows/contract';
import {
  exportRecord,
  runOf,
  statusOf,
  story,
  until,
  untilEnded,
  untilState,
  untilWaiting,
} from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const expense: RecordDraft = { merchant: 'uline', amount: '36.00', account: '6520|60|100|00', memo: 'Boxes' };

/** What a person is shown before a record is booked: by command, for any record of a live connection. */
describe('brex-kinetic preview', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  const key = (recordId: string) => ({ connectionId: stack.connectionId, recordId });

  async function ask(recordId: string, more: Partial<PreviewCommand> = {}): Promise<string> {
    const said: string[] = [];
    const fine = await printPreview(stack.temporal, key(recordId), {
      json: false,
      taskQueue: stack.postingQueue,
      say: (line) => said.push(line),
      ...more,
    });
    return `${fine ? '' : 'exit 1: '}${said.join('\n')}`;
  }

  /** Asks, and fails where anything in Brex, in Epicor or in our ledger is another than before. */
  async function askWithoutATrace(recordId: string, more: Partial<PreviewCommand> = {}): Promise<string> {
    const trace = async () => ({
      epicorRows: stack.epicor.db.sysRevId,
      brexRecords: stack.brex.records.all().map(({ id, version }) => `${id} ${version}`),
      row: await stack.store.ledger.get(key(recordId)),
      cursor: await stack.store.cursors.get(stack.connectionId, 'bills-updated-after'),
    });
    const before = await trace();
    stack.brex.calls.reset();
    const said = await ask(recordId, more);
    expect(await trace()).toEqual(before);
    expect(Object.keys(stack.brex.calls.counts()).filter((kind) => !/^GET /i.test(kind))).toEqual([]);
    return said;
  }

  const uline = () => stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'ULINE')?.vendorNum;
  const invoiceGroup = () => {
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    return `BREX${yesterday.slice(2, 4)}${yesterday.slice(5, 7)}`;
  };

  it('shows the document of a record that is not exported yet, and makes no group to ask whether its date is open', async () => {
    const { id } = stack.brex.records.create(expense);
    const said = await askWithoutATrace(id);
    const lines = said.split('\n').map((line) => line.trim().replace(/\s{2,}/g, '  '));
    expect(lines[0]).toBe(`Preview of ${id}: would be booked as ap-invoice, 0.00 USD.`);
    expect(lines).toEqual(
      expect.arrayContaining([
        'Brex has it in REVIEW: only a record that is ready for export is booked.',
        `AP invoice BREX-${id} in group ${invoiceGroup()}: Boxes`,
        `vendor ${uline()} ULINE, ULINE INC (the only active vendor of this name)`,
        'Dr 6520|60|100|00  36.00  Office supplies / Finance / Knoxville Head Office  Boxes',
        'Cr 2110|00|000|00  36.00  Brex card payable  Boxes',
        'total 0.00 USD: nothing stays open at the vendor',
        'checked  every account exists, is active and effective',
        'checked  it is not in Epicor under this number or mark',
        expect.stringMatching(
          /^unchecked {2}Epicor takes documents of .*: it can be asked once there is a group/,
        ),
      ]),
    );
    expect(await stack.store.ledger.get(key(id))).toBeNull();
    expect(stack.epicor.db.table('APInvGrp').get(invoiceGroup())).toBeFalsy();
  });

  it('shows what stands already of a record that is booked, and asks its group whether the date is open', async () => {
    const id = exportRecord(stack, expense);
    await untilState(stack, id, 'exported');
    await untilEnded(stack, id);
    const said = await askWithoutATrace(id);
    expect(said).toContain(`Our ledger has the record as exported as ${uline()}/BREX-${id}.`);
    expect(said).toContain(
      `unchecked  it is not in Epicor under this number or mark: ${uline()}/BREX-${id} bears`,
    );
    expect(said).toMatch(/checked {4}Epicor takes documents of \d/);
  });

  it('shows a journal, and its sides', async () => {
    const { id } = stack.brex.records.create({ type: 'CARD_PAYMENT', amount: '1250.00' });
    const said = await askWithoutATrace(id);
    expect(said).toContain('would be booked as gl-journal');
    expect(said).toContain('Dr 2110|00|000|00  1250.00');
    expect(said).toContain('Cr 1090|00|000|00  1250.00');
    expect(said).toContain('debits equal credits');
    expect(said).not.toContain('vendor');
  });

  it('tells that a date is closed where its group can be asked', async () => {
    const { id } = stack.brex.records.create(expense);
    const before = stack.epicor.seed.fiscalCalendar.earliestApplyDate;
    stack.epicor.setEarliestApplyDate('2099-01-01');
    const said = await askWithoutATrace(id);
    stack.epicor.setEarliestApplyDate(before);
    expect(said).toContain('would not be booked. Epicor does not take documents of');
    expect(said).toContain('not so     Epicor takes documents of');
    expect(said).toContain('What mends it: Open the period in Epicor');
    // and yet it is seen whole
    expect(said).toContain('Dr 6520|60|100|00  36.00');
  });

  it('asks who the vendor is, with the candidates, for a record that waits', async () => {
    const id = exportRecord(stack, { ...expense, merchant: 'fastenal' });
    await untilWaiting(stack, id, 'vendor-ambiguous');
    const said = await askWithoutATrace(id);
    expect(said).toContain('would ask for a vendor.');
    expect(said).toContain('vendor to be chosen');
    expect(said).toMatch(/perhaps vendor \d+ FASTKNX, FASTENAL COMPANY/);
    await runOf(stack, id).executeUpdate(skipUpdate, { args: [{ by: 'Dana', reason: 'test over' }] });
  });

  it.each([
    [
      'an account that Epicor does not have',
      { ...expense, account: '6310|60|100|00' },
      'Account 6310|60|100|00 does not exist',
    ],
    [
      'an open purchase order',
      { ...expense, merchant: { rawDescriptor: 'named below' }, memo: `PO ${openOrder.poNum}` },
      `purchase order ${openOrder.poNum}`,
    ],
    [
      'lines that do not come to the amount',
      { ...expense, lines: [{ amount: '35.00', balancing: false }], balancing: 'absent' },
      'The lines come to 35.00 USD',
    ],
  ] as [string, RecordDraft, string][])('tells of %s', async (_, draft, problem) => {
    const vendor = stack.world.epicor.vendors.find(({ vendorId }) => vendorId === openOrder.vendorId);
    const named =
      typeof draft.merchant === 'object'
        ? { ...draft, merchant: { rawDescriptor: vendor?.name ?? '' } }
        : draft;
    const { id } = stack.brex.records.create(named);
    const said = await askWithoutATrace(id);
    expect(said).toContain(`Preview of ${id}: would not be booked. `);
    expect(said).toContain(problem);
  });

  it('tells of a document that a clerk typed under the same number', async () => {
    const vendor = stack.world.epicor.vendors.find(({ vendorId }) => vendorId === 'APPALCL');
    const { id } = stack.brex.records.create({
      type: 'BILL_EXPENSE',
      vendor: vendor?.name ?? '',
      invoiceNumber: 'ACS-20417',
      amount: '1480.00',
      account: '6420|60|100|00',
    });
    expect(await askWithoutATrace(id)).toContain('Already in Epicor: invoice ACS-20417');
  });

  it('is also told as JSON', async () => {
    const { id } = stack.brex.records.create(expense);
    const preview = JSON.parse(await askWithoutATrace(id, { json: true }));
    expect(preview).toMatchObject({
      recordId: id,
      outcome: 'would-be-booked',
      record: { type: 'CARD_EXPENSE_POST', amount: '36.00 USD', reviewStatus: 'REVIEW', payee: 'ULINE' },
      vendor: { vendorNum: uline(), vendorId: 'ULINE' },
      document: {
        kind: 'ap-invoice',
        documentNumber: `BREX-${id}`,
        total: '0.00 USD',
        lines: [
          { side: 'Dr', account: '6520|60|100|00', amount: '36' },
          { side: 'Cr', account: '2110|00|000|00', amount: '36' },
        ],
      },
      problems: [],
    });
  });

  it('leaves its answer in the audit trail', async () => {
    const { id } = stack.brex.records.create(expense);
    await ask(id);
    expect(await story(stack, id)).toEqual([
      'readForPreview ok: preview: CARD_EXPENSE_POST, version 1, REVIEW in Brex',
      'previewDocument ok: preview: would be booked as ap-invoice, 0.00 USD.',
    ]);
  });

  it('says where Brex has no such record', async () => {
    expect(await ask('accr_unknown')).toBe('exit 1: Brex has no record accr_unknown.');
  });

  it('says where a system does not answer, instead of waiting for it', async () => {
    const { id } = stack.brex.records.create(expense);
    stack.brex.faults.arm({ fault: 'status', status: 503, match: { path: id, times: 100 } });
    const said = await ask(id);
    stack.brex.faults.clear();
    expect(said).toMatch(/^exit 1: The preview could not be made: .*503/);
  });
});

describe('a connection in preview', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ settings: { 'mode: live': 'mode: preview' } });
  });
  afterAll(() => stack?.stop());

  it("shows the document in its run's details in the Temporal UI, and in the audit trail", async () => {
    const id = exportRecord(stack, expense);
    await until('its run has begun', () => statusOf(stack, id).catch(() => null));
    expect((await untilEnded(stack, id)).reason).toBe('Preview: would be booked as ap-invoice, 0.00 USD.');
    const { currentDetails } = await runOf(stack, id).query<{ currentDetails: string }>(
      '__temporal_workflow_metadata',
    );
    expect(currentDetails).toContain(`AP invoice BREX-${id} in group`);
    expect(currentDetails).toContain('Cr 2110|00|000|00  36.00  Brex card payable');
    expect(currentDetails).toContain('unchecked  Epicor takes documents of');
    const events = await stack.store.audit.story(stack.connectionId, id);
    expect(events.find(({ step }) => step === 'previewDocument')?.details).toMatchObject({
      document: { lines: [{ account: '6520|60|100|00' }, { account: '2110|00|000|00' }] },
      vendor: { vendorId: 'ULINE' },
    });
    expect(await stack.store.drafts.plan({ connectionId: stack.connectionId, recordId: id })).toBeNull();
  });
});
