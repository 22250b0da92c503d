import { accountColumns } from './accounts';
import type { Database } from './database';
import { blankRow, type Row } from './rows';
import type { EpicorSeed } from './seed-type';

const date = (day: string | undefined): string | null => (day === undefined ? null : `${day}T00:00:00`);

/** Fills an empty database with the seed's reference data; documents are entered later, by the methods. */
export function seedReferenceData(db: Database, seed: EpicorSeed): void {
  const insert = (table: string, row: Row): void => {
    db.table(table).insert(blankRow(table, { Company: seed.company, ...row }));
  };
  insert('Company', {
    Name: seed.companyName,
    LegalName: seed.companyName,
    BaseCurrCode: seed.baseCurrency,
    FiscalCalendarID: seed.fiscalCalendar.id,
    HasCurrTrans: seed.currencies.length > 1,
  });
  insert('GLBook', {
    BookID: seed.book.bookId,
    Description: seed.book.description,
    MainBook: true,
    isDefaultBook: true,
    COACode: seed.chart.coaCode,
    CurrencyCode: seed.baseCurrency,
    FiscalCalendarID: seed.fiscalCalendar.id,
  });
  seedCalendarAndMoney(seed, insert);
  seedChart(seed, insert);
  seedVendors(seed, insert);
  seedOrders(seed, insert);
}

type Insert = (table: string, row: Row) => void;

function seedCalendarAndMoney(seed: EpicorSeed, insert: Insert): void {
  for (const period of seed.fiscalCalendar.periods) {
    insert('FiscalPer', {
      FiscalCalendarID: seed.fiscalCalendar.id,
      FiscalYear: period.fiscalYear,
      FiscalYearSuffix: period.yearSuffix,
      FiscalPeriod: period.period,
      StartDate: date(period.start),
      EndDate: date(period.end),
    });
  }
  for (const currency of seed.currencies) {
    insert('Currency', {
      CurrencyCode: currency.code,
      CurrencyID: currency.code,
      ISOCurrCode: currency.code,
      CurrName: currency.name,
      CurrDesc: currency.name,
      CurrSymbol: currency.symbol,
      DecimalsGeneral: currency.decimals,
      DecimalsPrice: 5,
      DecimalsCost: 5,
      BaseCurr: currency.code === seed.baseCurrency,
      CompanyBase: currency.code === seed.baseCurrency,
    });
  }
  for (const terms of seed.terms) {
    insert('PurTerms', {
      TermsCode: terms.code,
      Description: terms.description,
      TermsType: 'D',
      NumberOfDays: terms.days,
    });
  }
}

function seedChart(seed: EpicorSeed, insert: Insert): void {
  const { coaCode } = seed.chart;
  insert('COA', {
    COACode: coaCode,
    Description: seed.chart.description,
    SeparatorChar: seed.chart.separator,
    MasterCOA: true,
    NbrSegments: seed.chart.segments.length,
    ChartLength: seed.chart.segments.reduce((sum, segment) => sum + segment.maxLength, 0),
  });
  for (const segment of seed.chart.segments) {
    insert('COASegment', {
      COACode: coaCode,
      SegmentNbr: segment.number,
      SegmentName: segment.name,
      Abbreviation: segment.abbreviation,
      MinLength: segment.minLength,
      MaxLength: segment.maxLength,
      DisplayOrder: segment.number,
      Dynamic: segment.dynamic ?? false,
    });
  }
  for (const value of seed.segmentValues) insert('COASegValues', segmentValueRow(seed.chart, value));
  for (const account of seed.accounts) insert('GLAccount', accountRow(seed.chart, account));
}

/** The row of a segment's code; also for codes that are added while the stand-in runs. */
export function segmentValueRow(
  chart: { readonly coaCode: string },
  value: EpicorSeed['segmentValues'][number],
): Row {
  return {
    COACode: chart.coaCode,
    SegmentNbr: value.segment,
    SegmentCode: value.code,
    SegmentName: value.name,
    SegmentDesc: value.name,
    ActiveFlag: value.active ?? true,
    EffectiveFrom: date(value.effectiveFrom),
    EffectiveTo: date(value.effectiveTo),
    NormalBalance: value.normalBalance ?? '',
    Category: value.category ?? '',
  };
}

/** The row of an account; also for accounts that are added while the stand-in runs. */
export function accountRow(
  chart: { readonly coaCode: string; readonly separator: string },
  account: EpicorSeed['accounts'][number],
): Row {
  const shown = account.account.split('|').join(chart.separator);
  return {
    COACode: chart.coaCode,
    ...accountColumns(account.account),
    AccountDesc: account.description,
    Active: account.active ?? true,
    EffFrom: date(account.effectiveFrom),
    EffTo: date(account.effectiveTo),
    GLAcctDispGLAcctDisp: shown,
    GLAcctDispGLShortAcct: shown,
    GLAcctDispAccountDesc: account.description,
  };
}

function seedVendors(seed: EpicorSeed, insert: Insert): void {
  for (const vendor of seed.vendors) {
    insert('Vendor', {
      VendorNum: vendor.vendorNum,
      VendorID: vendor.vendorId,
      Name: vendor.name,
      Address1: vendor.address1 ?? '',
      City: vendor.city ?? '',
      State: vendor.state ?? '',
      ZIP: vendor.zip ?? '',
      Country: vendor.country ?? '',
      PhoneNum: vendor.phone ?? '',
      EMailAddress: vendor.email ?? '',
      TaxPayerID: vendor.taxPayerId ?? '',
      CurrencyCode: vendor.currency,
      TermsCode: vendor.terms,
      GroupCode: vendor.groupCode ?? '',
      Inactive: vendor.inactive ?? false,
      PayHold: vendor.payHold ?? false,
      TaxRegionCode: vendor.taxRegion ?? '',
      Print1099: vendor.print1099 ?? false,
      Code1099ID: vendor.print1099 ? 'NEC1' : '',
      FormTypeID: vendor.print1099 ? '1099NEC' : '',
      Approved: true,
    });
  }
}

function seedOrders(seed: EpicorSeed, insert: Insert): void {
  const vendors = new Map(seed.vendors.map((vendor) => [vendor.vendorNum, vendor]));
  for (const order of seed.purchaseOrders) {
    const vendor = vendors.get(order.vendorNum);
    insert('POHeader', {
      PONum: order.poNum,
      VendorNum: order.vendorNum,
      VendorVendorID: vendor?.vendorId ?? '',
      VendorName: vendor?.name ?? '',
      OrderDate: date(order.orderDate),
      ChangeDate: date(order.orderDate),
      OpenOrder: order.open,
      Approve: true,
      ApprovalStatus: 'A',
      CurrencyCode: order.currency,
    });
    order.lines.forEach((line, index) => {
      insert('PODetail', {
        PONUM: order.poNum,
        POLine: index + 1,
        VendorNum: order.vendorNum,
        OpenLine: order.open,
        LineDesc: line.description,
        OrderQty: line.quantity,
        XOrderQty: line.quantity,
        DocUnitCost: line.unitCost,
        UnitCost: line.unitCost,
        CurrencyCode: order.currency,
        PUM: 'EA',
        IUM: 'EA',
      });
    });
  }
}
