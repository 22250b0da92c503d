import { checkAccount } from '../accounting/account-rules';
import type { ConnectionSettings } from '../accounting/connection-settings';
import { type BrexClient, BrexError } from '../brex';
import { type Epicor, EpicorError } from '../epicor';
import { checkChart } from './chart-check';
import { epicorRemedy } from './epicor-remedies';

/** One thing found out about a connection: fine, worth knowing, or wrong (then nothing is stored). */
export interface Finding {
  readonly level: 'fine' | 'note' | 'wrong';
  readonly text: string;
}

/** Asks Brex for each scope that is used; the company id is the one webhooks carry. */
export async function checkBrex(
  brex: BrexClient,
  settings: ConnectionSettings,
): Promise<{ findings: Finding[]; companyId: string | null }> {
  const findings: Finding[] = [];
  let companyId: string | null = settings.brex.companyId ?? null;
  try {
    const company = await brex.company();
    if (companyId && companyId !== company.id) {
      findings.push(
        wrong(`Brex: the token belongs to company ${company.id}, but brex.companyId is ${companyId}`),
      );
    } else {
      findings.push(fine(`Brex: company ${company.legalName ?? ''} (${company.id})`));
    }
    companyId ??= company.id;
  } catch (error) {
    // without the companies scope the deliveries' company id cannot be checked, nothing worse
    const denied = error instanceof BrexError && error.kind === 'denied';
    findings.push(
      denied
        ? note('Brex: the token may not read the company; name brex.companyId to check deliveries')
        : wrong(`Brex: ${words(error)}`),
    );
    if (!denied) return { findings, companyId };
  }
  findings.push(
    await tried('Brex: accounting records can be read', 'wrong', async () => {
      for await (const _ of brex.records({ reviewStatus: 'READY_FOR_EXPORT' })) break;
    }),
    await tried('Brex: fields can be read', 'note', () => brex.fields()),
    await tried(
      'Brex: merchants of card expenses can be read (without them a person is asked for each vendor)',
      'note',
      () => merchantsReadable(brex),
    ),
    ...(settings.schedules.cashImport === 'off'
      ? []
      : [await tried('Brex: cash accounts can be read', 'note', () => brex.cashAccounts())]),
  );
  return { findings, companyId };
}

/** Any answer but a refusal of access will do: there may be no expense yet. */
async function merchantsReadable(brex: BrexClient): Promise<void> {
  try {
    await brex.expenseMerchant('expense_of_connect');
  } catch (error) {
    if (!(error instanceof BrexError) || error.kind !== 'invalid') throw error;
  }
}

/** Asks Epicor for company, chart, vendors, and whether every account of the settings can be posted to. */
export async function checkEpicor(epicor: Epicor, settings: ConnectionSettings): Promise<Finding[]> {
  const findings: Finding[] = [];
  const said = (error: unknown): string => inEpicorsWords(error, settings);
  try {
    const company = await epicor.ping();
    findings.push(fine(`Epicor: company ${company.name} (${company.company})`));
  } catch (error) {
    return [wrong(`Epicor: ${said(error)}`)];
  }
  findings.push(...(await checkAccounts(epicor, settings)), ...(await checkChart(epicor, settings, said)));
  const probe = (text: string, call: () => Promise<unknown>) => tried(`Epicor: ${text}`, 'wrong', call, said);
  findings.push(
    await probe('vendors can be read', async () => {
      for await (const _ of epicor.vendors.changedSince(null)) break;
    }),
    await probe('currencies can be read', () => epicor.currencies.exists('USD')),
    await probe('purchase orders can be read', () => epicor.purchaseOrders.open(0)),
    ...(await checkTerms(epicor, settings, said)),
    await probe('AP invoices can be looked up', () => epicor.apInvoices.findByMarker('brex-kinetic-connect')),
    await probe('journals can be looked up', () =>
      epicor.journals.findByMarker('brex-kinetic-connect', {
        bookId: settings.posting.bookId,
        date: today(),
      }),
    ),
    await checkPeriods(epicor, settings),
  );
  if (settings.posting.postGroups || settings.posting.markExportedWhen === 'posted')
    findings.push(
      await probe('unposted documents can be listed', () =>
        epicor.unposted.invoices(`${settings.posting.group}-none`),
      ),
    );
  return findings;
}

