import {
  ConnectionFileError,
  diffSettings,
  durationMs,
  parseConnectionFile,
} from '../../accounting/connection-file';

const env = {
  BREX_TOKEN: 'bxt_secret',
  BREX_WEBHOOK_SECRET: 'whsec_secret',
  EPICOR_API_KEY: 'key-secret',
  EPICOR_PASSWORD: 'password-secret',
};

/** The example of CONNECTION.md. */
const example = `
id: acme                            # a-z 0-9 -, names everything that belongs to this connection
mode: preview                       # preview | live
startDate: 2026-10-01               # required: records whose posting date is older are never booked
brex:
  baseUrl: https://api.brex.com
  auth: { kind: user-token, token: "\${BREX_TOKEN}" }
  # auth: { kind: partner-oauth, tokenUrl: …, clientId: …, clientSecret: "\${…}", refreshToken: "\${…}" }
  companyId: cuacc_1                # optional: else GET /v2/company
  integrationId: int_1              # optional: else created, and remembered
  webhookSecrets: ["\${BREX_WEBHOOK_SECRET}"]   # optional: else fetched; several while rotating
  reportBills: auto
  bookBillsIn: [READY_FOR_EXPORT]
  requestsPerMinute: 600
epicor:
  baseUrl: https://erp.example.com/Kinetic     # up to and including the instance
  company: EPIC06
  plant: MfgSys                     # optional
  apiKey: "\${EPICOR_API_KEY}"
  auth: { kind: basic, username: svc-brex, password: "\${EPICOR_PASSWORD}" }
  invoiceSave: auto
  settle: 2m                        # how long a lost answer may still be committing
  deepLink: "https://erp.example.com/Kinetic/apps/erp/home/#/view?inv={invoiceNum}&vendor={vendorNum}"
mapping:
  coaCode: MAIN
  segments:
    1: { field: gl_account }
    2: { field: department, default: "00" }
    3: { field: location, default: "000" }
  values:
    gl_account: { efo_travel: "6200" }
posting:
  timeZone: America/New_York        # default UTC
  utcMidnightIsDate: true
  group: BREX
  bookId: MAIN
  journalCode: GJ
  accounts:
    cardLiability: "2110|00|000"
    billsPayable: "2120|00|000"
    reimbursementsPayable: "2130|00|000"
    cash: "1090|00|000"
  protectedAccounts: ["2000|00|000"]
  bills: paid-in-brex
  reimbursements: accrual
  noVendor: ask
  cardIssuerVendor: BREX
  closedPeriod: park
  markExportedWhen: saved
  postGroups: false
  types:
    CARD_EXPENSE_POST: { document: ap-invoice, vendor: merchant, lines: all }
schedules:
  backfill: 1h
  epicorPoll: 15m
  referenceSync: 1h
  vendorAlignment: 1d
  cashImport: off
  tokenWatch: 1d
  reconciliation: 1d
`;

const least = `
id: acme
startDate: 2026-10-01
brex: { auth: { kind: user-token, token: t } }
epicor:
  baseUrl: https://erp.example.com/Kinetic/
  company: EPIC06
  apiKey: k
  auth: { kind: basic, username: u, password: p }
mapping: { segments: { 1: { field: gl_account } } }
`;

/** The problems of a file, as "path: message". */
function problemsOf(yaml: string, environment: Record<string, string> = env): string[] {
  try {
    parseConnectionFile(yaml, environment);
  } catch (error) {
    if (error instanceof ConnectionFileError) {
      return error.problems.map(({ path, message }) => `${path}: ${message}`);
    }
    throw error;
  }
  return [];
}

/** The spelling of a variable in the file. */
const variable = (name: string) => `\${${name}}`;

const changed = (from: string, to: string) => problemsOf(example.replace(from, to));

