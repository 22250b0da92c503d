import { type Reply, type Running, startSandbox } from './harness';

let running: Running;
beforeEach(async () => {
  running = await startSandbox();
});
afterEach(() => running.stop());

const list = (query: string): Promise<Reply> => running.call('GET', `/v3/accounting/records?${query}`);
const one = (id: string, query = ''): Promise<Reply> =>
  running.call('GET', `/v3/accounting/records/${id}?${query}`);
const idsOf = (reply: Reply): string[] => reply.body.items.map(({ id }: { id: string }) => id);

describe('an accounting record', () => {
  it('has amounts as decimals in major units, lines always positive, debits equal to credits', async () => {
    const { id } = running.sandbox.records.create({
      type: 'CARD_EXPENSE_REFUND',
      amount: '100.50',
      account: '6520|60|100|00',
    });
    const { body, text } = await one(id);
    expect(text).toContain('"amount":{"amount":-100.5,"currency":"USD"}');
    expect(body).toMatchObject({
      type: 'CARD_EXPENSE_REFUND',
      source_type: 'CARD',
      review_status: 'REVIEW',
      version: 1,
      vendor: null,
      due_at: null,
      invoice_number: null,
    });
    expect(body.line_items.map((line: { type: string; amount: object }) => [line.type, line.amount])).toEqual(
      [
        ['CREDIT', { amount: 100.5, currency: 'USD' }],
        ['DEBIT', { amount: 100.5, currency: 'USD' }],
      ],
    );
  });

  it('codes each line by pairs of field and value, remote ids being Epicor codes', async () => {
    const { id } = running.sandbox.records.create({ account: '6550|30|100|70' });
    const [expense, balancing] = (await one(id)).body.line_items;
    const codes = (line: { accounting_field_values: Record<string, string>[] }) =>
      line.accounting_field_values.map((pair) => [pair.remote_field_id, pair.remote_field_value_id]);
    expect(codes(expense)).toEqual([
      ['gl_account', '6550'],
      ['department', '30'],
      ['location', '100'],
      ['product_line', '70'],
    ]);
    expect(codes(balancing)).toEqual([['gl_account', '2110']]);
  });

  it('keeps every digit of an amount', async () => {
    const { id } = running.sandbox.records.create({ amount: '12345678901234.07' });
    expect((await one(id)).text).toContain('"amount":12345678901234.07');
  });

  it('has a null remote id where somebody made the value in Brex only', async () => {
    const { id } = running.sandbox.records.create({ account: 'Employee gifts (new)|80|100' });
    const [pair] = (await one(id)).body.line_items[0].accounting_field_values;
    expect(pair).toMatchObject({ remote_field_id: 'gl_account', remote_field_value_id: null });
    expect(pair.brex_field_value_id).toMatch(/^efo_/);
  });

  it.each([
    [
      'uncoded',
      [
        ['DEBIT', 3],
        ['CREDIT', 0],
      ],
    ],
    ['absent', [['DEBIT', 3]]],
  ] as const)('has a balancing side that is %s, by switch', async (balancingLines, expected) => {
    running.sandbox.behave({ balancingLines });
    const { id } = running.sandbox.records.create({});
    const lines = (await one(id)).body.line_items;
    expect(
      lines.map((line: { type: string; accounting_field_values: unknown[] }) => [
        line.type,
        line.accounting_field_values.length,
      ]),
    ).toEqual(expected);
  });

  it('keeps the expense side only in single entry', async () => {
    const { id } = running.sandbox.records.create({
      lines: [
        { amount: '70', account: '6520|60|100' },
        { amount: '5', side: 'CREDIT', account: '5300|60|100' },
      ],
    });
    const lines = (await one(id, 'single_entry=true')).body.line_items;
    expect(lines.map(({ type }: { type: string }) => type)).toEqual(['DEBIT', 'CREDIT']);
    expect((await one(id)).body.line_items).toHaveLength(3);
    expect((await one(id)).body.amount.amount).toBe(65);
  });

  it('is 404 where there is none, in the shape of the Accounting API', async () => {
    expect((await one('accr_nobody')).body).toEqual({
      error_code: 'NOT_FOUND',
      message: 'The requested accounting record was not found.',
    });
  });
});

describe('a record on its way', () => {
  it('gets a later updated_at and a higher version with every change', () => {
    const { records } = running.sandbox;
    const { id } = records.create({});
    const seen = [records.get(id).updatedAt];
    running.sandbox.export([id]);
    seen.push(records.get(id).updatedAt);
    records.recode(id, { amount: '7.25' });
    seen.push(records.get(id).updatedAt);
    expect(records.get(id)).toMatchObject({ version: 3, amount: { amount: '7.25' } });
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen[0]).toMatch(/\.\d{6}Z$/);
  });

  it('keeps its coding where only the amount is changed', () => {
    const { records } = running.sandbox;
    const { id } = records.create({ account: '6550|30|100|70' });
    const before = records.get(id).lines.map(({ fieldValues }) => fieldValues);
    records.recode(id, { amount: '8.00' });
    expect(records.get(id).lines.map(({ fieldValues }) => fieldValues)).toEqual(before);
    expect(records.get(id).lines.map(({ amount }) => amount.amount)).toEqual(['8.00', '8.00']);
  });

  it('cannot be changed or exported again once it is exported', () => {
    const { id } = running.sandbox.records.create({ status: 'EXPORTED' });
    expect(() => running.sandbox.records.recode(id, { amount: '1' })).toThrow('is exported already');
    expect(() => running.sandbox.export([id])).toThrow('is exported already');
  });

  it('is gone once it is deleted', async () => {
    const { id } = running.sandbox.records.create({});
    running.sandbox.records.delete(id);
    expect((await one(id)).status).toBe(404);
  });

  it('cannot be drafted with an account, user or merchant that is not there', () => {
    const { records } = running.sandbox;
    expect(() => records.create({ account: '9999' })).toThrow('gl_account has no value "9999"');
    expect(() => records.create({ user: 'Nobody Atall' })).toThrow('no user "Nobody Atall"');
    expect(() => records.create({ merchant: 'nowhere' })).toThrow('no merchant "nowhere"');
  });
});

