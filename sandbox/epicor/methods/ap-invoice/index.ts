import { LosslessNumber } from 'lossless-json';
import type { Context } from '../../context';
import { badInput, notFound, refuse } from '../../errors';
import { type Dataset, integer, type Row, text } from '../../rows';
import { datasetTables } from '../../tables';
import { totalGroup } from '../ap-group';
import { marked } from '../datasets';
import { getList } from '../lists';
import { type Given, type Method, type MethodReply, method, type ParameterType, readMethod } from '../method';
import { getRows } from '../reading';
import { newAttachment } from './attachments';
import * as change from './change';
import { headerTable, invoiceTables } from './columns';
import * as fresh from './new';
import { saveInvoices } from './save';
import { removeInvoice } from './save-header';

const ds: Record<string, ParameterType> = { ds: 'ds:APInvoice' };

/** A whole invoice as GetByID answers it. */
function documentOf(context: Context, header: Row): Dataset {
  return Object.fromEntries(
    invoiceTables.map((table) => [
      table,
      context.db.table(table).under(integer(header, 'VendorNum'), text(header, 'InvoiceNum')),
    ]),
  );
}

function storedHeader(context: Context, vendorNum: number, invoiceNum: string): Row {
  const header = context.db.table(headerTable).get(vendorNum, invoiceNum);
  if (!header) throw notFound();
  return header;
}

/** UpdateMaster (EPICOR.md 3.3). A 200 is no proof of a save: lUpdateRan is. */
function updateMaster(context: Context, given: Given): MethodReply {
  const [sent, groupId, table] = [given.ds(), given.text('cGroupID'), given.text('cTableName')];
  if (!datasetTables.APInvoice?.includes(table)) throw badInput(`Table ${table} is not valid.`);
  for (const row of [...marked(sent, headerTable, 'A'), ...marked(sent, headerTable, 'U')]) {
    if (text(row, 'GroupID') !== groupId)
      throw refuse(`Group ID ${groupId} is not valid.`, headerTable, 'GroupID');
  }
  const outs = (ran: boolean, message: string, answered: Dataset) => ({
    parameters: {
      ds: answered,
      grpTotalInvAmt: groupTotal(context, groupId),
      requiresUserInput: !ran,
      opMessage: message,
      opMsgChkBankRef: '',
      opChkRevMsg: '',
      lEnableGenLegalNum: false,
      lUpdateRan: ran,
      opDUAMsg: '',
    },
  });
  if (context.behaviour.promptNextUpdates > 0) {
    context.promptAsked();
    return outs(false, context.behaviour.promptMessage, sent);
  }
  const saved = saveInvoices(context, sent, table);
  return outs(true, '', saved);
}

const groupTotal = (context: Context, groupId: string): LosslessNumber =>
  new LosslessNumber(totalGroup(context, groupId));

function deleteMaster(context: Context, given: Given): MethodReply {
  const header = storedHeader(context, Number(given.text('keyValue')), given.text('keyValue2'));
  removeInvoice(context, header);
  const total = groupTotal(context, text(header, 'GroupID'));
  return { parameters: { ds: {}, grpTotalInvAmt: total, lEnableGenLegalNum: false } };
}

const applyDateParameters: Record<string, ParameterType> = {
  VendorNum: 'integer',
  InvoiceNum: 'text',
  recalcAmts: 'text',
  NewApplyDate: 'date',
  ...ds,
};

const changeApplyDate = (withMessage: boolean): Method =>
  method(applyDateParameters, (context, given) =>
    change.changeApplyDate(context, given.ds(), {
      vendorNum: given.integer('VendorNum'),
      invoiceNum: given.text('InvoiceNum'),
      date: given.text('NewApplyDate'),
      withMessage,
    }),
  );

const changeInvoiceDate = (withMessage: boolean): Method =>
  method({ ProposedInvoiceDate: 'date', recalcAmts: 'text', ...ds }, (context, given) =>
    change.changeInvoiceDate(context, given.ds(), given.text('ProposedInvoiceDate'), withMessage),
  );

