import { type Context, today } from '../../context';
import { amount, decimalText, exact, rounded, sum } from '../../money';
import { blankRow, flag, integer, type Row, text } from '../../rows';
import { totalGroup } from '../ap-group';
import { decimalsOf, headerTable, inBase, lineTable, signOf, taxTable } from './columns';
import { ofHeader } from './new';

const taxPercent = '8.25';

/** Brings a header's totals, its tax rows and its group's total up to date after its lines changed. */
export function recalculate(context: Context, vendorNum: number, invoiceNum: string): Row | null {
  const headers = context.db.table(headerTable);
  const header = headers.get(vendorNum, invoiceNum);
  if (!header) return null;
  const lines = context.db.table(lineTable).under(vendorNum, invoiceNum);
  const lineTotal = sum(lines, 'DocExtCost');
  const tax = renewTax(context, header, decimalText(lineTotal));
  const total = lineTotal.plus(tax);
  const variance = amount(header, 'DocInvoiceVendorAmt').minus(total);
  const [base, sign] = [exact(inBase(context, header, total)), signOf(header)];
  const saved = headers.update({
    ...header,
    DocInvoiceAmt: decimalText(total),
    InvoiceAmt: decimalText(base),
    ScrDocInvoiceAmt: decimalText(total.times(sign)),
    ScrInvoiceAmt: decimalText(base.times(sign)),
    ScrDocTotInvoiceAmt: decimalText(total.times(sign)),
    ScrTotInvoiceAmt: decimalText(base.times(sign)),
    ScrDocInvLineTotal: decimalText(lineTotal.times(sign)),
    ScrInvLineTotal: inBase(context, header, lineTotal.times(sign)),
    DocInvoiceBal: decimalText(total),
    InvoiceBal: decimalText(base),
    ScrDocInvoiceBal: decimalText(total.times(sign)),
    ScrInvoiceBal: decimalText(base.times(sign)),
    DocUnpostedBal: decimalText(total),
    UnpostedBal: decimalText(base),
    DocTaxAmt: decimalText(exact(tax)),
    TaxAmt: inBase(context, header, exact(tax)),
    TaxLinesExist: !exact(tax).isZero(),
    LineOrMscChrgExists: lines.length > 0,
    DocInvoiceVariance: decimalText(variance),
    InvoiceVariance: inBase(context, header, variance),
  });
  totalGroup(context, text(header, 'GroupID'));
  return saved;
}

/** By switch, an invoice of a vendor with a tax region gets a tax row over its lines. Answers the tax. */
function renewTax(context: Context, header: Row, taxable: string): string {
  const taxes = context.db.table(taxTable);
  for (const row of taxes.under(integer(header, 'VendorNum'), text(header, 'InvoiceNum'))) taxes.remove(row);
  const vendor = context.db.table('Vendor').get(integer(header, 'VendorNum'));
  const taxed = vendor && text(vendor, 'TaxRegionCode') !== '' && !exact(taxable).isZero();
  if (!context.behaviour.taxRows || !taxed) return '0';
  const decimals = decimalsOf(context, text(header, 'CurrencyCode'));
  const tax = rounded(exact(taxable).times(taxPercent).dividedBy(100), decimals);
  const { GroupID, CurrencyCode, VendorNum, InvoiceNum } = ofHeader(header);
  taxes.insert(
    blankRow(taxTable, {
      Company: context.company,
      VendorNum: VendorNum ?? 0,
      InvoiceNum: InvoiceNum ?? '',
      GroupID: GroupID ?? '',
      CurrencyCode: CurrencyCode ?? '',
      DebitMemo: flag(header, 'DebitMemo'),
      TaxCode: 'SALES',
      RateCode: 'STD',
      TaxCodeDescription: 'Sales tax',
      Percent: taxPercent,
      DocTaxableAmt: taxable,
      TaxableAmt: inBase(context, header, exact(taxable)),
      DocTaxAmt: tax,
      TaxAmt: inBase(context, header, exact(tax)),
      TaxRateDate: header.TaxRateDate ?? today(context),
    }),
  );
  return tax;
}
