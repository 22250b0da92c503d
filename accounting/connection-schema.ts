import { IANAZone } from 'luxon';
import { z } from 'zod';
import { patternOf } from './cash';
import { section } from './connection-section';
import { isDuration } from './duration';
import { isCalendarDate } from './record-dates';
import { vendorTemplate } from './vendor-template';

/*
 * The shape and the defaults of the connection file (CONNECTION.md). Rules that join several settings are in
 * connection-consistency.ts.
 */

const text = z.string().trim().min(1, 'must not be empty');
const date = z.string().refine(isCalendarDate, 'must be a date such as 2026-10-01');
const duration = z
  .string()
  .refine(isDuration, 'must be a duration: a whole number and s, m, h or d, such as 15m');
const durationOrOff = z
  .string()
  .refine((value) => value === 'off' || isDuration(value), 'must be a duration such as 15m, or off');
const timeZone = z
  .string()
  .refine(
    (value) => IANAZone.isValidZone(value),
    'is not a known time zone; write it as in America/New_York',
  );
const account = z
  .string()
  .regex(
    /^[^\s|][^|]*(\|[^|]*)*$/,
    'must be an Epicor account, its segments joined by |, such as "2110|00|000"',
  );

/** A base address: http or https, without query, user or password; a slash at its end is dropped. */
const address = z
  .string()
  .refine(isAddress, 'must be a web address such as https://erp.example.com/Kinetic')
  .transform((value) => value.replace(/\/+$/, ''));

function isAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  return web && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}

const brexAuth = z.discriminatedUnion('kind', [
  section({ kind: z.literal('user-token'), token: text }),
  section({
    kind: z.literal('partner-oauth'),
    tokenUrl: address,
    clientId: text,
    clientSecret: text,
    refreshToken: text,
  }),
]);

const epicorAuth = z.discriminatedUnion('kind', [
  section({ kind: z.literal('basic'), username: text, password: text }),
  section({
    kind: z.literal('client-credentials'),
    tokenUrl: address,
    clientId: text,
    clientSecret: text,
    scope: text.default('epicor_erp'),
  }),
]);

const brex = section({
  baseUrl: address.default('https://api.brex.com'),
  auth: brexAuth,
  companyId: text.optional(),
  integrationId: text.optional(),
  webhookSecrets: z.array(text).default([]),
  reportBills: z.enum(['auto', 'always', 'never']).default('auto'),
  bookBillsIn: z.array(text).min(1, 'must name at least one status').default(['READY_FOR_EXPORT']),
  requestsPerMinute: z
    .int()
    .min(60, 'must be at least 60 calls')
    .max(100_000, 'must be at most 100000 calls')
    .optional(),
});

const epicor = section({
  baseUrl: address,
  company: text.max(8, 'must be the company id of Epicor, at most 8 characters'),
  plant: text.optional(),
  apiKey: text,
  auth: epicorAuth,
  license: z
    .guid('must be the GUID of a licence type, such as 00000003-9439-4B30-A6F4-6D2FD4B9FD0F (WebService)')
    .optional(),
  invoiceSave: z.enum(['auto', 'single', 'staged']).default('auto'),
  settle: duration.default('2m'),
  deepLink: text.optional(),
  taskAgent: text.optional(),
});

const segmentNumber = z.string().regex(/^([1-9]|1\d|20)$/, 'is not a segment number from 1 to 20');

const mapping = section({
  coaCode: text.default('MAIN'),
  segments: z
    .record(
      segmentNumber,
      section({
        field: text,
        default: z.string().optional(),
        push: z.enum(['all', 'with-accounts', 'none']).optional(),
      }),
    )
    .refine((segments) => Object.keys(segments).length > 0, 'must name at least segment 1'),
  naturalSegment: z
    .int()
    .min(1, 'must be a segment number from 1 to 20')
    .max(20, 'must be a segment number from 1 to 20')
    .optional(),
  values: z.record(text, z.record(text, text)).default({}),
});

const typeOverride = section({
  document: z.enum(['ap-invoice', 'ap-debit-memo', 'gl-journal', 'skip']).optional(),
  vendor: z.enum(['merchant', 'record', 'card-issuer']).optional(),
  lines: z.enum(['all', 'expense']).optional(),
});

const cashRule = section({
  type: text.optional(),
  direction: z.enum(['in', 'out']).optional(),
  description: text.refine(isPattern, 'must be text, or a regular expression between slashes').optional(),
  account,
  memo: text.optional(),
});

const cash = section({
  accounts: z.record(text, account),
  rules: z.array(cashRule),
});

function isPattern(value: string): boolean {
  try {
    patternOf(value);
    return true;
  } catch {
    return false;
  }
}

const posting = section({
  timeZone: timeZone.default('UTC'),
  utcMidnightIsDate: z.boolean().default(true),
  group: z
    .string()
    .regex(/^[A-Za-z0-9]{1,4}$/, 'must be 1 to 4 letters or digits')
    .default('BREX'),
  bookId: text.default('MAIN'),
  journalCode: text.default('GJ'),
  accounts: section({
    cardLiability: account.optional(),
    billsPayable: account.optional(),
    reimbursementsPayable: account.optional(),
    cash: account.optional(),
  }).default({}),
  protectedAccounts: z.array(account).default([]),
  bills: z.enum(['paid-in-brex', 'paid-in-epicor']).default('paid-in-brex'),
  reimbursements: z.enum(['accrual', 'cash']).default('accrual'),
  noVendor: text.default('ask'),
  cardIssuerVendor: text.optional(),
  termsCode: text.optional(),
  closedPeriod: z.enum(['park', 'next-open']).default('park'),
  markExportedWhen: z.enum(['saved', 'posted']).default('saved'),
  postGroups: z.boolean().default(false),
  attachReceipts: z.boolean().default(false),
  types: z.record(text, typeOverride).default({}),
  cash: cash.optional(),
});

const vendors = section({
  template: vendorTemplate.prefault({}),
  idFrom: z.enum(['name', 'answer']).default('name'),
  toBrex: z.enum(['all', 'none']).default('all'),
  groups: z.array(text).default([]),
  mostUnattendedChanges: z
    .int('must be a number of vendors, 0 or more')
    .min(0, 'must be a number of vendors, 0 or more')
    .default(50),
});

const approvals = section({
  remindAfter: durationOrOff.default('1d'),
  escalateAfter: durationOrOff.default('3d'),
});

const schedules = section({
  backfill: durationOrOff.default('1h'),
  epicorPoll: durationOrOff.default('15m'),
  referenceSync: durationOrOff.default('1h'),
  vendorAlignment: durationOrOff.default('1d'),
  cashImport: durationOrOff.default('off'),
  tokenWatch: durationOrOff.default('1d'),
  reconciliation: durationOrOff.default('1d'),
  postGroups: durationOrOff.default('1d'),
  wakePosted: durationOrOff.default('15m'),
});

/** The whole file. `prefault` lets a section that is left out take its defaults. */
export const connectionFile = section({
  id: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'must be a-z, 0-9 and - only, at most 40 characters'),
  mode: z.enum(['preview', 'live']).default('preview'),
  startDate: date,
  brex,
  epicor,
  mapping,
  posting: posting.prefault({}),
  vendors: vendors.prefault({}),
  approvals: approvals.prefault({}),
  schedules: schedules.prefault({}),
});

export type ConnectionFile = z.output<typeof connectionFile>;
