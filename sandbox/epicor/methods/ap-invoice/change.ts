import { LosslessNumber } from 'lossless-json';
import { closedReason, fiscalColumns } from '../../calendar';
import type { Context } from '../../context';
import { refuse } from '../../errors';
import { amount, decimalText, exact } from '../../money';
import { type Dataset, dayOf, integer, type Row, text } from '../../rows';
import { currentRow, rowsOf } from '../datasets';
import type { MethodReply } from '../method';
import {
  controlTotal,
  currencyColumns,
  expenseTable,
  headerTable,
  inBase,
  isZero,
  lineTable,
  signOf,
  termsColumns,
  vendorColumns,
  vendorOf,
} from './columns';
import { headerOf } from './new';

/** Changes the header being entered and answers the dataset, as the screen's methods do. */
function onHeader(
  ds: Dataset,
  change: (header: Row) => Row,
  outs: Record<string, unknown> = {},
): MethodReply {
  const header = currentRow(ds, headerTable);
  Object.assign(header, change(header));
  return { parameters: { ...outs, ds } };
}

/** The vendor brings its currency, terms and tax region. */
export function changeVendor(context: Context, ds: Dataset, vendorId: string): MethodReply {
  return onHeader(
    ds,
    (header) => {
      const vendor = vendorOf(context, { VendorNum: 0, VendorNumVendorID: vendorId });
      const terms = text(vendor, 'TermsCode');
      return {
        ...vendorColumns(vendor),
        ...currencyColumns(context, text(vendor, 'CurrencyCode') || context.baseCurrency),
        ...(terms === '' ? {} : termsColumns(context, terms, text(header, 'InvoiceDate'))),
      };
    },
    { confirmMsg: '' },
  );
}

/** The invoice's date moves its due date, and by switch its apply date where that date is open. */
export function changeInvoiceDate(
  context: Context,
  ds: Dataset,
  date: string,
  withMessage: boolean,
): MethodReply {
  let message = '';
  const reply = onHeader(ds, (header) => {
    const terms = text(header, 'TermsCode');
    const due = terms === '' ? {} : termsColumns(context, terms, date);
    const moves = context.behaviour.invoiceDateMovesApplyDate && closedReason(context, date) === null;
    if (moves && dayOf(header.ApplyDate) !== dayOf(date))
      message = `Apply Date was changed to ${dayOf(date)}.`;
    return {
      InvoiceDate: date,
      TaxRateDate: date,
      ...due,
      ...(moves ? { ApplyDate: date, ...fiscalColumns(context, date) } : {}),
    };
  });
  return { parameters: { ...(withMessage ? { cMessageText: message } : {}), ...reply.parameters } };
}

/** A person enters the control total positive, also for a debit memo. */
export function changeVendorAmount(context: Context, ds: Dataset, proposed: string): MethodReply {
  return onHeader(ds, (header) => controlTotal(context, header, exact(proposed).times(signOf(header))));
}

export function changeTerms(context: Context, ds: Dataset, code: string): MethodReply {
  return onHeader(ds, (header) => termsColumns(context, code, text(header, 'InvoiceDate')));
}

export function changeCurrency(context: Context, ds: Dataset, code: string): MethodReply {
  return onHeader(ds, () => currencyColumns(context, code));
}

export function changeCurrencyMaster(context: Context, ds: Dataset, code: string): MethodReply {
  const reply = changeCurrency(context, ds, code);
  const rate = new LosslessNumber(text(currentRow(ds, headerTable), 'ExchangeRate'));
  return {
    parameters: {
      vExchangeRate: rate,
      vXRateLabel: `${code} = ${context.baseCurrency}`,
      ...reply.parameters,
    },
  };
}

export interface ApplyDateChange {
  readonly vendorNum: number;
  readonly invoiceNum: string;
  readonly date: string;
  /** OnChangeofApplyDateWithDateCheck answers a DateMessage. */
  readonly withMessage: boolean;
}