describe('the example of the guide', () => {
  const { settings, secrets } = parseConnectionFile(example, env);

  it('gives the settings', () => {
    expect(settings).toMatchObject({
      id: 'acme',
      mode: 'preview',
      startDate: '2026-10-01',
      brex: {
        authKind: 'user-token',
        companyId: 'cuacc_1',
        bookBillsIn: ['READY_FOR_EXPORT'],
        requestsPerMinute: 600,
      },
      epicor: { authKind: 'basic', username: 'svc-brex', plant: 'MfgSys', settle: '2m' },
      mapping: {
        coaCode: 'MAIN',
        segments: { 1: { field: 'gl_account' }, 2: { field: 'department', default: '00' } },
        values: { gl_account: { efo_travel: '6200' } },
      },
      posting: { accounts: { cardLiability: '2110|00|000' }, protectedAccounts: ['2000|00|000'] },
      schedules: { epicorPoll: '15m', cashImport: 'off' },
    });
  });

  it('gives the secrets, and leaves none of them in the settings', () => {
    expect(secrets).toEqual({
      brexToken: 'bxt_secret',
      webhookSecrets: ['whsec_secret'],
      epicorApiKey: 'key-secret',
      epicorPassword: 'password-secret',
    });
    expect(JSON.stringify(settings)).not.toContain('secret');
  });
});

describe('what the file leaves out', () => {
  it('takes the defaults of the guide', () => {
    expect(parseConnectionFile(least, {}).settings).toEqual({
      id: 'acme',
      mode: 'preview',
      startDate: '2026-10-01',
      brex: {
        baseUrl: 'https://api.brex.com',
        authKind: 'user-token',
        reportBills: 'auto',
        bookBillsIn: ['READY_FOR_EXPORT'],
      },
      epicor: {
        // the slash at its end is dropped
        baseUrl: 'https://erp.example.com/Kinetic',
        company: 'EPIC06',
        authKind: 'basic',
        username: 'u',
        invoiceSave: 'auto',
        settle: '2m',
      },
      mapping: { coaCode: 'MAIN', segments: { 1: { field: 'gl_account' } }, values: {} },
      posting: {
        timeZone: 'UTC',
        utcMidnightIsDate: true,
        group: 'BREX',
        bookId: 'MAIN',
        journalCode: 'GJ',
        accounts: {},
        protectedAccounts: [],
        bills: 'paid-in-brex',
        reimbursements: 'accrual',
        noVendor: 'ask',
        closedPeriod: 'park',
        markExportedWhen: 'saved',
        postGroups: false,
        attachReceipts: false,
        types: {},
      },
      vendors: { template: {}, idFrom: 'name', toBrex: 'all', groups: [], mostUnattendedChanges: 50 },
      approvals: { remindAfter: '1d', escalateAfter: '3d' },
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
    });
  });

  it('is named where it is required', () => {
    expect(problemsOf('mode: live').map((each) => each.split(':')[0])).toEqual([
      'id',
      'startDate',
      'brex',
      'epicor',
      'mapping',
    ]);
  });
});

describe('the other ways to sign in', () => {
  it('are told apart by their kind, their secrets parted from the rest', () => {
    const yaml = least
      .replace(
        '{ kind: user-token, token: t }',
        '{ kind: partner-oauth, tokenUrl: https://accounts-api.brex.com/token, clientId: c, clientSecret: cs, refreshToken: rt }',
      )
      .replace(
        '{ kind: basic, username: u, password: p }',
        '{ kind: client-credentials, tokenUrl: https://login.epicor.com/connect/token, clientId: e, clientSecret: es }',
      );
    const { settings, secrets } = parseConnectionFile(yaml, {});
    expect(settings.brex).toMatchObject({ authKind: 'partner-oauth', clientId: 'c' });
    expect(settings.epicor).toMatchObject({
      authKind: 'client-credentials',
      clientId: 'e',
      scope: 'epicor_erp',
    });
    expect(secrets).toEqual({
      brexClientSecret: 'cs',
      brexRefreshToken: 'rt',
      webhookSecrets: [],
      epicorApiKey: 'k',
      epicorClientSecret: 'es',
    });
  });

  it('are listed where the kind is none of them', () => {
    expect(changed('kind: basic', 'kind: basik')).toEqual([
      'epicor.auth.kind: must be one of basic, client-credentials; did you mean "basic"?',
    ]);
  });
});

