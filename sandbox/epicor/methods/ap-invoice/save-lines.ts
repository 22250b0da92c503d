import type { Context } from '../../context';
import { notFound, refuse } from '../../errors';
import { amount, decimalText } from '../../money';
import { blankRow, integer, type Row, text } from '../../rows';
import { cut, merged, requireCurrent } from '../datasets';
import { costColumns, quantityColumns } from './change';
import { decimalsOf, entered, headerTable, isZero, lineTable, signOf } from './columns';
import { lineDefaults } from './new';
import { followLine, removeDistributions } from './save-distributions';
import { requireOpenInvoice } from './save-header';

/** The saved header above a row. Refuses where there is none, or it may not be changed. */
export function savedHeader(context: Context, row: Row): Row {
  const header = context.db.table(headerTable).get(integer(row, 'VendorNum'), text(row, 'InvoiceNum'));
  if (!header) throw notFound('AP Invoice record not found.');
  requireOpenInvoice(context, header);
  return header;
}

/** Saves a new line; its number is the system's (EPICOR.md 3.4). */
export function addLine(context: Context, sent: Row): Row {
  const header = savedHeader(context, sent);
  const lines = context.db.table(lineTable);
  const defaults = lineDefaults(context, header);
  const existing = lines.under(integer(header, 'VendorNum'), text(header, 'InvoiceNum'));
  const number = 1 + Math.max(0, ...existing.map((line) => integer(line, 'InvoiceLine')));
  const row = { ...merged(defaults, sent, ['Posted', 'DebitMemo']), InvoiceLine: number };
  if (text(row, 'LineType') !== 'M') {
    throw refuse(`Line Type ${text(row, 'LineType')} needs a receipt or an order.`, lineTable, 'LineType');
  }
  const blank = blankRow(lineTable);
  return lines.insert(cut(context, lineTable, withFigures(context, header, row, blank, sent)));
}

/** Saves a changed line; a single distribution over its whole amount follows it. */
export function changeLineRow(context: Context, sent: Row): Row {
  const header = savedHeader(context, sent);
  const lines = context.db.table(lineTable);
  const stored = requireCurrent(context, lineTable, storedLine(context, sent), sent);
  const row = merged(stored, sent, [
    'Posted',
    'DebitMemo',
    'LineType',
    'VendorNum',
    'InvoiceNum',
    'InvoiceLine',
  ]);
  const saved = lines.update(cut(context, lineTable, withFigures(context, header, row, stored, sent)));
  followLine(context, header, stored, saved);
  return saved;
}

export function removeLine(context: Context, sent: Row): void {
  savedHeader(context, sent);
  const stored = requireCurrent(context, lineTable, storedLine(context, sent), sent);
  removeDistributions(context, stored);
  context.db.table(lineTable).remove(stored);
}

const storedLine = (context: Context, sent: Row): Row | null =>
  context.db
    .table(lineTable)
    .get(integer(sent, 'VendorNum'), text(sent, 'InvoiceNum'), integer(sent, 'InvoiceLine'));

/** Quantity, unit cost and extended cost, of which the extended cost may be entered itself. */
function withFigures(context: Context, header: Row, row: Row, before: Row, sent: Row): Row {
  const sign = signOf(header);
  const given = entered(sent, before, 'ScrVendorQty', 'VendorQty', sign).times(sign);
  const quantity = isZero(given) ? given.plus(1) : given;
  const unit = amount(row, 'DocUnitCost');
  const cost = entered(sent, before, 'ScrDocExtCost', 'DocExtCost', sign);
  const extended = isZero(cost) ? quantity.times(unit).times(sign) : cost;
  if (context.behaviour.refuseNegativeLines && extended.times(sign).isNegative() && !isZero(extended)) {
    throw refuse('Extended Cost may not be negative.', lineTable, 'ExtCost');
  }
  const rounded = extended.toDecimalPlaces(decimalsOf(context, text(header, 'CurrencyCode')));
  const unitCost = rounded.times(sign).dividedBy(quantity).toDecimalPlaces(5);
  return {
    ...row,
    ...quantityColumns(decimalText(quantity), sign),
    ...costColumns(context, header, decimalText(rounded), decimalText(unitCost)),
  };
}
