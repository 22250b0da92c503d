import { segmentColumns, table } from './define';

/** Tables of GLJrnGrpSvc, GLJournalEntrySvc and GLJrnDtlSvc (EPICOR.md 4). */
export const journalTables = [
  table('GLJrnGrp', {
    key: 'GroupID',
    text: `GroupID BookMode BookID CurrencyCode RateGrpCode CreatedBy ActiveUserID PostErrorLog JournalCode
      FiscalYearSuffix FiscalCalendarID COACode FiscalPeriodType DspFiscalPeriod LockStatus BookIDCurrencyCode
      BookIDDescription FiscalCalDescription JournalCodeJrnlDescription RateGrpCodeDescription`,
    integer: 'FiscalYear FiscalPeriod CloseFiscalPeriod RvnJrnUID BitFlag',
    flag: 'Posted HasDetails IsLcked BookModeDisabled',
    date: 'JEDate',
  }),
  table('GLJrnHed', {
    key: 'BookID FiscalYear FiscalYearSuffix JournalCode JournalNum FiscalCalendarID',
    parent: 'BookID FiscalYear FiscalYearSuffix JournalCode JournalNum',
    text: `Description GroupID CurrencyCode RateGrpCode LegalNumber EnteredBy JournalCode CommentText BookID
      FiscalYearSuffix FiscalCalendarID TaxHandling TranDocTypeID SourcePlant ExtSysType ExtSysURL LockStatus
      LegalNumMessage CurrencyCurrencyID CurrencyCurrDesc FiscalCalDescription JournalCodeJrnlDescription`,
    integer:
      'FiscalYear FiscalPeriod JournalNum CloseFiscalPeriod ProcessType DspFiscalPeriod BitFlag RvnJrnUID',
    decimal: 'TotDebit TotCredit Balance DispTotCredit DispTotDebit DebitStatAmt CreditStatAmt',
    flag: `Override Reverse MultiCompany Linked RedStorno Posted CorrAccounting Statistical JournalHeld
      AllowUnbalancedEntries IsLcked`,
    date: 'JEDate ReverseDate CreateDate PostedDate',
  }),
  table('GLJrnDtlMnl', {
    key: 'BookID FiscalYear FiscalYearSuffix JournalCode JournalNum JournalLine FiscalCalendarID',
    parent: 'BookID FiscalYear FiscalYearSuffix JournalCode JournalNum',
    text: `Description GroupID PostedBy SourceModule APInvoiceNum JournalCode BankAcctID RefType RefCode COACode
      ExtCompanyID CommentText GLAccount ${segmentColumns} BookID CurrencyCode LegalNumber FiscalYearSuffix
      FiscalCalendarID StatUOMCode SourcePlant ExtSysType ExtSysURL InvalidGLAccountMessage GLGLAcctDisp
      GLGLShortAcct GLAccountDesc CurrencyCurrencyID`,
    integer: `FiscalYear JournalNum JournalLine FiscalPeriod VendorNum ARInvoiceNum CloseFiscalPeriod
      DspFiscalPeriod CustNum BitFlag`,
    decimal: `TransAmt DocTransAmt DebitAmount CreditAmount TotDebit TotCredit TotCurrDebit TotCurrCredit
      DebitStatAmt CreditStatAmt StatAmount`,
    flag: 'Posted Reverse CurrAcct MultiCompany Linked TaxLine OverrideGLAcct DeferredExp InvalidGLAccount',
    date: 'JEDate PostedDate CreateDate',
  }),
  table('GLJrnDtl', {
    key: 'BookID FiscalYear FiscalYearSuffix JournalCode JournalNum JournalLine',
    parent: 'BookID FiscalYear FiscalYearSuffix JournalCode JournalNum',
    text: `Description GroupID PostedBy SourceModule APInvoiceNum JournalCode CommentText COACode GLAccount
      ${segmentColumns} BookID CurrencyCode LegalNumber FiscalYearSuffix FiscalCalendarID SourcePlant Plant
      ExtSysType ExtSysURL GLAcctDisp HeaderCommentText BookCurrencyCode GLAccountGLAcctDisp
      GLAccountAccountDesc GLAccountGLAccount JournalCodeJrnlDescription`,
    integer: 'FiscalYear JournalNum JournalLine FiscalPeriod VendorNum ARInvoiceNum CustNum Sequence BitFlag',
    decimal: 'DebitAmount CreditAmount BookDebitAmount BookCreditAmount TotDebit TotCredit',
    flag: 'Posted Reverse MultiCompany Linked HasReverseLine Reconciled',
    date: 'JEDate PostedDate CreateDate',
  }),
];
