import type {
  AccountingRecord,
  FieldValue,
  RecordLine,
  RecordSnapshot,
  Side,
} from '../../../accounting/accounting-record';
import type { Ruling } from '../../../accounting/attention';
import type { ConnectionSettings, PostingSettings } from '../../../accounting/connection-settings';
import type { PlannedDocument } from '../../../accounting/document';
import { money } from '../../../accounting/money';

/** The connection of CONNECTION.md, in a few settings that the tests change. */
export function settingsWith(
  posting: Partial<PostingSettings> = {},
  other: Partial<ConnectionSettings> = {},
): ConnectionSettings {
  return {
    id: 'acme',
    mode: 'live',
    startDate: '2026-01-01',
    brex: {
      baseUrl: 'https://api.brex.com',
      authKind: 'user-token',
      reportBills: 'auto',
      bookBillsIn: ['READY_FOR_EXPORT'],
    },
    epicor: {
      baseUrl: 'https://erp.example.com/Kinetic',
      company: 'EPIC06',
      authKind: 'basic',
      username: 'svc-brex',
      invoiceSave: 'auto',
      settle: '2m',
    },
    mapping: {
      coaCode: 'MAIN',
      segments: {
        1: { field: 'gl_account' },
        2: { field: 'department', default: '00' },
        3: { field: 'location', default: '000' },
      },
      values: {},
    },
    posting: {
      timeZone: 'America/New_York',
      utcMidnightIsDate: true,
      group: 'BREX',
      bookId: 'MAIN',
      journalCode: 'GJ',
      accounts: {
        cardLiability: '2110|00|000',
        billsPayable: '2120|00|000',
        reimbursementsPayable: '2130|00|000',
        cash: '1090|00|000',
      },
      protectedAccounts: ['2000|00|000'],
      bills: 'paid-in-brex',
      reimbursements: 'accrual',
      noVendor: 'ask',
      cardIssuerVendor: 'BREX',
      closedPeriod: 'park',
      markExportedWhen: 'saved',
      postGroups: false,
      attachReceipts: false,
      types: {},
      ...posting,
    },
    schedules: {
      backfill: '1h',
      epicorPoll: '15m',
      referenceSync: '1h',
      vendorAlignment: '1d',
      cashImport: 'off',
      tokenWatch: '1d',
      reconciliation: '1d',
      postGroups: '1d',
      wakePosted: '15m',
    },
    ...other,
  };
}

/** A coding by remote ids: `coded('gl_account', '6200')`. */
export function coded(field: string, code: string | null, brexValueId = `efo_${code}`): FieldValue {
  return { brexFieldId: `ef_${field}`, remoteFieldId: field, brexValueId, remoteValueId: code };
}

/** `line('a', 'DEBIT', '100', '6200')`, with department and location by further codings. */
export function line(
  id: string,
  side: Side,
  amount: string,
  account: string | null,
  more: Partial<RecordLine> & { readonly also?: readonly FieldValue[]; readonly currency?: string } = {},
): RecordLine {
  const { also = [], currency = 'USD', ...rest } = more;
  return {
    id,
    side,
    amount: money(amount, currency),
    originalAmount: null,
    memo: null,
    fieldValues: [...(account === null ? [] : [coded('gl_account', account)]), ...also],
    ...rest,
  };
}

export function recordOf(
  type: string,
  amount: string,
  lines: readonly RecordLine[],
  more: Partial<AccountingRecord> = {},
): AccountingRecord {
  return {
    id: 'accr_1',
    type,
    sourceType: type.startsWith('BILL') ? 'BILL' : type.startsWith('REIMB') ? 'REIMBURSEMENT' : 'CARD',
    sourceId: 'exp_1',
    reviewStatus: 'READY_FOR_EXPORT',
    version: 1,
    amount: money(amount, 'USD'),
    originalAmount: null,
    erpPostingDate: '2026-10-05T16:00:00Z',
    postedAt: '2026-10-03T16:00:00Z',
    dueAt: null,
    updatedAt: '2026-10-05T16:13:49.959513Z',
    invoiceNumber: null,
    memo: 'lunch',
    vendor: null,
    user: null,
    receiptIds: [],
    lines,
    ...more,
  };
}

export function snapshotOf(record: AccountingRecord, more: Partial<RecordSnapshot> = {}): RecordSnapshot {
  return {
    record,
    merchant: { id: 'mch_1', name: 'Blue Bottle', rawDescriptor: null, mcc: null, country: null },
    names: {
      fields: { ef_gl_account: 'GL account', ef_department: 'Department', ef_location: 'Location' },
      values: {},
    },
    ...more,
  };
}

/** A document in short: kind, total, and "line id account amount" of each line. */
export function inShort(ruling: Ruling<PlannedDocument>): unknown {
  if (!ruling.ok) return `${ruling.attention.disposition} ${ruling.attention.code}`;
  const { kind, vendorRole, total, lines } = ruling.value;
  return [
    [kind, vendorRole, total.amount].join(' '),
    ...lines.map(({ lineId, account, amount }) => `${lineId} ${account} ${amount}`),
  ];
}

/** The value of a ruling that a test expects to hold. */
export function heldBy<T>(ruling: Ruling<T>): T {
  if (!ruling.ok) throw new Error(`refused: ${ruling.attention.text}`);
  return ruling.value;
}

/** The reason of a ruling that a test expects to refuse. */
export function reasonOf<T>(ruling: Ruling<T>) {
  if (ruling.ok) throw new Error('expected a refusal');
  return ruling.attention;
}