describe('the list of records', () => {
  it('filters by status, for card and reimbursement records only', async () => {
    const { records } = running.sandbox;
    const ready = records.create({ status: 'READY_FOR_EXPORT' });
    records.create({ status: 'REVIEW' });
    records.create({ type: 'BILL_EXPENSE', status: 'READY_FOR_EXPORT' });
    expect(idsOf(await list('review_status=READY_FOR_EXPORT'))).toEqual([ready.id]);
  });

  it('refuses a status together with bills', async () => {
    const reply = await list('review_status=READY_FOR_EXPORT&source_type=BILL');
    expect([reply.status, reply.body.error_code]).toEqual([400, 'INVALID_REQUEST']);
  });

  it('finds bills by source and by when they changed, to the microsecond', async () => {
    const { records } = running.sandbox;
    const older = records.create({ type: 'BILL_EXPENSE' });
    const newer = records.create({ type: 'BILL_EXPENSE' });
    const since = encodeURIComponent(older.updatedAt);
    expect(idsOf(await list(`source_type=BILL&updated_at[gt]=${since}`))).toEqual([newer.id]);
    expect(idsOf(await list(`source_type=BILL&updated_at[gte]=${since}`))).toEqual([older.id, newer.id]);
    expect(idsOf(await list(`source_type=BILL&updated_at[lte]=${since}`))).toEqual([older.id]);
    expect(idsOf(await list(`source_type=BILL&updated_at[lt]=${since}`))).toEqual([]);
  });

  it('drops ids that do not exist', async () => {
    const { id } = running.sandbox.records.create({});
    expect(idsOf(await list(`ids=${id}&ids=accr_nobody`))).toEqual([id]);
  });

  it('is refused for ids that do not exist, by switch', async () => {
    running.sandbox.behave({ missingIds: 'refused' });
    const { id } = running.sandbox.records.create({});
    expect((await list(`ids=${id}`)).status).toBe(200);
    const reply = await list(`ids=${id}&ids=accr_nobody`);
    expect([reply.status, reply.body.error_code]).toEqual([404, 'NOT_FOUND']);
  });

  it.each([
    ['more than 500 ids', Array.from({ length: 501 }, (_, index) => `ids=accr_${index}`).join('&')],
    ['a limit of 1001', 'limit=1001'],
    ['a limit of 0', 'limit=0'],
    ['a bad cursor', 'cursor=nonsense'],
    ['an unknown status', 'review_status=FAILED'],
    ['an unknown source', 'source_type=CASH'],
    ['a date that is none', 'updated_at[gt]=yesterday'],
    ['an unknown comparison', 'updated_at[after]=2026-01-01T00:00:00Z'],
    ['a single_entry that is not boolean', 'single_entry=yes'],
  ])('refuses %s', async (_what, query) => {
    const reply = await list(query);
    expect([reply.status, reply.body.error_code]).toEqual([400, 'INVALID_REQUEST']);
  });

  it('pages by cursor until there is none', async () => {
    const made = Array.from({ length: 5 }, () => running.sandbox.records.create({}).id);
    const first = await list('limit=2');
    expect(first.body).toMatchObject({ has_next_page: true, total_count: 5 });
    const second = await list(`limit=2&cursor=${encodeURIComponent(first.body.next_cursor)}`);
    const third = await list(`limit=2&cursor=${encodeURIComponent(second.body.next_cursor)}`);
    expect([first, second, third].flatMap(idsOf)).toEqual(made);
    expect(third.body).toMatchObject({ has_next_page: false, next_cursor: null });
  });

  it('shifts under a reader who exports while paging', async () => {
    const made = Array.from(
      { length: 4 },
      () => running.sandbox.records.create({ status: 'READY_FOR_EXPORT' }).id,
    );
    const first = await list('review_status=READY_FOR_EXPORT&limit=2');
    for (const id of idsOf(first)) running.sandbox.records.markExported(id);
    const cursor = encodeURIComponent(first.body.next_cursor);
    const second = await list(`review_status=READY_FOR_EXPORT&limit=2&cursor=${cursor}`);
    expect(idsOf(second)).toEqual([]);
    expect(idsOf(await list('review_status=READY_FOR_EXPORT'))).toEqual(made.slice(2));
  });
});
