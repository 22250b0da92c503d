import { parseConnectionFile } from '../accounting/connection-file';
import type { ConnectionSecrets, ConnectionSettings } from '../accounting/connection-settings';
import { type BrexClient, BrexError } from '../brex';
import { openBrex, openEpicor } from '../clients';
import type { Store } from '../store';
import { checkBrex, checkEpicor, type Finding } from './connection-checks';

export interface ConnectOptions {
  readonly yamlText: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly store: Store;
  /** Takes one line for people. */
  readonly say: (line: string) => void;
}

/** The connection could not be made; its findings were said already. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
}

/**
 * Checks a connection file, asks both systems for everything that will be used (credentials, company, methods,
 * scopes, accounts), and stores settings and encrypted secrets (CONNECTION.md). A second time it updates and says
 * what changed. Throws `ConnectionFileError`, `ConnectionRefused` or `NotConnected`; then nothing was stored.
 */
export async function connectFile({
  yamlText,
  env,
  store,
  say,
}: ConnectOptions): Promise<ConnectionSettings> {
  const { settings, secrets } = parseConnectionFile(yamlText, env);
  say(
    `Connection ${settings.id} (${settings.mode}): Brex ${settings.brex.baseUrl}, Epicor ${settings.epicor.baseUrl} company ${settings.epicor.company}`,
  );
  const brex = openBrex({ settings, secrets, store });
  const { epicor, close } = openEpicor(settings, secrets);
  try {
    const inBrex = await checkBrex(brex, settings);
    const inEpicor = await checkEpicor(epicor, settings);
    const findings = [...inBrex.findings, ...inEpicor];
    for (const finding of findings) say(`  ${mark(finding)} ${finding.text}`);
    if (findings.some(({ level }) => level === 'wrong')) {
      throw new NotConnected(
        `Connection ${settings.id} was not stored: correct what is marked ✗ and run connect again.`,
      );
    }
    const known = withCompany(settings, inBrex.companyId);
    const { created, changes } = await store.connections.save(
      known,
      await withWebhookSecrets(brex, secrets, say),
    );
    for (const { path, before, after } of changes)
      say(`  changed ${path}: ${shown(before)} → ${shown(after)}`);
    await store.holds.release(settings.id);
    await rememberIntegration(store, brex, known, say);
    await store.audit.append({
      connectionId: settings.id,
      actor: { kind: 'command', name: 'connect' },
      step: 'connect',
      outcome: 'ok',
      summary: created ? 'connection stored' : `connection updated, ${changes.length} settings changed`,
      details: { changes: changes.map(({ path }) => path) },
    });
    say(
      created
        ? `Stored. Webhooks: POST /webhooks/brex/${settings.id}`
        : changes.length > 0
          ? 'Updated.'
          : 'Nothing changed.',
    );
    return known;
  } finally {
    await Promise.all([brex.close(), close()]);
  }
}

function withCompany(settings: ConnectionSettings, companyId: string | null): ConnectionSettings {
  return companyId ? { ...settings, brex: { ...settings.brex, companyId } } : settings;
}

/** Secrets that the file does not name are fetched (BREX.md 3.1); without any, no delivery is accepted. */
async function withWebhookSecrets(
  brex: BrexClient,
  secrets: ConnectionSecrets,
  say: (line: string) => void,
): Promise<ConnectionSecrets> {
  if (secrets.webhookSecrets.length > 0) return secrets;
  try {
    const webhookSecrets = await brex.webhookSecrets();
    say(`  ✓ ${webhookSecrets.length} webhook secrets fetched from Brex`);
    return { ...secrets, webhookSecrets };
  } catch (error) {
    if (!(error instanceof BrexError)) throw error;
    say(
      `  ! webhook secrets could not be fetched (${error.message}): name them in brex.webhookSecrets; until then only backfill brings records`,
    );
    return secrets;
  }
}

/** An ERP integration must be active in Brex before its fields and exports are taken (BREX.md 2.2). */
async function rememberIntegration(
  store: Store,
  brex: BrexClient,
  settings: ConnectionSettings,
  say: (line: string) => void,
): Promise<void> {
  const learned = (await store.connections.get(settings.id))?.learned;
  if (settings.mode === 'preview' || settings.brex.integrationId || learned?.integrationId) return;
  try {
    const { integrationId, status } = await brex.createIntegration({
      vendor: integrationVendor,
      vendorAccountId: settings.epicor.company,
    });
    await store.connections.learn(settings.id, { integrationId });
    say(`  ✓ Brex integration ${integrationId} (${status})`);
  } catch (error) {
    if (!(error instanceof BrexError)) throw error;
    say(
      `  ! Brex gave no integration: ${error.message}. If one is active, name it in brex.integrationId or disconnect it in Brex.`,
    );
  }
}

/** How this software names itself to Brex as an ERP vendor (BREX.md 2.2: a free string, agreed with Brex). */
const integrationVendor = 'EPICOR_KINETIC';

function mark({ level }: Finding): string {
  return { fine: '✓', note: '!', wrong: '✗' }[level];
}

function shown(value: unknown): string {
  return value === undefined ? 'unset' : typeof value === 'string' ? value : JSON.stringify(value);
}
