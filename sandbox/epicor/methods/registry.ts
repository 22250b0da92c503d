import { apGroupMethods } from './ap-group';
import { apInvoiceMethods } from './ap-invoice';
import { attachmentMethods } from './attachment';
import { glAccountMethods } from './gl-account';
import { journalMethods } from './journal';
import { journalGroupMethods } from './journal/group';
import type { Method } from './method';
import { invoicePostMethods, journalPostMethods } from './post-process';
import { referenceMethods } from './reference';
import { vendorMethods } from './vendor';

/** Every method of the stand-in, by service and name; names are case-exact. */
export const methods: Readonly<Record<string, Readonly<Record<string, Method>>>> = {
  ...referenceMethods,
  'Erp.BO.APInvGrpSvc': apGroupMethods,
  'Erp.BO.APInvoiceSvc': apInvoiceMethods,
  'Erp.BO.GLJrnGrpSvc': journalGroupMethods,
  'Erp.BO.GLJournalEntrySvc': journalMethods,
  'Erp.BO.GLAccountSvc': { ...referenceMethods['Erp.BO.GLAccountSvc'], ...glAccountMethods },
  'Erp.BO.VendorSvc': vendorMethods,
  'Erp.PROC.APInvoicePostSvc': invoicePostMethods,
  'Erp.PROC.GLJrnAsynchSvc': journalPostMethods,
  'Ice.BO.AttachmentSvc': attachmentMethods,
};