describe('the licence that calls claim', () => {
  it('is a GUID, and none where it is left out', () => {
    const license = '00000003-9439-4B30-A6F4-6D2FD4B9FD0F';
    expect(parseConnectionFile(least, {}).settings.epicor).not.toHaveProperty('license');
    const yaml = least.replace('apiKey: k', `apiKey: k\n  license: ${license}`);
    expect(parseConnectionFile(yaml, {}).settings.epicor.license).toBe(license);
    expect(changed('invoiceSave: auto', 'license: WebService')).toEqual([
      'epicor.license: must be the GUID of a licence type, such as 00000003-9439-4B30-A6F4-6D2FD4B9FD0F (WebService)',
    ]);
  });
});

describe('the template of new vendors', () => {
  const withVendors = (vendors: string): string => `${least}\nvendors: ${vendors}\n`;
  const problemsOf = (vendors: string): string[] => {
    try {
      parseConnectionFile(withVendors(vendors), {});
    } catch (error) {
      if (error instanceof ConnectionFileError)
        return error.problems.map(({ path, message }) => `${path}: ${message}`);
      throw error;
    }
    return [];
  };

  it('is columns of Epicor, each of its kind; empty where it is left out', () => {
    expect(parseConnectionFile(least, {}).settings.vendors).toMatchObject({ template: {}, idFrom: 'name' });
    const yaml = withVendors(
      '{ template: { GroupCode: CARD, CountryNum: 1, Print1099: false }, idFrom: answer }',
    );
    expect(parseConnectionFile(yaml, {}).settings.vendors).toMatchObject({
      template: { GroupCode: 'CARD', CountryNum: 1, Print1099: false },
      idFrom: 'answer',
    });
  });

  it('stands beside which vendors of Epicor Brex is to have', () => {
    const yaml = withVendors('{ toBrex: none, groups: [TRADE] }');
    expect(parseConnectionFile(yaml, {}).settings.vendors).toMatchObject({
      toBrex: 'none',
      groups: ['TRADE'],
    });
    expect(problemsOf('{ toBrex: some }')[0]).toContain('vendors.toBrex');
  });

  it('stands beside how many vendors a scheduled run may change in Brex by itself', () => {
    const yaml = withVendors('{ mostUnattendedChanges: 0 }');
    expect(parseConnectionFile(yaml, {}).settings.vendors?.mostUnattendedChanges).toBe(0);
    expect(problemsOf('{ mostUnattendedChanges: -1 }')).toEqual([
      'vendors.mostUnattendedChanges: must be a number of vendors, 0 or more',
    ]);
  });

  it('takes no column that Vendor has not, that Epicor assigns, or of another kind', () => {
    expect(problemsOf('{ template: { GroupCod: CARD } }')).toEqual([
      'vendors.template.GroupCod: "GroupCod" is not a setting here; did you mean "GroupCode"?',
    ]);
    expect(problemsOf('{ template: { VendorNum: 12 } }')[0]).toContain('"VendorNum" is not a setting here');
    expect(problemsOf('{ template: { TermsCode: 30 } }')).toEqual([
      'vendors.template.TermsCode: is read as a number; it must be text, so put it in quotes',
    ]);
  });
});

describe('an unknown key', () => {
  it.each([
    ['mode: preview', 'mod: preview', 'mod', 'mode'],
    ['reportBills: auto', 'reportBill: auto', 'brex.reportBill', 'reportBills'],
    ['username: svc-brex', 'username: svc-brex, usrname: x', 'epicor.auth.usrname', 'username'],
    ['default: "00"', 'defualt: "00"', 'mapping.segments.2.defualt', 'default'],
    ['cardLiability:', 'cardLiabilities:', 'posting.accounts.cardLiabilities', 'cardLiability'],
    ['lines: all', 'line: all', 'posting.types.CARD_EXPENSE_POST.line', 'lines'],
    ['backfill: 1h', 'backfil: 1h', 'schedules.backfil', 'backfill'],
  ])('is named with the nearest known one: %s as %s', (from, to, path, nearest) => {
    const key = path.split('.').at(-1);
    expect(changed(from, to)).toEqual([
      `${path}: "${key}" is not a setting here; did you mean "${nearest}"?`,
    ]);
  });

  it('is answered with the known ones where none is near', () => {
    expect(changed('cash: "1090', 'zzz: "1090')).toEqual([
      'posting.accounts.zzz: "zzz" is not a setting here; known are cardLiability, billsPayable, reimbursementsPayable, cash',
    ]);
  });

  it('is also found where a field of the mapping or a type of Brex is meant', () => {
    expect(changed('gl_account: { efo_travel', 'gl_acount: { efo_travel')).toEqual([
      'mapping.values.gl_acount: no segment uses the field "gl_acount"; did you mean "gl_account"?',
    ]);
    expect(changed('CARD_EXPENSE_POST: { document: ap-invoice, ', 'CARD_EXPENSE_POSTS: { ')).toEqual([
      'posting.types.CARD_EXPENSE_POSTS: "CARD_EXPENSE_POSTS" is not a known record type of Brex; did you mean "CARD_EXPENSE_POST"?',
    ]);
  });
});

