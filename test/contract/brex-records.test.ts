import { Decimal } from 'decimal.js';
import { parse } from 'lossless-json';
import type { AccountingRecord } from '../../accounting/accounting-record';
import { cashMatch } from '../../accounting/cash';
import { contentDigest } from '../../accounting/content-digest';
import type { PlannedDocument } from '../../accounting/document';
import { planDocument } from '../../accounting/document-plan';
import { line, settingsWith } from '../accounting/support/example-records';
import { startBrex } from '../brex/brex-server';
import { replyOf } from './brex-reply-texts';
import { describeWithContracts } from './contracts';

const seeds = Array.from({ length: 300 }, (_, index) => index + 1);

interface Sent {
  readonly [property: string]: unknown;
}
const text = (value: unknown): string | null => (value == null ? null : String(value));
const money = (value: unknown) => {
  if (value == null) return null;
  const { amount, currency } = value as Sent;
  return { amount: new Decimal(String(amount)).plus(0).toFixed(), currency: String(currency).toUpperCase() };
};
const at = (value: unknown): number | null =>
  value == null ? null : Date.parse(String(value).toUpperCase().replace(' ', 'T'));

/** What of a record decides how it is booked, straight from what was sent. */
function sentContent(sent: Sent) {
  return {
    id: sent.id,
    type: sent.type,
    sourceType: sent.source_type,
    sourceId: text(sent.source_id),
    reviewStatus: sent.review_status,
    version: Number(String(sent.version)),
    amount: money(sent.amount),
    originalAmount: money(sent.original_amount),
    erpPostingDate: at(sent.erp_posting_date),
    postedAt: at(sent.posted_at),
    dueAt: at(sent.due_at),
    invoiceNumber: text(sent.invoice_number),
    memo: text(sent.memo),
    vendor: sent.vendor ? { id: (sent.vendor as Sent).id, name: (sent.vendor as Sent).name } : null,
    receiptIds: ((sent.receipts as Sent[] | null) ?? []).map(({ id }) => id),
    lines: (sent.line_items as Sent[]).map((line) => ({
      id: line.id,
      side: line.type,
      amount: money(line.amount),
      originalAmount: money(line.original_amount),
      memo: text(line.memo),
      fieldValues: (line.accounting_field_values as Sent[]).map((coding) => ({
        brexFieldId: coding.brex_field_id,
        remoteFieldId: text(coding.remote_field_id),
        brexValueId: coding.brex_field_value_id,
        remoteValueId: text(coding.remote_field_value_id),
      })),
    })),
  };
}

const amountsOn = (natural: string, { lines }: PlannedDocument): string[] =>
  lines
    .filter(({ account }) => account.startsWith(natural))
    .map((planned) => new Decimal(planned.amount).abs().toFixed());

function readContent({ user: _user, updatedAt: _updatedAt, ...record }: AccountingRecord) {
  return {
    ...record,
    erpPostingDate: at(record.erpPostingDate),
    postedAt: at(record.postedAt),
    dueAt: at(record.dueAt),
  };
}

describeWithContracts()('what is valid by Brex’s schemas', () => {
  let reply = '';
  let brex: Awaited<ReturnType<typeof startBrex>>;
  beforeAll(async () => {
    brex = await startBrex(() => ({ body: reply }));
  });
  afterAll(() => brex.stop());

  it('loses nothing on its way into an accounting record that decides how it is booked', async () => {
    for (const seed of seeds) {
      reply = replyOf('GET', 'accounting', '/v3/accounting/records/{record_id}', seed);
      const record = (await brex.client.record('a')) as AccountingRecord;
      expect(readContent(record)).toEqual(sentContent(parse(reply) as Sent));
    }
  });

  it('is planned or refused with a reason in words, never a fault', async () => {
    const settings = settingsWith();
    const outcomes = { planned: 0, refused: 0 };
    const spent: [amount: string, booked: string[]][] = [];
    for (const seed of seeds) {
      reply = replyOf('GET', 'accounting', '/v3/accounting/records/{record_id}', seed);
      const record = (await brex.client.record('a')) as AccountingRecord;
      reply = replyOf('GET', 'expenses', '/v1/expenses/{id}', seed);
      const merchant = await brex.client.expenseMerchant('a');
      expect(contentDigest(record, merchant)).toHaveLength(64);
      const { amount, currency } = record.amount;
      // lines by chance are hardly ever coded, nor come to the record's amount: the same record with one that does
      const coded = { ...record, lines: [line('a', 'DEBIT', amount, '6200', { currency })] };
      for (const each of [record, coded]) {
        const names = { fields: {}, values: {} };
        const planned = planDocument({ record: each, merchant, names }, settings);
        outcomes[planned.ok ? 'planned' : 'refused'] += 1;
        if (planned.ok) {
          expect(planned.value.lines).not.toEqual([]);
          if (each === coded && record.type === 'CARD_EXPENSE_POST')
            spent.push([new Decimal(amount).abs().toFixed(), amountsOn('6200', planned.value)]);
        } else expect(planned.attention.text).toMatch(/\S/);
      }
    }
    expect(outcomes.planned).toBeGreaterThan(0);
    expect(spent).not.toEqual([]);
    for (const [amount, booked] of spent) expect(booked).toEqual([amount]);
    expect(outcomes.refused).toBeGreaterThan(0);
  });

  it('is a movement of cash that has a rule, none, or a record of its own', async () => {
    const decisions = new Set<string>();
    const fees = { type: 'FEE', account: '6910|60|000' };
    const settings = settingsWith({ cash: { accounts: { a: '1090|00|000' }, rules: [fees] } });
    for (const seed of seeds) {
      reply = replyOf('GET', 'transactions', '/v2/transactions/cash/{id}', seed);
      for await (const sent of brex.client.cashTransactions('a'))
        decisions.add(cashMatch({ ...sent, accountId: 'a', postedOn: sent.postedAtDate }, settings).decision);
    }
    expect([...decisions].sort()).toEqual(['booked', 'left', 'unmatched']);
  });
});