/** Erp.BO.APInvoiceSvc (EPICOR.md 3.2 to 3.5). */
export const apInvoiceMethods: Readonly<Record<string, Method>> = {
  GetNewAPInvHedInvoice: method({ ...ds, cGroupID: 'text' }, (context, given) =>
    fresh.newHeader(context, given.ds(), given.text('cGroupID'), false),
  ),
  GetNewAPInvHedDebitMemo: method({ ...ds, cGroupID: 'text' }, (context, given) =>
    fresh.newHeader(context, given.ds(), given.text('cGroupID'), true),
  ),
  ChangeVendorID: method({ ProposedVendorID: 'text', confirmCheck: 'flag', ...ds }, (context, given) =>
    change.changeVendor(context, given.ds(), given.text('ProposedVendorID')),
  ),
  ChangeInvoiceDate: changeInvoiceDate(false),
  ChangeInvoiceDateEx: changeInvoiceDate(true),
  ChangeInvoiceVendorAmt: method({ ProposedInvoiceVendorAmt: 'decimal', ...ds }, (context, given) =>
    change.changeVendorAmount(context, given.ds(), given.text('ProposedInvoiceVendorAmt')),
  ),
  ChangeTermsCode: method({ ProposedTermsCode: 'text', ...ds }, (context, given) =>
    change.changeTerms(context, given.ds(), given.text('ProposedTermsCode')),
  ),
  ChangeCurrency: method({ ProposedCurrencyCode: 'text', ...ds }, (context, given) =>
    change.changeCurrency(context, given.ds(), given.text('ProposedCurrencyCode')),
  ),
  ChangeCurrencyMaster: method(
    { ProposedCurrencyCode: 'text', vRateGrpCode: 'text', ...ds },
    (context, given) => change.changeCurrencyMaster(context, given.ds(), given.text('ProposedCurrencyCode')),
  ),
  OnChangeofApplyDate: changeApplyDate(false),
  OnChangeofApplyDateEx: changeApplyDate(false),
  OnChangeofApplyDateWithDateCheck: changeApplyDate(true),
  PreUpdate: method(ds, (_context, given) => ({ parameters: { ds: given.ds(), requiresUserInput: false } })),
  Update: method(ds, (context, given) => ({ parameters: { ds: saveInvoices(context, given.ds(), null) } })),
  UpdateMaster: method(
    {
      ...ds,
      cGroupID: 'text',
      cTableName: 'text',
      runChkCPay: 'flag',
      runChkBankRef: 'flag',
      runChkRevChrg: 'flag',
      suppressUserPrompts: 'flag',
    },
    updateMaster,
  ),
  DeleteMaster: method({ ...ds, cGroupID: 'text', keyValue: 'text', keyValue2: 'text' }, deleteMaster),
  DeleteByID: method({ vendorNum: 'integer', invoiceNum: 'text' }, (context, given) => {
    removeInvoice(context, storedHeader(context, given.integer('vendorNum'), given.text('invoiceNum')));
    return {};
  }),
  GetByID: readMethod({ vendorNum: 'integer', invoiceNum: 'text' }, (context, given) => ({
    returnObj: documentOf(
      context,
      storedHeader(context, given.integer('vendorNum'), given.text('invoiceNum')),
    ),
  })),
  GetList: getList(headerTable),
  GetRows: getRows(
    (datasetTables.APInvoice ?? []).filter((table) => table !== 'ExtensionTables'),
    headerTable,
    documentOf,
  ),
  GetNewAPInvDtlMiscellaneous: method(
    { ...ds, iVendorNum: 'integer', cInvoiceNum: 'text' },
    (context, given) =>
      fresh.newLine(context, given.ds(), given.integer('iVendorNum'), given.text('cInvoiceNum')),
  ),
  ChangeExtCost: method({ ProposedExtCost: 'decimal', ...ds }, (context, given) =>
    change.changeLine(context, given.ds(), 'extended cost', given.text('ProposedExtCost')),
  ),
  ChangeUnitCost: method({ ProposedUnitCost: 'decimal', ...ds }, (context, given) =>
    change.changeLine(context, given.ds(), 'unit cost', given.text('ProposedUnitCost')),
  ),
  ChangeVendorQty: method({ ProposedVendorQty: 'decimal', ...ds }, (context, given) =>
    change.changeLine(context, given.ds(), 'quantity', given.text('ProposedVendorQty')),
  ),
  GetNewAPInvExp: method(
    { ...ds, vendorNum: 'integer', invoiceNum: 'text', invoiceLine: 'integer' },
    (context, given) =>
      fresh.newExpense(
        context,
        given.ds(),
        given.integer('vendorNum'),
        given.text('invoiceNum'),
        given.integer('invoiceLine'),
      ),
  ),
  GetNewAPInvExpTGLC: method(
    { ...ds, vendorNum: 'integer', invoiceNum: 'text', invoiceLine: 'integer', invExpSeq: 'integer' },
    (context, given) =>
      fresh.newCoding(
        context,
        given.ds(),
        given.integer('vendorNum'),
        given.text('invoiceNum'),
        given.integer('invoiceLine'),
        given.integer('invExpSeq'),
      ),
  ),
  GetNewAPInvHedAttch: method({ ...ds, vendorNum: 'integer', invoiceNum: 'text' }, (context, given) =>
    newAttachment(context, given.ds(), given.integer('vendorNum'), given.text('invoiceNum')),
  ),
  ChangeExpLineAmt: method({ ProposedAmt: 'decimal', ...ds }, (context, given) =>
    change.changeExpense(context, given.ds(), given.text('ProposedAmt')),
  ),
};