describe('a value that cannot be used', () => {
  it.each([
    ['id: acme', 'id: Acme!', 'id: must be a-z, 0-9 and - only, at most 40 characters'],
    ['2026-10-01', '2026-02-30', 'startDate: must be a date such as 2026-10-01'],
    ['PerMinute: 600', 'PerMinute: 5', 'brex.requestsPerMinute: must be at least 60 calls'],
    ['PerMinute: 600', 'PerMinute: 1e9', 'brex.requestsPerMinute: must be at most 100000 calls'],
    ['PerMinute: 600', 'PerMinute: 99.5', 'brex.requestsPerMinute: must be a whole number, not a number'],
    ['PerMinute: 600', 'PerMinute: many', 'brex.requestsPerMinute: must be a number, not text'],
    ['mode: preview', 'mode: 5', 'mode: must be one of preview, live'],
    [
      'https://erp.example.com/Kinetic ',
      'erp.example.com ',
      'epicor.baseUrl: must be a web address such as https://erp.example.com/Kinetic',
    ],
    [
      'settle: 2m',
      'settle: 2 minutes',
      'epicor.settle: must be a duration: a whole number and s, m, h or d, such as 15m',
    ],
    [
      'settle: 2m',
      'settle: off',
      'epicor.settle: must be a duration: a whole number and s, m, h or d, such as 15m',
    ],
    [
      'default: "00"',
      'default: 00',
      'mapping.segments.2.default: is read as a number; it must be text, so put it in quotes',
    ],
    ['    3: {', '    30: {', 'mapping.segments.30: "30" is not a segment number from 1 to 20'],
    [
      '    3: {',
      '    4: {',
      'mapping.segments: segment 3 is missing; one that stays blank takes a field that is never coded and default: ""',
    ],
    [
      'field: location',
      'field: Department',
      'mapping.segments.3.field: segment 2 has the field "Department" too, and the codes of both would become values of it; give each its own field, or write push: none at one of them',
    ],
    [
      'coaCode: MAIN',
      'coaCode: MAIN\n  naturalSegment: 4',
      'mapping.naturalSegment: segment 4 is not in mapping.segments, which has 1, 2, 3',
    ],
    [
      '"2110|00|000"',
      '2110-00-000',
      'posting.accounts.cardLiability: "2110-00-000" is the account as Epicor shows it; write its segments joined by |: "2110|00|000"',
    ],
    [
      'America/New_York',
      'New York',
      'posting.timeZone: is not a known time zone; write it as in America/New_York',
    ],
    ['group: BREX', 'group: BREXX', 'posting.group: must be 1 to 4 letters or digits'],
    [
      'utcMidnightIsDate: true',
      'utcMidnightIsDate: "yes"',
      'posting.utcMidnightIsDate: must be true or false, not text',
    ],
    ['["2000|00|000"]', '"2000|00|000"', 'posting.protectedAccounts: must be a list, not text'],
    [
      '["2000|00|000"]',
      '["2110|00|000"]',
      'posting.accounts.cardLiability: 2110|00|000 is also listed in posting.protectedAccounts, which no line may touch',
    ],
    [
      'bills: paid-in-brex',
      'bills: paid-in-epcor',
      'posting.bills: must be one of paid-in-brex, paid-in-epicor; did you mean "paid-in-epicor"?',
    ],
    ['lines: all }', 'lines: none }', 'posting.types.CARD_EXPENSE_POST.lines: must be one of all, expense'],
    ['epicorPoll: 15m', 'epicorPoll: 0m', 'schedules.epicorPoll: must be a duration such as 15m, or off'],
  ])('%s as %s', (from, to, problem) => {
    expect(changed(from, to)).toEqual([problem]);
  });
});

