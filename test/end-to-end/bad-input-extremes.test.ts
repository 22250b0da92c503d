import { expectBookedOnce, exportRecord, invoicesOf, journalsOf, untilWaiting } from '../support/booking';
import { type Stack, startStack } from '../support/stack';

const office = '6520|60|100|00';
const cardLiability = '2110|00|000|00';
const expense = { merchant: 'uline', amount: '18.20', account: office } as const;
const booked = { [office]: '18.20', [cardLiability]: '-18.20' };

/** Currencies, sizes, texts and dates at the edge of what the systems take. */
describe('a record from Brex', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  const expectNothingBooked = (id: string): void => {
    expect([...invoicesOf(stack, id), ...journalsOf(stack, id)]).toEqual([]);
  };

  describe('in another currency', () => {
    it('is booked in what Brex bills, and its text tells the original amount', async () => {
      const id = exportRecord(stack, {
        ...expense,
        merchant: 'canadian-tire',
        originalAmount: { amount: '25.00', currency: 'CAD' },
      });
      await expectBookedOnce(stack, id, booked);
      const [invoice] = invoicesOf(stack, id);
      expect(invoice).toMatchObject({ currency: 'USD', description: expect.stringContaining('25.00 CAD') });
    });

    it('is booked in that currency where Brex bills in it', async () => {
      const id = exportRecord(stack, { ...expense, currency: 'EUR' });
      await expectBookedOnce(stack, id, booked);
      expect(invoicesOf(stack, id)[0]?.currency).toBe('EUR');
    });

    it('is booked as a journal in that currency', async () => {
      const id = exportRecord(stack, { type: 'CARD_PAYMENT', amount: '70.00', currency: 'CAD' });
      await expectBookedOnce(stack, id, { [cardLiability]: '70.00', '1090|00|000|00': '-70.00' });
      expect(journalsOf(stack, id)[0]?.currency).toBe('CAD');
    });

    it.each([
      ['an invoice', expense],
      ['a journal', { type: 'CARD_PAYMENT', amount: '18.20' }],
    ] as const)('that Epicor does not know parks as %s, naming the currency', async (_, draft) => {
      const id = exportRecord(stack, { ...draft, currency: 'GBP' });
      const waiting = await untilWaiting(stack, id, 'unknown-currency');
      expect(waiting.reason).toContain('GBP');
      expectNothingBooked(id);
    });

    it('mixed with a second one parks, naming both', async () => {
      const id = exportRecord(stack, {
        merchant: 'uline',
        lines: [
          { amount: '10.00', account: office },
          { amount: '5.00', account: office, currency: 'CAD' },
        ],
      });
      const waiting = await untilWaiting(stack, id, 'mixed-currency');
      expect(waiting.reason).toContain('CAD, USD');
      expectNothingBooked(id);
    });
  });

  describe('that is large or strange', () => {
    it('with 300 lines is booked as one document, exact to the cent', async () => {
      const accounts = [office, '6520|10|100|00', '6520|30|200|00'];
      const cents = (index: number): number => 1 + ((index * 37) % 9_973);
      const amountOf = (sum: number): string =>
        `${Math.floor(sum / 100)}.${String(sum % 100).padStart(2, '0')}`;
      const lines = Array.from({ length: 300 }, (_, index) => ({
        amount: amountOf(cents(index)),
        account: accounts[index % accounts.length],
        memo: `Item ${index + 1}`,
      }));
      const sums = accounts.map((_, account) =>
        lines.reduce(
          (sum, _line, index) => (index % accounts.length === account ? sum + cents(index) : sum),
          0,
        ),
      );
      const id = exportRecord(stack, { merchant: 'uline', lines });
      await expectBookedOnce(stack, id, {
        ...Object.fromEntries(accounts.map((account, index) => [account, amountOf(sums[index] ?? 0)])),
        [cardLiability]: `-${amountOf(sums.reduce((sum, each) => sum + each, 0))}`,
      });
      expect(invoicesOf(stack, id)[0]?.lines).toHaveLength(301);
    });

    const strange = `"Quoted" 'memo' \\ 100% <b>&amp;</b> 🎉👩‍👩‍👧 日本語 \t\r\n\u0007\u0000${'long '.repeat(1_000)}end`;

    it('with emoji, quotes, control characters and 5,000 characters is booked, and its memo kept whole', async () => {
      const id = exportRecord(stack, {
        merchant: 'uline',
        memo: strange,
        lines: [{ amount: '18.20', account: office, memo: strange }],
      });
      await expectBookedOnce(stack, id, booked);
      const [invoice] = invoicesOf(stack, id);
      expect(invoice?.description).toMatch(/^"Quoted" 'memo' \\ 100%/);
      expect(invoice?.description.length).toBeLessThanOrEqual(30);
      for (const text of [invoice?.description, ...(invoice?.lines ?? []).map((line) => line.description)])
        expect(text).not.toMatch(/\p{Cc}|\p{Extended_Pictographic}/u);
      const events = await stack.store.audit.story(stack.connectionId, id);
      const read = events.find(({ step }) => step === 'fetchRecord');
      // PostgreSQL has no U+0000: it is kept as the sign for it
      expect(read?.details).toMatchObject({ memo: strange.replace('\0', '\u2400') });
      expect(strange.length).toBeGreaterThan(5_000);
    });

    it('with the same memo is booked as a journal', async () => {
      const id = exportRecord(stack, { type: 'CARD_PAYMENT', amount: '18.20', memo: strange });
      await expectBookedOnce(stack, id, { [cardLiability]: '18.20', '1090|00|000|00': '-18.20' });
    });
  });

  it('at the end of a month in the connection’s time zone is booked into that month, also as a journal', async () => {
    const firstOfMonth = `${stack.world.dates.today.slice(0, 7)}-01`;
    const lastEvening = `${firstOfMonth}T03:59:59.999999Z`;
    const lastDay = new Date(Date.parse(firstOfMonth) - 86_400_000).toISOString().slice(0, 10);
    const dates = { postedAt: lastEvening, erpPostingDate: lastEvening };
    const invoice = exportRecord(stack, { ...expense, ...dates });
    const journal = exportRecord(stack, { type: 'CARD_PAYMENT', amount: '18.20', ...dates });
    await expectBookedOnce(stack, invoice, booked);
    await expectBookedOnce(stack, journal, { [cardLiability]: '18.20', '1090|00|000|00': '-18.20' });
    expect(invoicesOf(stack, invoice)[0]).toMatchObject({ applyDate: lastDay, invoiceDate: lastDay });
    expect(journalsOf(stack, journal)[0]).toMatchObject({ date: lastDay });
  });

  it('at midnight in UTC is of that calendar date, also in New York', async () => {
    const firstOfMonth = `${stack.world.dates.today.slice(0, 7)}-01`;
    const midnight = `${firstOfMonth}T00:00:00Z`;
    const id = exportRecord(stack, { ...expense, postedAt: midnight, erpPostingDate: midnight });
    await expectBookedOnce(stack, id, booked);
    expect(invoicesOf(stack, id)[0]).toMatchObject({ applyDate: firstOfMonth, invoiceDate: firstOfMonth });
  });
});
