import { z } from 'zod';
import type { Epicor, UnpostedDocument } from './api';
import { decimalColumn, flagColumn, integerColumn, requiredDateColumn, textColumn } from './columns';
import { apInvoices, journals } from './entity-sets';
import { allOf, eq, type Filter } from './filter';
import type { EpicorHttp } from './http';
import { journalHeaderColumns } from './journal-columns';
import { toJournalKey } from './journal-key';
import { journalMarker } from './journal-read-back';
import { readAll } from './odata';

const fiscalColumns = {
  GroupID: textColumn,
  FiscalCalendarID: textColumn,
  FiscalYear: integerColumn,
  FiscalYearSuffix: textColumn,
  FiscalPeriod: integerColumn,
};

const invoiceColumns = z.object({
  ...fiscalColumns,
  VendorNum: integerColumn,
  InvoiceNum: z.string(),
  ExternalID: textColumn,
  ApplyDate: requiredDateColumn,
  CurrencyCode: z.string(),
  DocInvoiceVendorAmt: decimalColumn,
  EntryPerson: textColumn,
  InvoiceHeld: flagColumn,
});

const journalColumns = journalHeaderColumns.extend({
  ...fiscalColumns,
  TotDebit: decimalColumn,
  EnteredBy: textColumn,
  JournalHeld: flagColumn,
});

/** Lists what is not posted, by the flag that posting sets (EPICOR.md 3.8); posting deletes headers of journals (4). */
export function createUnposted(http: EpicorHttp): Epicor['unposted'] {
  return {
    async invoices(groupId) {
      const read = { select: invoiceColumns, filter: unposted(groupId) };
      const found: UnpostedDocument[] = [];
      for await (const row of readAll(http, apInvoices, read)) {
        found.push({
          ...common(row),
          key: { kind: 'ap', vendorNum: row.VendorNum, invoiceNum: row.InvoiceNum },
          marker: row.ExternalID,
          applyDate: row.ApplyDate,
          total: row.DocInvoiceVendorAmt,
          enteredBy: row.EntryPerson,
          held: row.InvoiceHeld,
        });
      }
      return found;
    },

    async journals(groupId) {
      const read = { select: journalColumns, filter: unposted(groupId) };
      const found: UnpostedDocument[] = [];
      for await (const row of readAll(http, journals, read)) {
        found.push({
          ...common(row),
          key: toJournalKey(row),
          marker: journalMarker(row),
          applyDate: row.JEDate,
          total: row.TotDebit,
          enteredBy: row.EnteredBy,
          held: row.JournalHeld,
        });
      }
      return found;
    },
  };
}

function unposted(groupId: string | undefined): Filter {
  const notPosted = eq('Posted', false);
  return groupId === undefined ? notPosted : allOf(notPosted, eq('GroupID', groupId));
}

interface CommonRow {
  readonly GroupID: string;
  readonly FiscalCalendarID: string;
  readonly FiscalYear: number;
  readonly FiscalYearSuffix: string;
  readonly FiscalPeriod: number;
  readonly CurrencyCode: string;
}

function common(row: CommonRow) {
  return {
    groupId: row.GroupID,
    period: {
      calendar: row.FiscalCalendarID,
      year: row.FiscalYear,
      suffix: row.FiscalYearSuffix,
      period: row.FiscalPeriod,
    },
    currency: row.CurrencyCode,
  };
}
