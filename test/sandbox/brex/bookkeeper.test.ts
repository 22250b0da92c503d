import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import type { StoredRecord } from '../../../sandbox/brex/model/state';
import { createBrexSandbox } from '../../../sandbox/brex/sandbox';
import { troubledAccounts } from '../../../sandbox/world/chart';
import { createWorld } from '../../../sandbox/world/world';

const world = createWorld({ seed: 1, today: '2026-11-23' });
const sandbox = createBrexSandbox({ world, today: '2026-11-23' });
const batch = sandbox.bookkeeper.firstBatch().map((id) => sandbox.records.get(id));
const accounts = new Map(world.epicor.accounts.map((account) => [account.account, account]));
afterAll(() => sandbox.close());

/** The Epicor account that a line's codings stand for, absent segments being zeros. */
function accountsOf(record: StoredRecord): (string | null)[] {
  return record.lines.map(({ fieldValues }) => {
    if (fieldValues.length === 0) return null;
    const code = (field: string, zeros: string): string => {
      const pair = fieldValues.find(({ remote_field_id }) => remote_field_id === field);
      return pair ? (pair.remote_field_value_id ?? '?') : zeros;
    };
    return [
      code('gl_account', '0000'),
      code('department', '00'),
      code('location', '000'),
      code('product_line', '00'),
    ].join('|');
  });
}

function balanceOf({ lines }: StoredRecord): string {
  return lines
    .reduce(
      (sum, { type, amount }) => (type === 'DEBIT' ? sum.plus(amount.amount) : sum.minus(amount.amount)),
      new Decimal(0),
    )
    .toFixed();
}

const dayOf = (record: StoredRecord): string => record.erpPostingDate.slice(0, 10);
const merchantKind = (record: StoredRecord): string | undefined => {
  const merchant = sandbox.state.expenses[record.sourceId ?? '']?.merchant;
  return world.brex.merchants.find(({ id }) => id === merchant?.id)?.kind;
};