describe('settings that contradict each other', () => {
  it.each([
    [
      'a journal of the expense side',
      'document: ap-invoice, vendor: merchant, lines: all',
      'document: gl-journal, lines: expense',
      'a gl-journal takes lines: all',
    ],
    [
      'a journal with a vendor',
      'document: ap-invoice, vendor: merchant, lines: all',
      'document: gl-journal, vendor: record',
      'a gl-journal has no vendor',
    ],
    [
      'a debit memo of all lines',
      'document: ap-invoice, vendor: merchant, lines: all',
      'document: ap-debit-memo, lines: all',
      'an ap-debit-memo takes lines: expense',
    ],
    [
      'bills booked otherwise than paid',
      'CARD_EXPENSE_POST: { document: ap-invoice, vendor: merchant, lines: all',
      'BILL_EXPENSE: { lines: expense',
      'contradicts posting.bills: paid-in-brex',
    ],
    [
      'bills owed to the card issuer',
      'CARD_EXPENSE_POST: { document: ap-invoice, vendor: merchant, lines: all',
      'BILL_EXPENSE: { vendor: card-issuer',
      'a bill is owed to its own vendor',
    ],
  ])('%s', (_, from, to, problem) => {
    const [first, ...others] = changed(from, to);
    expect(first).toContain(problem);
    expect(others).toEqual([]);
  });

  it('bills that Epicor is to pay as journals, which leave nothing to be paid', () => {
    const yaml = example
      .replace('bills: paid-in-brex', 'bills: paid-in-epicor')
      .replace(
        'CARD_EXPENSE_POST: { document: ap-invoice, vendor: merchant, lines: all',
        'BILL_EXPENSE: { document: gl-journal',
      );
    expect(problemsOf(yaml)).toEqual([
      'posting.types.BILL_EXPENSE.document: contradicts posting.bills: paid-in-epicor: a journal leaves no invoice that Epicor could pay',
    ]);
  });

  it('a clearing account under a protected natural account', () => {
    expect(changed('["2000|00|000"]', '["2110"]')[0]).toContain('2110|00|000 is also listed');
  });

  it.each([
    [
      '{ description: "/(/", account: "6910|60|000" }',
      'posting.cash.rules.0.description: must be text, or a regular expression between slashes',
    ],
    ['{ type: FEE }', 'posting.cash.rules.0.account: is missing; it must be text'],
    [
      '{ type: FEE, account: "6910", direction: both }',
      'posting.cash.rules.0.direction: must be one of in, out',
    ],
    [
      '{ type: FEE, acount: "6910" }',
      'posting.cash.rules.0.acount: "acount" is not a setting here; did you mean "account"?',
    ],
    [
      '{ type: FEE, account: "2000|00|000" }',
      'posting.cash.rules.0.account: 2000|00|000 is also listed in posting.protectedAccounts, which no line may touch',
    ],
  ])('of cash activity: %s', (rule, problem) => {
    const yaml = example.replace(
      'posting:\n',
      `posting:\n  cash: { accounts: { dpacc_1: "1090|00|000" }, rules: [${rule}] }\n`,
    );
    expect(problemsOf(yaml)).toContain(problem);
  });

  it('a card issuer that is not named', () => {
    const yaml = example
      .replace('  cardIssuerVendor: BREX\n', '')
      .replace('vendor: merchant', 'vendor: card-issuer');
    expect(problemsOf(yaml)).toEqual([
      'posting.cardIssuerVendor: is needed, since posting.types.CARD_EXPENSE_POST posts to card-issuer; write the VendorID of the card issuer',
    ]);
  });
});

