import type { Decimal } from 'decimal.js';
import { addDays } from '../../calendar';
import type { Context } from '../../context';
import { refuse } from '../../errors';
import { amount, decimalText, exact, rounded, zero } from '../../money';
import { flag, integer, type Row, text } from '../../rows';

export const headerTable = 'APInvHed';
export const lineTable = 'APInvDtl';
export const expenseTable = 'APInvExp';
export const codingTable = 'APInvExpTGLC';
export const taxTable = 'APInvTax';
export const attachmentTable = 'APInvHedAttch';

/** Tables of one invoice, parents first. */
export const invoiceTables = [
  headerTable,
  lineTable,
  expenseTable,
  codingTable,
  taxTable,
  attachmentTable,
] as const;

/** Debit memos are stored negative and entered positive (EPICOR.md 3.2). */
export const signOf = (header: Row): 1 | -1 => (flag(header, 'DebitMemo') ? -1 : 1);

/** Decimals of a currency; 2 where it is not known. */
export function decimalsOf(context: Context, currency: string): number {
  const row = context.db.table('Currency').get(currency);
  return row ? integer(row, 'DecimalsGeneral') : 2;
}

/** A document amount in base currency, at the header's rate. */
export function inBase(context: Context, header: Row, documentAmount: Decimal): string {
  return rounded(
    documentAmount.times(amount(header, 'ExchangeRate')),
    decimalsOf(context, context.baseCurrency),
  );
}

/**
 * The amount that a client entered, with its true sign: on the screen's column (as a person types it) or on the
 * stored one, whichever differs from what it was; the screen's wins.
 */
export function entered(sent: Row, before: Row, screen: string, stored: string, sign: 1 | -1): Decimal {
  const differs = (column: string): boolean =>
    sent[column] !== undefined && !amount(sent, column).equals(amount(before, column));
  if (differs(screen)) return amount(sent, screen).times(sign);
  return differs(stored) ? amount(sent, stored) : amount(before, stored);
}

/** The control total in all its columns, from its true-signed document amount. */
export function controlTotal(context: Context, header: Row, total: Decimal): Row {
  const base = exact(inBase(context, header, total));
  const sign = signOf(header);
  return {
    DocInvoiceVendorAmt: decimalText(total),
    ScrDocInvoiceVendorAmt: decimalText(total.times(sign)),
    InvoiceVendorAmt: decimalText(base),
    ScrInvoiceVendorAmt: decimalText(base.times(sign)),
  };
}

export function vendorColumns(vendor: Row): Row {
  return {
    VendorNum: integer(vendor, 'VendorNum'),
    VendorNumVendorID: text(vendor, 'VendorID'),
    VendorNumName: text(vendor, 'Name'),
    VendorNumCurrencyCode: text(vendor, 'CurrencyCode'),
    VendorNumTermsCode: text(vendor, 'TermsCode'),
    VendorNumAddress1: text(vendor, 'Address1'),
    VendorNumCity: text(vendor, 'City'),
    VendorNumState: text(vendor, 'State'),
    VendorNumZIP: text(vendor, 'ZIP'),
    VendorNumCountry: text(vendor, 'Country'),
    VendorInactive: flag(vendor, 'Inactive'),
    VendorPayHold: flag(vendor, 'PayHold'),
    PayHold: flag(vendor, 'PayHold'),
    TaxRegionCode: text(vendor, 'TaxRegionCode'),
    PMUID: integer(vendor, 'PMUID'),
  };
}

/** Currency and rate; refuses a currency that is unknown or inactive. */
export function currencyColumns(context: Context, code: string): Row {
  const currency = context.db.table('Currency').get(code);
  if (!currency || flag(currency, 'Inactive')) {
    throw refuse('Currency code is not valid.', headerTable, 'CurrencyCode');
  }
  return {
    CurrencyCode: code,
    ExchangeRate: context.rates[code] ?? '1',
    CurrencySwitch: code === context.baseCurrency,
    CurrencyCodeCurrencyID: code,
    CurrencyCodeCurrDesc: text(currency, 'CurrDesc'),
    CurrencyCodeCurrSymbol: text(currency, 'CurrSymbol'),
    CurrSymbol: text(currency, 'CurrSymbol'),
  };
}

/** Terms and the due date that follows; terms are mandatory (EPICOR.md 3.2). */
export function termsColumns(context: Context, code: string, invoiceDate: string): Row {
  const terms = code === '' ? null : context.db.table('PurTerms').get(code);
  if (!terms) throw refuse('Terms Code is not valid.', headerTable, 'TermsCode');
  return {
    TermsCode: code,
    TermsCodeDescription: text(terms, 'Description'),
    DueDate: invoiceDate === '' ? null : addDays(invoiceDate, integer(terms, 'NumberOfDays')),
  };
}

/** The vendor of a header, by number or else by its id. Refuses an unknown one, and an inactive one by switch. */
export function vendorOf(context: Context, header: Row): Row {
  const vendors = context.db.table('Vendor');
  const byId = text(header, 'VendorNumVendorID');
  const vendor =
    integer(header, 'VendorNum') !== 0
      ? vendors.get(integer(header, 'VendorNum'))
      : byId === ''
        ? null
        : vendors.all().find((row) => row.VendorID === byId);
  if (!vendor) throw refuse('Vendor ID is not valid.', headerTable, 'VendorID');
  if (flag(vendor, 'Inactive') && context.behaviour.inactiveVendors === 'refused') {
    throw refuse('Vendor is inactive.', headerTable, 'VendorID');
  }
  return vendor;
}

export const isZero = (value: Decimal): boolean => value.equals(zero);
