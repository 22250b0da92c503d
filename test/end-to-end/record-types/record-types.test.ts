import { exportRecord, runOf, statusOf, untilEnded, untilState, untilWaiting } from '../../support/booking';
import { type Stack, startStack } from '../../support/stack';
import { type BookedDocument, balancesOf, bookedFor } from './as-booked';
import { asSent } from './expected/as-sent';
import { type Booking, hasDocument, type NoDocument, type Style } from './expected/booking';
import { styles } from './expected/styles';
import { usual } from './expected/usual';

/**
 * Every type of record in every style, from Brex's webhook to what stands in Epicor, against documents that were
 * written by hand (expected/). One stack; each style is applied as a customer would, by another connection file.
 */
describe('what is posted', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({ worker: false });
    stack.epicor.addVendor({ VendorID: 'BREX', Name: 'BREX INC', TermsCode: 'N30' });
  });
  afterAll(() => stack?.stop());

  describe.each([usual, asSent, ...styles])('with $name', (style: Style) => {
    const ids = new Map<Booking, string>();
    const idOf = (booking: Booking): string => ids.get(booking) ?? '';
    const documents = (): BookedDocument[] => style.bookings.flatMap((each) => bookedFor(stack, idOf(each)));

    beforeAll(async () => {
      await stack.reconnect(style.settings);
      await stack.startWorker();
      // the sign of a refund record's own amount is not documented: both occur
      style.bookings.forEach((booking, index) => {
        stack.brex.behave({ refundAmount: index % 2 === 0 ? 'negative' : 'positive' });
        ids.set(booking, exportRecord(stack, { type: booking.type, ...booking.record }));
      });
      await stack.backfill();
    });
    afterAll(async () => {
      await stack.stopWorker();
      // what this style leaves unbooked, the next one would book: settings have changed
      for (const booking of style.bookings)
        if (!hasDocument(booking.books)) stack.brex.records.delete(idOf(booking));
    });

    it.each(style.bookings.map((booking) => ({ booking, name: nameOf(booking) })))(
      '$name',
      async ({ booking }) => {
        const { books } = booking;
        if (!hasDocument(books)) return expectNone(idOf(booking), books);
        await untilState(stack, idOf(booking), 'exported');
        const booked = bookedFor(stack, idOf(booking));
        const { code1099 = '', ...expected } = books;
        expect(booked).toEqual([expect.objectContaining({ currency: 'USD', ...expected })]);
        expect(new Set(booked[0]?.code1099)).toEqual(new Set([code1099]));
      },
    );

    it('balances once it is posted', () => {
      for (const groupId of new Set(documents().map((document) => document.groupId)))
        expect(stack.epicor.postGroup(groupId)).toMatchObject({ errors: [] });
      const posted = documents();
      expect(posted.every((document) => document.posted)).toBe(true);
      const balances = balancesOf(posted);
      expect(balances).toEqual(style.balances);
      expect(sumOf(Object.values(balances))).toBe('0.00');
    });
  });

  async function expectNone(id: string, books: NoDocument): Promise<void> {
    const said =
      books.none === 'waits' ? await untilWaiting(stack, id, books.reason) : await untilEnded(stack, id);
    expect(said.reason).toMatch(books.because);
    expect(bookedFor(stack, id)).toEqual([]);
    const status = stack.brex.records.get(id).reviewStatus;
    expect(status).toBe(books.none === 'returned' ? 'REVIEW' : 'READY_FOR_EXPORT');
    if (books.none === 'waits') await runOf(stack, id).terminate('seen');
    else expect((await statusOf(stack, id)).status).toBe(books.none === 'returned' ? 'Returned' : 'Closed');
  }
});

function nameOf({ type, what, books }: Booking): string {
  return `${type}${what ? ` ${what}` : ''}: ${hasDocument(books) ? books.document : books.none}`;
}

function sumOf(amounts: readonly string[]): string {
  return (amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0) / 100).toFixed(2);
}