describe("the bookkeeper's first batch", () => {
  it('is about forty records of eight types, all ready for export', () => {
    expect(batch.length).toBeGreaterThanOrEqual(38);
    expect(batch.length).toBeLessThanOrEqual(48);
    expect(new Set(batch.map(({ type }) => type))).toEqual(
      new Set([
        'CARD_EXPENSE_POST',
        'CARD_EXPENSE_REFUND',
        'CARD_PAYMENT',
        'REWARD_REDEMPTION',
        'BILL_EXPENSE',
        'BILL_EXPENSE_PAYMENT',
        'REIMBURSEMENT_EXPENSE_APPROVAL',
        'REIMBURSEMENT_EXPENSE_MONEY_MOVEMENT_PAYOUT',
      ]),
    );
    expect(batch.filter(({ reviewStatus }) => reviewStatus !== 'READY_FOR_EXPORT')).toEqual([]);
  });

  it('is exported once: a second call gives the same records', () => {
    expect(sandbox.bookkeeper.firstBatch()).toEqual(batch.map(({ id }) => id));
    expect(sandbox.records.all()).toHaveLength(batch.length);
  });

  it('is coded to accounts that are open, but for one unmapped, one missing and one inactive', () => {
    const strange = batch.flatMap((record) =>
      accountsOf(record).filter((account): account is string => {
        if (account === null) return false;
        const row = accounts.get(account);
        return (
          row === undefined ||
          row.active === false ||
          row.effectiveTo !== undefined ||
          row.effectiveFrom !== undefined
        );
      }),
    );
    expect(strange.sort()).toEqual(
      [troubledAccounts.missing, troubledAccounts.inactive, '?|80|100|00'].sort(),
    );
  });

  it('balances, but for one record', () => {
    const complete = batch.filter(({ lines }) => new Set(lines.map(({ type }) => type)).size === 2);
    expect(complete.filter((record) => balanceOf(record) !== '0').map(balanceOf)).toEqual(['9']);
    expect(batch.length - complete.length).toBe(1);
  });

  it('has splits, a discount, uncoded balancing lines and bills with number and due date', () => {
    expect(batch.filter(({ lines }) => lines.filter(({ balancing }) => !balancing).length > 1)).toHaveLength(
      4,
    );
    expect(batch.some(({ lines }) => lines.some(({ memo }) => memo === '2% discount'))).toBe(true);
    expect(
      batch.some(({ lines }) => lines.some((line) => line.balancing && line.fieldValues.length === 0)),
    ).toBe(true);
    const bills = batch.filter(({ type }) => type === 'BILL_EXPENSE');
    expect(bills.map(({ invoiceNumber }) => invoiceNumber)).toEqual([
      'RPP-2209',
      '104-88213-7',
      'ACS-20417',
      'VSG-7781',
    ]);
    expect(bills.filter(({ dueAt }) => dueAt === null)).toEqual([]);
  });

  it('has spend in Canadian dollars and spend of Canada billed in US dollars', () => {
    expect(batch.filter(({ amount }) => amount.currency === 'CAD')).toHaveLength(1);
    expect(batch.filter(({ originalAmount }) => originalAmount?.currency === 'CAD')).toHaveLength(1);
  });

  it('has an ambiguous merchant and one that no vendor is', () => {
    const kinds = batch.map(merchantKind);
    expect(kinds.filter((kind) => kind === 'ambiguous')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'unknown')).toHaveLength(1);
  });

  it('has a closed date, one before the start, and a zero amount', () => {
    const { startDate, earliestApplyDate } = world.dates;
    expect(batch.filter((record) => dayOf(record) < startDate)).toHaveLength(1);
    expect(
      batch.filter((record) => dayOf(record) >= startDate && dayOf(record) < earliestApplyDate),
    ).toHaveLength(1);
    expect(batch.filter(({ amount }) => amount.amount === '0')).toHaveLength(1);
  });

  it('has a purchase of the last evening of October in New York, which is November in UTC', () => {
    expect(batch.filter(({ erpPostingDate }) => erpPostingDate === '2026-11-01T02:00:00Z')).toHaveLength(1);
  });

  it.each(['2026-12-01', '2027-01-01', '2027-03-31', '2028-02-29'])(
    'keeps its dates apart on %s, too',
    (today) => {
      const there = createBrexSandbox({ world: createWorld({ today, vendorCount: 150 }), today });
      const { startDate, earliestApplyDate } = there.world.dates;
      const days = there.bookkeeper.firstBatch().map((id) => dayOf(there.records.get(id)));
      expect(days.filter((day) => day < startDate)).toHaveLength(1);
      expect(days.filter((day) => day >= startDate && day < earliestApplyDate)).toHaveLength(1);
      there.close();
    },
  );
});

describe('more spend', () => {
  it('is two to four purchases, each time others, coded to open accounts', () => {
    for (let round = 0; round < 30; round += 1) {
      const made = sandbox.bookkeeper.moreSpend().map((id) => sandbox.records.get(id));
      expect([2, 3, 4]).toContain(made.length);
      for (const record of made) {
        expect(record.reviewStatus).toBe('READY_FOR_EXPORT');
        for (const account of accountsOf(record)) expect(accounts.get(account ?? '')?.active).not.toBe(false);
      }
    }
  });
});

describe('a restart', () => {
  it('keeps what the bookkeeper did', () => {
    const directory = mkdtempSync(join(tmpdir(), 'brex-sandbox-'));
    const options = { world, today: '2026-11-23', dataFile: join(directory, 'brex.json') };
    const before = createBrexSandbox(options);
    const ids = before.bookkeeper.firstBatch();
    before.close();
    const after = createBrexSandbox(options);
    expect(after.bookkeeper.firstBatch()).toEqual(ids);
    expect(after.records.all()).toEqual(before.records.all());
    after.close();
    rmSync(directory, { recursive: true });
  });
});