/** Asks Epicor whether a date is open, and sets it with its fiscal period. */
export function changeApplyDate(context: Context, ds: Dataset, change: ApplyDateChange): MethodReply {
  const header = rowsOf(ds, headerTable).find(
    (row) => integer(row, 'VendorNum') === change.vendorNum && text(row, 'InvoiceNum') === change.invoiceNum,
  );
  if (!header) throw refuse('AP Invoice record not found in the dataset.', headerTable, 'InvoiceNum');
  const reason = closedReason(context, change.date);
  const byMessage = change.withMessage && context.behaviour.closedPeriodAnswer === 'message';
  if (reason && !byMessage) throw refuse(reason, headerTable, 'ApplyDate');
  if (!reason) Object.assign(header, { ApplyDate: change.date, ...fiscalColumns(context, change.date) });
  return { parameters: { ...(change.withMessage ? { DateMessage: reason ?? '' } : {}), ds } };
}

type LineFigure = 'extended cost' | 'unit cost' | 'quantity';

/** ChangeExtCost, ChangeUnitCost, ChangeVendorQty: the other two figures of the line follow. */
export function changeLine(context: Context, ds: Dataset, figure: LineFigure, proposed: string): MethodReply {
  const line = currentRow(ds, lineTable);
  const header = headerOf(context, ds, integer(line, 'VendorNum'), text(line, 'InvoiceNum'));
  const sign = signOf(header);
  const quantity = figure === 'quantity' ? exact(proposed) : amount(line, 'ScrVendorQty');
  const unit = figure === 'unit cost' ? exact(proposed) : amount(line, 'DocUnitCost');
  const cost = figure === 'extended cost' ? exact(proposed) : quantity.times(unit);
  const unitCost = figure !== 'extended cost' ? unit : isZero(quantity) ? cost : cost.dividedBy(quantity);
  Object.assign(line, {
    ...quantityColumns(decimalText(quantity), sign),
    ...costColumns(context, header, decimalText(cost.times(sign)), decimalText(unitCost.toDecimalPlaces(5))),
  });
  return { parameters: { ds } };
}

/** The columns of a quantity as it is entered. */
export function quantityColumns(quantity: string, sign: 1 | -1): Row {
  const stored = decimalText(exact(quantity).times(sign));
  return { ScrVendorQty: quantity, ScrOurQty: quantity, VendorQty: stored, OurQty: stored };
}

/** The columns of a line's extended cost, from its true-signed document amount. */
export function costColumns(context: Context, header: Row, cost: string, unitCost: string): Row {
  const [document, sign] = [exact(cost), signOf(header)];
  const base = exact(inBase(context, header, document));
  const baseUnit = decimalText(exact(unitCost).times(amount(header, 'ExchangeRate')).toDecimalPlaces(5));
  return {
    DocExtCost: decimalText(document),
    ScrDocExtCost: decimalText(document.times(sign)),
    ExtCost: decimalText(base),
    ScrExtCost: decimalText(base.times(sign)),
    DocUnitCost: unitCost,
    DocScrUnitCost: unitCost,
    UnitCost: baseUnit,
    ScrUnitCost: baseUnit,
    DocLineTotal: decimalText(document),
    LineTotal: decimalText(base),
    DocDspLineTotal: decimalText(document.times(sign)),
    DspLineTotal: decimalText(base.times(sign)),
  };
}

/** ChangeExpLineAmt: the amount of a distribution as it is entered. */
export function changeExpense(context: Context, ds: Dataset, proposed: string): MethodReply {
  const expense = currentRow(ds, expenseTable);
  const header = headerOf(context, ds, integer(expense, 'VendorNum'), text(expense, 'InvoiceNum'));
  Object.assign(expense, expenseColumns(context, header, decimalText(exact(proposed).times(signOf(header)))));
  return { parameters: { ds } };
}

/** The columns of a distribution's amount, from its true-signed document amount. */
export function expenseColumns(context: Context, header: Row, document: string): Row {
  const sign = signOf(header);
  const base = exact(inBase(context, header, exact(document)));
  return {
    DocExpAmt: document,
    DocScrExpAmt: decimalText(exact(document).times(sign)),
    ExpAmt: decimalText(base),
    ScrExpAmt: decimalText(base.times(sign)),
  };
}