async function checkTerms(
  epicor: Epicor,
  { posting: { termsCode } }: ConnectionSettings,
  said: (error: unknown) => string,
): Promise<Finding[]> {
  if (termsCode === undefined) return [];
  try {
    const exists = await epicor.terms.exists(termsCode);
    return [
      exists
        ? fine(`Epicor: posting.termsCode ${termsCode}`)
        : wrong(`Epicor: posting.termsCode ${termsCode}: there are no such purchase terms`),
    ];
  } catch (error) {
    return [wrong(`Epicor: purchase terms cannot be read (${said(error)})`)];
  }
}

function inEpicorsWords(error: unknown, { epicor }: ConnectionSettings): string {
  const remedy = error instanceof EpicorError ? epicorRemedy(error, epicor) : '';
  return remedy === '' ? words(error) : `${words(error)}; ${remedy}`;
}

async function checkPeriods(epicor: Epicor, { posting }: ConnectionSettings): Promise<Finding> {
  const text = 'Epicor: fiscal periods can be read';
  try {
    return (await epicor.fiscalPeriods.of(today(), posting.bookId))
      ? fine(text)
      : note(`not so: ${text}; documents are grouped by calendar month`);
  } catch (error) {
    return note(`not so: ${text} (${words(error)})`);
  }
}

async function checkAccounts(epicor: Epicor, settings: ConnectionSettings): Promise<Finding[]> {
  const named = new Map<string, string>();
  for (const [role, account] of Object.entries(settings.posting.accounts))
    if (account) named.set(account, `posting.accounts.${role}`);
  for (const account of settings.posting.protectedAccounts) named.set(account, 'posting.protectedAccounts');
  if (named.size === 0)
    return [note('Epicor: posting.accounts names no account; types that need one will park')];
  try {
    const rows = await epicor.accounts.find(settings.mapping.coaCode, [...named.keys()]);
    const findings: Finding[] = [];
    for (const [account, setting] of named) {
      const row = rows.get(account) ?? null;
      const attention = checkAccount(account, row, today());
      // with dynamic segments a good account may have no row: Epicor itself must say
      const good = !attention || (row === null && (await isTaken(epicor, settings, account)));
      findings.push(
        good
          ? fine(`Epicor: ${setting} ${account} ${row?.description ?? ''}`.trimEnd())
          : wrong(`Epicor: ${setting} ${account}: ${attention.text}`),
      );
    }
    return findings;
  } catch (error) {
    return [wrong(`Epicor: GL accounts cannot be read: ${inEpicorsWords(error, settings)}`)];
  }
}

async function isTaken(epicor: Epicor, settings: ConnectionSettings, account: string): Promise<boolean> {
  const { coaCode } = settings.mapping;
  if (!(await epicor.accounts.hasDynamicSegments(coaCode))) return false;
  return (await epicor.accounts.validate(coaCode, account, today())).ok;
}

async function tried(
  text: string,
  level: 'wrong' | 'note',
  call: () => Promise<unknown>,
  said: (error: unknown) => string = words,
): Promise<Finding> {
  try {
    await call();
    return fine(text);
  } catch (error) {
    return { level, text: `not so: ${text} (${said(error)})` };
  }
}

function words(error: unknown): string {
  if (error instanceof BrexError || error instanceof EpicorError) return error.message;
  throw error;
}

const fine = (text: string): Finding => ({ level: 'fine', text });
const note = (text: string): Finding => ({ level: 'note', text });
const wrong = (text: string): Finding => ({ level: 'wrong', text });

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
