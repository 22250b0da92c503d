import { join } from 'node:path';
import type { LoggedExchange } from '../../sandbox/support/exchange-log';
import { type BrexContract, loadBrexContract } from './brex-openapi';
import { contractsDirectory, describeWithContracts } from './contracts';
import { type EpicorContract, loadEpicorContract } from './epicor-contract';
import { readExchanges } from './exchange-files';
import { ViolationReport } from './violation';

/** How the product's clients name themselves; the stand-ins' own tests call them in their own, and wrong, ways. */
const productsAgent = 'brex-kinetic';

/** What the main job, posting and receipts cannot do without: a check of calls that nobody made would prove nothing. */
const mainJob = {
  brex: [
    'GET /v2/company',
    'GET /v3/accounting/records/{record_id}',
    'GET /v3/accounting/records',
    'GET /v1/expenses/{id}',
    'POST /v3/accounting/records/export-results',
  ],
  epicor: [
    'Erp.BO.VendorSvc/Vendors',
    'Erp.BO.VendorSvc/GetNewVendor',
    'Erp.BO.VendorSvc/Update',
    'Erp.BO.GLAccountSvc/GLAccounts',
    'Erp.BO.APInvGrpSvc/Update',
    'Erp.BO.APInvoiceSvc/APInvoices',
    'Erp.BO.APInvoiceSvc/GetNewAPInvHedInvoice',
    'Erp.BO.APInvoiceSvc/GetNewAPInvHedDebitMemo',
    'Erp.BO.APInvoiceSvc/UpdateMaster',
    'Erp.BO.APInvoiceSvc/GetByID',
    'Erp.BO.GLJrnGrpSvc/Update',
    'Erp.BO.GLJournalEntrySvc/GetNewGlJrnHedTran',
    'Erp.BO.GLJournalEntrySvc/Update',
    'Erp.BO.FiscalCalSvc/FiscalPers',
    'Erp.BO.APInvGrpSvc/PrePostGroupInvoices',
    'Erp.PROC.APInvoicePostSvc/GetNewParameters',
    'Erp.PROC.APInvoicePostSvc/SubmitToAgent',
    'Erp.BO.GLJrnGrpSvc/CheckBeforePost',
    'Erp.BO.GLJrnGrpSvc/IsNeedAsyncronousPosting',
    'Erp.BO.GLJrnGrpSvc/PostGroupJournals',
    'Erp.PROC.GLJrnAsynchSvc/SubmitToAgent',
    'Ice.BO.AttachmentSvc/UploadFile',
    'Erp.BO.APInvoiceSvc/GetNewAPInvHedAttch',
  ],
} as const;

type System = keyof typeof mainJob;

/** What was found of one system. */
class Findings {
  readonly requests = new ViolationReport();
  readonly replies = new ViolationReport();
  /** Operations that the product called and that were answered with a success. */
  readonly served = new Set<string>();

  constructor(private readonly contract: BrexContract | EpicorContract) {}

  take(exchange: LoggedExchange): void {
    const { method, path, status, fault } = exchange;
    if (exchange.requestHeaders['user-agent'] === productsAgent) {
      const judged = this.contract.request(exchange);
      this.requests.add(method, path, judged);
      if (status !== null && status < 300) this.served.add(judged.operation);
    }
    // what a fault answers is a lie on purpose, or a proxy's
    if (fault === null) this.replies.add(method, path, this.contract.reply(exchange));
  }
}

describeWithContracts()('what this run exchanged with the stand-ins', () => {
  let findings: Record<System, Findings>;

  beforeAll(async () => {
    findings = {
      brex: new Findings(loadBrexContract(join(contractsDirectory, 'brex'))),
      epicor: new Findings(loadEpicorContract(join(contractsDirectory, 'epicor'))),
    };
    const directory = process.env.EXCHANGE_LOG_DIR;
    if (!directory) {
      throw new Error(
        'EXCHANGE_LOG_DIR is not set: run "npm test", or name the folder where the other projects recorded their exchanges',
      );
    }
    const count = await readExchanges(directory, (exchange) => {
      findings[exchange.system as System].take(exchange);
    });
    if (count === 0) throw new Error(`no exchange was recorded in ${directory}: that proves nothing`);
  }, 600_000);

  it('every request to Brex is one that its API describes', () => {
    expect(findings.brex.requests.lines()).toEqual([]);
  });

  it('every reply of the Brex stand-in is one that the API describes', () => {
    expect(findings.brex.replies.lines()).toEqual([]);
  });

  it('every request to Epicor has its service, method, parameters, tables and columns', () => {
    expect(findings.epicor.requests.lines()).toEqual([]);
  });

  it('every reply of the Epicor stand-in has its parameters, tables and columns', () => {
    expect(findings.epicor.replies.lines()).toEqual([]);
  });

  it.each(mainJob.brex)('the product called %s with success', (operation) => {
    expect([...findings.brex.served]).toContain(operation);
  });

  it.each(mainJob.epicor)('the product called %s with success', (operation) => {
    expect([...findings.epicor.served]).toContain(operation);
  });
});
