import { DateTime } from 'luxon';
import { listUnposted } from '../../cli/unposted';
import { exportRecord, untilState } from '../support/booking';
import { documentOf, invoiceOf } from '../support/posting';
import { type Stack, startStack } from '../support/stack';

const today = DateTime.utc();
const early = today.minus({ months: 1 }).startOf('month').plus({ days: 2 }).toISODate();
const late = today.minus({ days: 1 }).toISODate();
const at = (date: string) => ({ postedAt: `${date}T16:00:00Z` });
const expense = { merchant: 'uline', account: '6520|60|100|00' } as const;

describe('the command unposted', () => {
  let stack: Stack;
  let ids: string[];

  beforeAll(async () => {
    stack = await startStack();
    ids = [
      exportRecord(stack, { ...expense, amount: '1234.50', ...at(late) }),
      exportRecord(stack, { ...expense, amount: '10.00', ...at(early) }),
      exportRecord(stack, { type: 'CARD_PAYMENT', amount: '70.00', currency: 'CAD', ...at(late) }),
    ];
    for (const id of ids) await untilState(stack, id, 'exported');
  });
  afterAll(() => stack?.stop());

  async function list(options: { until?: string; json?: boolean } = {}) {
    const said: string[] = [];
    const all = await listUnposted(stack.store, { connection: stack.connectionId, ...options }, (line) =>
      said.push(line),
    );
    return { all, said };
  }

  it('lists what is not posted by group and period, oldest first, with totals per currency', async () => {
    const [newer = '', older = ''] = ids;
    const { all, said } = await list();
    expect(all).toBe(false);
    expect(said[0]).toMatch(
      new RegExp(`^Group ${documentOf(stack, older).groupId}, period \\d+ of \\d+, open$`),
    );
    expect(said[1]).toMatch(new RegExp(`^  ${early}  \\d+/BREX-${older}  10.00 USD  ${older}$`));
    expect(said.join('\n')).toContain(`1,234.50 USD  ${newer}`);
    expect(said.at(-1)).toBe(`3 documents of ${stack.connectionId} not posted: 70.00 CAD, 1,244.50 USD`);
  });

  it('ends at a date', async () => {
    const { said } = await list({ until: early });
    expect(said.at(-1)).toBe(`1 document of ${stack.connectionId} up to ${early} not posted: 10.00 USD`);
  });

  it('is one line of JSON for other programs', async () => {
    const { said } = await list({ json: true, until: early });
    expect(said).toHaveLength(1);
    expect(JSON.parse(said[0] ?? '')).toMatchObject({
      groups: [
        { items: [{ recordId: ids[1], amount: { amount: '10', currency: 'USD' }, applyDate: early }] },
      ],
      totals: [{ amount: '10', currency: 'USD' }],
    });
  });

  it('shows what is on hold and why a group of ours is not posted', async () => {
    const [newer = ''] = ids;
    const { vendorNum, invoiceNum } = invoiceOf(stack, newer);
    stack.epicor.changeInvoice(vendorNum, invoiceNum, { InvoiceHeld: true });
    const [group] = await stack.store.groups.list(stack.connectionId);
    await stack.store.groups.troubled(group?.id ?? 0, 'Group was not posted. It is open in Epicor by dana.');
    const { said } = await list();
    expect(said.some((line) => line.endsWith(`${newer}, on hold`))).toBe(true);
    expect(said).toContain('  Group was not posted. It is open in Epicor by dana.');
    stack.epicor.changeInvoice(vendorNum, invoiceNum, { InvoiceHeld: false });
  });

  it('refuses what is no date or no connection', async () => {
    await expect(list({ until: 'October' })).rejects.toThrow('--until October is not a date');
    await expect(listUnposted(stack.store, { connection: 'nobody' }, () => undefined)).rejects.toThrow(
      'There is no connection "nobody".',
    );
  });

  it('says so where all is posted', async () => {
    for (const groupId of new Set(ids.map((id) => documentOf(stack, id).groupId)))
      stack.epicor.postGroup(groupId);
    expect(await list()).toEqual({
      all: true,
      said: [`Every document of ${stack.connectionId} is posted in Epicor.`],
    });
  });
});
