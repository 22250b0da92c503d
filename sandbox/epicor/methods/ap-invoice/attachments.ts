import type { Context } from '../../context';
import { notFound, refuse } from '../../errors';
import { blankRow, type Dataset, integer, noRowId, type Row, text } from '../../rows';
import { marked, withRow } from '../datasets';
import type { MethodReply } from '../method';
import { attachmentTable, headerTable } from './columns';

/** A new attachment of a saved invoice, posted or not. */
export function newAttachment(
  context: Context,
  ds: Dataset,
  vendorNum: number,
  invoiceNum: string,
): MethodReply {
  if (!context.db.table(headerTable).get(vendorNum, invoiceNum)) throw notFound();
  const row = blankRow(attachmentTable, {
    Company: context.company,
    VendorNum: vendorNum,
    InvoiceNum: invoiceNum,
    ForeignSysRowID: noRowId,
    RowMod: 'A',
  });
  return { parameters: { ds: withRow(ds, attachmentTable, row) } };
}

/** Saves new attachments; their file must be on the server. */
export function saveAttachments(context: Context, ds: Dataset): void {
  for (const sent of marked(ds, attachmentTable, 'A')) {
    const key = [integer(sent, 'VendorNum'), text(sent, 'InvoiceNum')] as const;
    const header = context.db.table(headerTable).get(...key);
    if (!header) throw notFound();
    const file = context.db.table('XFileRef').get(text(sent, 'FileName'));
    if (!file) throw refuse('File does not exist.', attachmentTable, 'FileName');
    context.db.table(attachmentTable).insert(added(context, header, file, sent));
  }
}

function added(context: Context, header: Row, file: Row, sent: Row): Row {
  const key = [integer(header, 'VendorNum'), text(header, 'InvoiceNum')] as const;
  const before = context.db.table(attachmentTable).under(...key);
  return blankRow(attachmentTable, {
    Company: context.company,
    VendorNum: key[0],
    InvoiceNum: key[1],
    DrawingSeq: before.reduce((top, row) => Math.max(top, integer(row, 'DrawingSeq')), 0) + 1,
    XFileRefNum: integer(file, 'XFileRefNum'),
    ForeignSysRowID: header.SysRowID ?? noRowId,
    DrawDesc: text(sent, 'DrawDesc'),
    FileName: text(sent, 'FileName'),
    DocTypeID: text(sent, 'DocTypeID'),
  });
}
