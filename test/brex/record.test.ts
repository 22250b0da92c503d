import { recordLike, sampleRecord, startBrex } from './brex-server';

async function readAs(body: unknown) {
  const brex = await startBrex(() => ({ body, headers: { 'x-brex-trace-id': '7310998137266123501' } }));
  try {
    return await brex.client.record('accr_abc123');
  } finally {
    await brex.stop();
  }
}

describe('a record as Brex sends it', () => {
  it("reads the contract's sample record", async () => {
    expect(await readAs(sampleRecord)).toEqual({
      id: 'accr_abc123',
      type: 'CARD_EXPENSE_POST',
      sourceType: 'CARD',
      sourceId: 'exp_xyz789',
      reviewStatus: 'READY_FOR_EXPORT',
      version: 1,
      amount: { amount: '100.5', currency: 'USD' },
      originalAmount: { amount: '100.5', currency: 'USD' },
      erpPostingDate: '2025-04-24T16:13:49.959513Z',
      postedAt: '2025-04-24T16:13:49.959513Z',
      dueAt: null,
      updatedAt: '2025-04-24T16:13:49.959513Z',
      invoiceNumber: null,
      memo: 'Business lunch with client',
      vendor: null,
      user: { id: 'cuuser_1234', name: 'John Doe', departmentName: null, locationName: null },
      receiptIds: ['receipt_123'],
      lines: [
        {
          id: 'arli_abc123',
          side: 'DEBIT',
          amount: { amount: '100.5', currency: 'USD' },
          originalAmount: { amount: '100.5', currency: 'USD' },
          memo: 'Office supplies',
          fieldValues: [
            { brexFieldId: 'ef_123', remoteFieldId: '1', brexValueId: 'efo_123', remoteValueId: '123' },
          ],
        },
      ],
    });
  });

  it.each([
    ['90071992547409931.01', '90071992547409931.01'],
    ['0.1000000000000000055511151231257827', '0.1000000000000000055511151231257827'],
    ['1.2e3', '1200'],
    ['-12.50', '-12.5'],
    ['-0.0', '0'],
  ])('keeps the amount %s to the last digit', async (sent, expected) => {
    const text = sampleRecord.replace('{"amount":100.5', `{"amount":${sent}`);
    expect((await readAs(text))?.amount.amount).toBe(expected);
  });

  it.each(['1e400', '1e-400', '"100.5"', 'null'])('refuses %s as an amount', async (sent) => {
    const text = sampleRecord.replace('{"amount":100.5', `{"amount":${sent}`);
    await expect(readAs(text)).rejects.toMatchObject({
      kind: 'bad-reply',
      message: expect.stringContaining('amount.amount: expected a number'),
    });
  });

  it('refuses a negative amount on a line, whose sign is in its side', async () => {
    const text = sampleRecord.replace(
      '"type":"DEBIT","amount":{"amount":100.5',
      '"type":"DEBIT","amount":{"amount":-1',
    );
    await expect(readAs(text)).rejects.toMatchObject({
      kind: 'bad-reply',
      message: expect.stringContaining('line_items.0.amount'),
    });
  });

  it('tolerates fields, types and statuses that are not yet known', async () => {
    const read = await readAs(
      recordLike({
        type: 'STABLECOIN_PAYMENT',
        source_type: 'CASH',
        review_status: 'ARCHIVED',
        brand_new: { a: 1 },
      }),
    );
    expect(read).toMatchObject({ type: 'STABLECOIN_PAYMENT', sourceType: 'CASH', reviewStatus: 'ARCHIVED' });
    expect(read).not.toHaveProperty('brand_new');
  });

  it('takes absent optional fields for null', async () => {
    const { user, vendor, memo, receipts, source_id, due_at, invoice_number, original_amount, ...required } =
      recordLike({});
    expect(await readAs(required)).toMatchObject({
      user: null,
      vendor: null,
      memo: null,
      receiptIds: [],
      sourceId: null,
      dueAt: null,
      invoiceNumber: null,
      originalAmount: null,
    });
  });

  it('reads a bill with its vendor, invoice number and due date', async () => {
    const read = await readAs(
      recordLike({
        type: 'BILL_EXPENSE',
        source_type: 'BILL',
        vendor: { id: 'vendor_9', name: 'Müller & Söhne GmbH', phone: null },
        invoice_number: 'RE-2025/0042',
        due_at: '2025-05-24T00:00:00Z',
      }),
    );
    expect(read).toMatchObject({
      vendor: { id: 'vendor_9', name: 'Müller & Söhne GmbH' },
      invoiceNumber: 'RE-2025/0042',
      dueAt: '2025-05-24T00:00:00Z',
    });
  });

  it('takes null remote ids of a coding that was not pushed by an integration', async () => {
    const text = sampleRecord
      .replace('"remote_field_id":"1"', '"remote_field_id":null')
      .replace('"remote_field_value_id":"123"', '"remote_field_value_id":null');
    expect((await readAs(text))?.lines[0]?.fieldValues[0]).toMatchObject({
      remoteFieldId: null,
      remoteValueId: null,
    });
  });

  it.each([
    ['0.30000000000000004', '0.3'],
    ['100.10000000000001', '100.1'],
    ['-1234567.8900000001', '-1234567.89'],
    ['0.5700000000000001', '0.57'],
    ['29.999999999999996', '30'],
    // no noise: nothing of a currency is behind it, or it is none of a binary float
    ['1.234567890123456', '1.234567890123456'],
    ['123456789012.3456', '123456789012.3456'],
    ['0.333', '0.333'],
  ])(
    'reads the amount %s as %s, without the noise of a sender that adds in binary',
    async (sent, expected) => {
      const text = sampleRecord.replace('{"amount":100.5', `{"amount":${sent}`);
      expect((await readAs(text))?.amount.amount).toBe(expected);
    },
  );

  it('takes a zero for not negative, however it is written', async () => {
    const text = sampleRecord.replace(
      '"type":"DEBIT","amount":{"amount":100.5',
      '"type":"DEBIT","amount":{"amount":-0.0',
    );
    expect((await readAs(text))?.lines[0]?.amount).toEqual({ amount: '0', currency: 'USD' });
  });

  it.each([3_000_000_000, 2.5])('takes %d for a version: any number will do', async (version) => {
    expect((await readAs(recordLike({ version })))?.version).toBe(version);
  });

  it.each(['2026-10-05t16:13:49.9z', '2026-10-05 16:13:49.9Z'])('reads the instant %s', async (sent) => {
    expect((await readAs(recordLike({ posted_at: sent })))?.postedAt).toBe('2026-10-05T16:13:49.9Z');
  });

  it.each<[string, unknown]>([
    ['without a value', [{ brex_field_id: 'ef_1', brex_field_value_id: '', remote_field_value_id: null }]],
    ['of null', [{ brex_field_id: 'ef_1', remote_field_id: 'gl', brex_field_value_id: null }]],
    ['left out', undefined],
  ])('takes a line whose coding is %s for one that is not coded', async (_what, accounting_field_values) => {
    const { line_items } = recordLike({}) as { line_items: object[] };
    const read = await readAs(recordLike({ line_items: [{ ...line_items[0], accounting_field_values }] }));
    expect(read?.lines[0]?.fieldValues).toEqual([]);
  });

  it('turns an instant with an offset into UTC', async () => {
    const read = await readAs(recordLike({ erp_posting_date: '2025-04-24T23:30:00-05:00' }));
    expect(read?.erpPostingDate).toBe('2025-04-25T04:30:00.000Z');
  });

  it.each(['id', 'version', 'line_items', 'erp_posting_date', 'amount'])(
    'calls a record without %s a bad reply, names the place and carries the trace id',
    async (field) => {
      const { [field]: _missing, ...rest } = recordLike({});
      await expect(readAs(rest)).rejects.toMatchObject({
        kind: 'bad-reply',
        traceId: '7310998137266123501',
        message: expect.stringContaining(`${field}: `),
      });
    },
  );
});
