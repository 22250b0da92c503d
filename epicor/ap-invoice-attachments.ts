import { z } from 'zod';
import { apInvoiceService } from './ap-invoice-columns';
import { getInvoice } from './ap-invoice-read-back';
import type { ApInvoices, Attachment } from './api';
import { textColumn } from './columns';
import { asNew, rowsOf, withColumns } from './dataset';
import type { EpicorHttp } from './http';
import { createService } from './service';

const table = 'APInvHedAttch';
const columns = z.object({ DrawDesc: textColumn, FileName: textColumn });

/**
 * Files of an invoice: the file goes to the server's own storage for the default document type
 * (Ice.BO.AttachmentSvc), then a row of APInvHedAttch links it. A file that was uploaded and not linked is overwritten
 * by the next upload of its name.
 */
export function createInvoiceAttachments(http: EpicorHttp): Pick<ApInvoices, 'attachments' | 'attach'> {
  const invoices = createService(http, apInvoiceService);
  const files = createService(http, 'Ice.BO.AttachmentSvc');
  return {
    async attachments(key): Promise<Attachment[]> {
      const ds = await getInvoice(invoices, key);
      if (!ds) return [];
      return rowsOf(ds, table)
        .map((row) => invoices.read('GetByID', columns, row))
        .map(({ DrawDesc, FileName }) => ({ description: DrawDesc, fileName: FileName }));
    },

    async attach(key, { fileName, description, bytes }) {
      const { returnObj } = await files.save('UploadFile', {
        docTypeID: '',
        parentTable: 'APInvHed',
        fileName,
        data: bytes.toString('base64'),
      });
      const path = files.read('UploadFile', z.string().min(1), returnObj, true);
      const { vendorNum, invoiceNum } = key;
      const fresh = await invoices.askDataSet('GetNewAPInvHedAttch', { ds: {}, vendorNum, invoiceNum });
      invoices.first('GetNewAPInvHedAttch', fresh, table);
      const ds = withColumns(fresh, table, { FileName: path, DrawDesc: description });
      await invoices.save('Update', { ds: asNew(ds, table) });
    },
  };
}