describe('the environment', () => {
  it('names each variable that is missing, with the place that uses it', () => {
    expect(problemsOf(example, { BREX_TOKEN: 't', EPICOR_PASSWORD: '', EPICOR_API_KEY: 'k' })).toEqual([
      'brex.webhookSecrets.0: the environment variable BREX_WEBHOOK_SECRET is not set; set it and apply the file again',
      'epicor.auth.password: the environment variable EPICOR_PASSWORD is empty; set it and apply the file again',
    ]);
  });

  it('fills any text, also in part, and is not read again in what it filled in', () => {
    const yaml = least
      .replace('https://erp.example.com/', `https://${variable('HOST')}/`)
      .replace('token: t', `token: "${variable('T')}"`);
    const { settings, secrets } = parseConnectionFile(yaml, { HOST: 'erp.acme.com', T: variable('HOST') });
    expect(settings.epicor.baseUrl).toBe('https://erp.acme.com/Kinetic');
    expect(secrets.brexToken).toBe(variable('HOST'));
  });
});

describe('problems', () => {
  it('are told all at once, in one message', () => {
    const yaml = example.replace('mode: preview', 'mod: preview').replace('group: BREX', 'group: BREXX');
    expect(() => parseConnectionFile(yaml, { ...env, BREX_TOKEN: '' })).toThrow(
      [
        'the connection file has 3 problems:',
        '  - brex.auth.token: the environment variable BREX_TOKEN is empty; set it and apply the file again',
        '  - posting.group: must be 1 to 4 letters or digits',
        '  - mod: "mod" is not a setting here; did you mean "mode"?',
      ].join('\n'),
    );
  });

  it('never hold a secret', () => {
    const yaml = example.replace('company: EPIC06', 'company: [x]').replace('apiKey: "', 'apiKeys: "');
    expect(problemsOf(yaml).join('\n')).not.toContain('secret');
    expect(problemsOf(yaml)).toHaveLength(3);
  });

  it.each([
    ['a key twice', 'id: a\nid: b', ': line 2 is not valid YAML: Map keys must be unique'],
    ['an open quote', 'id: "a', ': line 1 is not valid YAML: Missing closing "quote'],
    ['an empty file', '', ': the file is empty or is no list of settings; see the example in the guide'],
    ['a list', '- id: a', ': the file is empty or is no list of settings; see the example in the guide'],
  ])('of YAML itself: %s', (_, yaml, problem) => {
    expect(problemsOf(yaml)).toEqual([problem]);
  });

  it('do not quote the file where YAML itself fails, since it may hold a secret', () => {
    expect(problemsOf('epicor:\n  apiKey: topsecret\n :bad').join('\n')).not.toContain('topsecret');
  });

  it('take a code as a key as it is written', () => {
    const yaml = least.replace(
      'mapping: { segments: { 1: { field: gl_account } } }',
      'mapping: { segments: { 1: { field: gl_account } }, values: { gl_account: { 007: "6200" } } }',
    );
    expect(parseConnectionFile(yaml, {}).settings.mapping.values).toEqual({ gl_account: { '007': '6200' } });
  });
});

describe('what changed between two files', () => {
  const settings = parseConnectionFile(example, env).settings;

  it('is told per setting, in order of path', () => {
    const yaml = example
      .replace('mode: preview', 'mode: live')
      .replace('    cash: "1090|00|000"\n', '')
      .replace('["2000|00|000"]', '["2000|00|000", "1200|00|000"]')
      .replace('efo_travel: "6200"', 'efo_travel: "6200", efo_meals: "6300"');
    expect(diffSettings(settings, parseConnectionFile(yaml, env).settings)).toEqual([
      { path: 'mapping.values.gl_account.efo_meals', before: null, after: '6300' },
      { path: 'mode', before: 'preview', after: 'live' },
      { path: 'posting.accounts.cash', before: '1090|00|000', after: null },
      {
        path: 'posting.protectedAccounts',
        before: ['2000|00|000'],
        after: ['2000|00|000', '1200|00|000'],
      },
    ]);
  });

  it('is nothing where only the secrets or comments changed', () => {
    const other = parseConnectionFile(`# comment\n${example}`, { ...env, BREX_TOKEN: 'other' }).settings;
    expect(diffSettings(settings, other)).toEqual([]);
  });
});

describe('durations', () => {
  it.each([
    ['30s', 30_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['1d', 86_400_000],
  ])('%s is %d milliseconds', (text, expected) => expect(durationMs(text)).toBe(expected));

  it.each(['off', '2', '1.5h', '-1m', '0s', '1w', ''])('"%s" is none', (text) => {
    expect(() => durationMs(text)).toThrow(RangeError);
  });
});
