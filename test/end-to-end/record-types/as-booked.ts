import type { InvoiceView, JournalView } from '../../../sandbox/epicor/documents';
import { invoicesOf, journalsOf } from '../../support/booking';
import type { Stack } from '../../support/stack';
import type { ExpectedDocument } from './expected/booking';

/** A document as it stands in Epicor, in the words of the expectations. */
export type BookedDocument = Required<Omit<ExpectedDocument, 'code1099'>> & {
  readonly code1099: readonly string[];
  readonly groupId: string;
  readonly posted: boolean;
};

/** Every document of the record, whatever its kind. */
export function bookedFor(stack: Stack, recordId: string): BookedDocument[] {
  return [...invoicesOf(stack, recordId).map(ofInvoice), ...journalsOf(stack, recordId).map(ofJournal)];
}

function ofInvoice(invoice: InvoiceView): BookedDocument {
  // what the screens show beside the lines must agree with them
  expect(invoice).toMatchObject({ controlTotal: invoice.total, variance: '0', taxRows: 0 });
  for (const { amount, distributions } of invoice.lines)
    expect(distributions).toEqual([{ sequence: 1, account: expect.any(String), amount }]);
  return {
    document: invoice.debitMemo ? 'AP debit memo' : 'AP invoice',
    vendor: invoice.vendorId,
    payable: twoDecimals(invoice.total),
    lines: invoice.lines.map(({ amount, distributions }) => drOrCr(distributions[0]?.account ?? '', amount)),
    currency: invoice.currency,
    number: invoice.invoiceNum,
    dueDate: invoice.dueDate,
    invoiceDate: invoice.invoiceDate,
    applyDate: invoice.applyDate,
    header: invoice.description,
    texts: invoice.lines.map(({ description }) => description),
    code1099: invoice.lines.map(({ code1099 }) => code1099),
    groupId: invoice.groupId,
    posted: invoice.posted,
  };
}

function ofJournal(journal: JournalView): BookedDocument {
  const net = journal.lines.map(({ account, debit, credit }) => ({
    account,
    net: Number(debit) - Number(credit),
  }));
  return {
    document: 'GL journal',
    vendor: null,
    payable: '0.00',
    lines: net.map(({ account, net }) => drOrCr(account, net.toFixed(2))),
    currency: journal.currency,
    number: '',
    dueDate: '',
    invoiceDate: '',
    applyDate: journal.date,
    header: journal.description,
    texts: journal.lines.map(({ description }) => description),
    code1099: journal.lines.map(() => ''),
    groupId: journal.groupId,
    posted: journal.posted,
  };
}

function drOrCr(account: string, amount: string): string {
  return `${amount.startsWith('-') ? 'Cr' : 'Dr'} ${account} ${twoDecimals(amount.replace('-', ''))}`;
}

const twoDecimals = (amount: string): string => Number(amount).toFixed(2);

/** Account → debit − credit over all documents; of invoices the other side is AP control. */
export function balancesOf(documents: readonly BookedDocument[]): Record<string, string> {
  const cents = new Map<string, number>([['AP control', 0]]);
  const add = (account: string, amount: number): void => {
    cents.set(account, (cents.get(account) ?? 0) + amount);
  };
  for (const { lines, payable } of documents) {
    for (const line of lines) {
      const [side = '', account = '', amount = ''] = line.split(' ');
      add(account, (side === 'Dr' ? 1 : -1) * inCents(amount));
    }
    add('AP control', -inCents(payable));
  }
  return Object.fromEntries([...cents].map(([account, sum]) => [account, (sum / 100).toFixed(2)]));
}

const inCents = (amount: string): number => Math.round(Number(amount) * 100);
