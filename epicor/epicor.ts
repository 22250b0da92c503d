import { createAccounts } from './accounts';
import { createApInvoiceGroups } from './ap-invoice-groups';
import type { Chart } from './ap-invoice-rows';
import { createApInvoices } from './ap-invoices';
import type { Epicor } from './api';
import { createChartReader } from './chart';
import { ping } from './company';
import { createCurrencies } from './currencies';
import { createFiscalPeriods } from './fiscal-periods';
import type { EpicorHttp } from './http';
import { createJournalGroups } from './journal-groups';
import { createJournals } from './journals';
import { createPurchaseOrders } from './purchase-orders';
import { createReference } from './reference';
import { createTerms } from './terms';
import { createUnposted } from './unposted';
import { createVendors } from './vendors';

/** Everything this product does in one Epicor company, over `http`. `chart` is that of the documents it enters. */
export function createEpicor(http: EpicorHttp, chart: Chart): Epicor {
  return {
    ping: () => ping(http),
    accounts: createAccounts(http),
    chart: createChartReader(http),
    vendors: createVendors(http),
    reference: createReference(http),
    currencies: createCurrencies(http),
    terms: createTerms(http),
    purchaseOrders: createPurchaseOrders(http),
    apInvoices: createApInvoices(http, chart),
    apInvoiceGroups: createApInvoiceGroups(http),
    journals: createJournals(http),
    journalGroups: createJournalGroups(http),
    fiscalPeriods: createFiscalPeriods(http),
    unposted: createUnposted(http),
  };
}
