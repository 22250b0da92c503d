import { segmentColumns, table } from './define';

/** Tables of APInvGrpSvc and APInvoiceSvc (EPICOR.md 3): the columns that an integration meets. */
export const apTables = [
  table('APInvGrp', {
    key: 'GroupID',
    text: `GroupID CreatedBy ActiveUserID PostErrorLog FiscalYearSuffix FiscalCalendarID DispPostErrorLog
      LockStatus`,
    integer: 'FiscalYear FiscalPeriod RvJrnUID BitFlag',
    decimal: 'BaseTotal',
    flag: 'PostInProcess IsBOE GenLegalNumsEnabled IsDocumentLocked',
    date: 'ApplyDate',
  }),
  table('APInvHed', {
    key: 'VendorNum InvoiceNum',
    parent: 'VendorNum InvoiceNum',
    text: `InvoiceNum TermsCode GroupID InvoiceRef EntryPerson InvoiceComment Description CurrencyCode
      TaxRegionCode JournalCode LegalNumber ExternalID XRefInvoiceNum GlbCompany GLControlType GLControlCode
      RateGrpCode FiscalYearSuffix FiscalCalendarID TaxRateGrpCode SEBankRef SEPayCode Plant BankID TranDocTypeID
      TaxSvcID InvoiceType ChangedBy DMReason PurPoint SourcePlant ExtSysType ExtSysURL BaseCurrencyID
      BaseCurrSymbol CurrSymbol InvoiceTypeDesc LegalNumberMessage LockStatus PayMethod ScrInvoiceRef
      TranDocTypeDescription XRateLabel CurrencyCodeCurrDesc CurrencyCodeCurrencyID CurrencyCodeCurrSymbol
      RateGrpCodeDescription TaxRegionCodeDescription TermsCodeDescription VendorNumVendorID VendorNumName
      VendorNumCurrencyCode VendorNumTermsCode VendorNumAddress1 VendorNumCity VendorNumState VendorNumZIP
      VendorNumCountry RecalcAmts`,
    integer: 'VendorNum FiscalYear FiscalPeriod REFPONum JournalNum PMUID HeadNum BitFlag RvnJrnUID',
    decimal: `TaxAmt DocTaxAmt DiscountAmt DocDiscountAmt InvoiceAmt DocInvoiceAmt DocInvoiceVendorAmt
      InvoiceVendorAmt InvoiceBal DocInvoiceBal UnpostedBal DocUnpostedBal ExchangeRate Rounding DocRounding
      WithholdAmt DocWithholdAmt InvoiceVariance DocInvoiceVariance ScrDocInvoiceVendorAmt ScrInvoiceVendorAmt
      ScrDocInvoiceAmt ScrInvoiceAmt ScrDocInvoiceBal ScrInvoiceBal ScrDocInvLineTotal ScrInvLineTotal
      ScrDocTaxAmt ScrTaxAmt ScrDocTotInvoiceAmt ScrTotInvoiceAmt TaxExchangeRate`,
    flag: `OpenPayable DebitMemo GLPosted Posted StartUp InvoiceHeld PayHold LockRate UpdateTax FixedAmt CPay
      CPayLinked ReadyToCalc RecalcBeforePost CorrectionInv LockTaxRate PrePayment Linked InPrice IsRecurring
      UrgentPayment Printed EDIInvoice CurrencySwitch EnableExchangeRate EnableDueDate LineOrMscChrgExists
      TaxLinesExist VendorInactive VendorPayHold IsLcked`,
    date: `InvoiceDate DiscountDate DueDate ApplyDate TaxPoint TaxRateDate ChangeDate ReceivedDate ExchangeRateDate
      TransApplyDate`,
  }),
  table('APInvHedAttch', {
    key: 'VendorNum InvoiceNum DrawingSeq',
    parent: 'VendorNum InvoiceNum',
    text: 'InvoiceNum DrawDesc FileName PDMDocID DocTypeID ForeignSysRowID',
    integer: 'VendorNum DrawingSeq XFileRefNum',
  }),
  // files on the server; no service shows it
  table('XFileRef', {
    key: 'XFileName',
    text: 'XFileName DocTypeID Sha256',
    integer: 'XFileRefNum Size',
  }),
  table('APInvDtl', {
    key: 'VendorNum InvoiceNum InvoiceLine',
    parent: 'VendorNum InvoiceNum',
    text: `InvoiceNum LineType PartNum Description JobNum JobSeqType PurPoint PackSlip PUM IUM CostPerCode
      VenPartNum LineComment MatchFiscalYearSuffix MatchFiscalCalendarID TaxExempt TaxCatID PurchCode GlbCompany
      RevChargeMethod TaxRegionCode AssetNum InvoiceRef Code1099ID Gen1099Code FormTypeID ChangedBy
      CommodityCode BaseCurrencyID BaseCurrSymbol CurrencyCode CurrencyID CurrSymbol GLAccount GroupID
      LineTypeDescription ScrLineType Code1099Description ExtSysType ExtSysURL VendorNumVendorID VendorNumName
      VendorNumCurrencyCode VendorNumTermsCode InvoiceNumDescription InvoiceNumCurrencyCode`,
    integer: `VendorNum InvoiceLine PONum POLine PORelNum AssemblySeq JobSeq PackLine MatchFiscalYear
      MatchFiscalPeriod APTranNo BitFlag`,
    decimal: `UnitCost DocUnitCost VendorQty OurQty ExtCost DocExtCost TotalMiscChrg DocTotalMiscChrg
      AdvancePayAmt DocAdvancePayAmt LineDiscAmt DocLineDiscAmt TotalTax DocTotalTax ScrDocExtCost ScrExtCost
      ScrUnitCost DocScrUnitCost ScrVendorQty ScrOurQty ScrDocLineDiscAmt ScrLineDiscAmt ScrTotalTax
      DocScrTotalTax Distributed DocDistributed DocTotDistribAmt TotDistribAmt LineTotal DocLineTotal DspLineTotal
      DocDspLineTotal Variance DocVariance`,
    flag: `MultiCompany OverrideReverseCharge RevChargeApplied CorrectionDtl TaxConnectCalc CreatedFromExpense
      NoTaxRecal FinalInvoice DebitMemo Posted Print1099 CurrencySwitch InPrice AllowGLDistAdd
      AllowGLDistDelete AllowGLDistAllocation InvoiceNumDebitMemo InvoiceNumPosted DeferredExp`,
    date: 'MatchDate ChangeDate',
  }),
  table('APInvExp', {
    key: 'VendorNum InvoiceNum InvoiceLine InvExpSeq',
    parent: 'VendorNum InvoiceNum',
    text: `InvoiceNum RefType RefCode RefCodeDesc GlbCompany ExtCompanyID ExtRefType ExtRefCode Plant BookID COACode
      CurrencyCode ExpDispGLAcct ExtCOACode ExtGLAccount GLAccount GLAccountDesc GroupID VendorNumVendorID
      VendorNumName InvoiceNumDescription`,
    integer: 'VendorNum InvoiceLine InvExpSeq BitFlag',
    decimal: 'ExpAmt DocExpAmt ScrExpAmt DocScrExpAmt',
    flag: 'MultiCompany NonDedTax AllowUpdate CurrencySwitch DebitMemo EnableMultiCompany EnableRefCode Posted',
  }),
  table('APInvExpTGLC', {
    key: 'VendorNum InvoiceNum InvoiceLine InvExpSeq SysRowID',
    parent: 'VendorNum InvoiceNum',
    text: `RelatedToFile Key1 Key2 Key3 Key4 Key5 Key6 GLAcctContext BookID COACode GLAccount ${segmentColumns}
      SysGLControlType SysGLControlCode ExtCompanyID JournalCode TranSource APInvoiceNum FiscalYearSuffix
      FiscalCalendarID CurrencyCode RecordType InvoiceNum GroupID COADescription GLAccountGLShortAcct
      GLAccountAccountDesc GLAccountGLAcctDisp GLBookCurrencyCode GLBookDescription Plant`,
    integer: `TGLCTranNum FiscalYear JournalNum JournalLine VendorNum InvoiceLine InvExpSeq BitFlag`,
    decimal: 'TransAmt CreditAmount DebitAmount BookCreditAmount BookDebitAmount',
    flag: 'UserCanModify IsExternalCompany IsModifiedByUser',
    date: 'TranDate CreateDate SysDate',
  }),
  table('APInvTax', {
    key: 'VendorNum InvoiceNum TaxCode RateCode ECAcquisitionSeq',
    parent: 'VendorNum InvoiceNum',
    text: `InvoiceNum TaxCode RateCode ResolutionNum TextCode ChangedBy CurrencyCode CurrSymbol DescCollectionType
      GroupID TaxCodeDescription RateCodeDescription VendorNumVendorID VendorNumName`,
    integer: 'VendorNum ECAcquisitionSeq CollectionType Timing ExemptType RateType BitFlag',
    decimal: `TaxableAmt DocTaxableAmt Percent TaxAmt DocTaxAmt ReportableAmt DocReportableAmt ScrTaxableAmt
      ScrDocTaxableAmt ScrTaxAmt ScrDocTaxAmt DedTaxAmt DocDedTaxAmt`,
    flag: 'Manual ReverseCharge ManAdd DebitMemo Posted CurrencySwitch',
    date: 'TaxRateDate ResolutionDate DefTaxDate ChangeDate',
  }),
];
