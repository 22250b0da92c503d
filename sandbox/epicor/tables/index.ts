import { apTables } from './ap';
import type { ColumnType, TableDefinition } from './define';
import { journalTables } from './journal';
import { processTables } from './processes';
import { referenceTables } from './reference';

const byName = new Map(
  [...apTables, ...journalTables, ...processTables, ...referenceTables].map((table) => [table.name, table]),
);

export const tableNames: readonly string[] = [...byName.keys()];

/** Throws for a name that is no table of the stand-in. */
export function tableDefinition(name: string): TableDefinition {
  const definition = byName.get(name);
  if (!definition) throw new Error(`no table ${name}`);
  return definition;
}

export type { ColumnType, TableDefinition };

/** Tables of each dataset: any of them may be named in a request, ours or not (EPICOR.md 3.5, 4). */
export const datasetTables: Readonly<Record<string, readonly string[]>> = {
  APInvGrp: ['APInvGrp', 'ExtensionTables'],
  APInvoicePost: ['APInvoicePostParam', 'ExtensionTables'],
  GLJrnAsynch: ['GLJrnAsynchParam', 'ExtensionTables'],
  APInvoice: [
    'APInvHed',
    'APInvHedAttch',
    'APIHAPInvExp',
    'APIHAPInvExpTGLC',
    'APIHAPInvMsc',
    'RcvMisc',
    'APIHAPLnTax',
    'APInvDtl',
    'APInvDtlAttch',
    'APInvDtlDEASch',
    'APInvExp',
    'APInvExpTGLC',
    'GlbAPIETGLC',
    'APInvJob',
    'APInvMsc',
    'APInvLnMscTax',
    'APInvPB',
    'APLnTax',
    'APInvDtlTGLC',
    'APInvHedMscTax',
    'APInvSched',
    'APInvTax',
    'PESUNATDtl',
    'EntityGLC',
    'PEAPInvTax',
    'AdditionalForms_ParametersView',
    'LegalNumGenOpts',
    'SupplierXRef',
    'TaxConnectStatus',
    'ExtensionTables',
  ],
  GLJrnGrp: ['GLJrnGrp', 'ExtensionTables'],
  GLJournalEntry: [
    'GLJrnHed',
    'GLJrnHedAttch',
    'GLJrnDtlMnl',
    'GLJrnDtlMnlAttch',
    'GLJrnDtlMnlDEASch',
    'GLJrnDtlMnlTranGLC',
    'GlAllocations',
    'LegalNumGenOpts',
    'ExtensionTables',
  ],
  Vendor: [
    'Vendor',
    'VendorAttch',
    'EntityGLC',
    'TaxExempt',
    'Partner',
    'VendRestriction',
    'VendBank',
    'VendCntMain',
    'VenMFBill',
    'VendorPP',
    'VendCnt',
    'VendRemitTo',
    'ExtensionTables',
  ],
};
