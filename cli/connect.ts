import { adviceOn } from '../accounting/connection-advice';
import { parseConnectionFile } from '../accounting/connection-file';
import type { ConnectionSettings } from '../accounting/connection-settings';
import { type BrexClient, BrexError } from '../brex';
import { openBrex, openEpicor } from '../clients';
import type { Store } from '../store';
import { checkBrex, checkEpicor, type Finding } from './connection-checks';
import { ensureIntegration } from './integration';

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
    const advice = adviceOn(settings).map((text): Finding => ({ level: 'note', text }));
    const findings = [...inBrex.findings, ...inEpicor, ...advice];
    for (const finding of findings) say(`  ${mark(finding)} ${finding.text}`);
    if (findings.some(({ level }) => level === 'wrong')) {
      throw new NotConnected(
        `Connection ${settings.id} was not stored: correct what is marked ✗ and run connect again.`,
      );
    }
    const known = withCompany(settings, inBrex.companyId);
    const { created, changes } = await store.connections.save(known, secrets);
    await store.brexAccess.noteUse(settings.id);
    if (secrets.webhookSecrets.length === 0) await fetchWebhookSecrets(store, brex, known, say);
    for (const { path, before, after } of changes)
      say(`  changed ${path}: ${shown(before)} → ${shown(after)}`);
    await store.holds.release(settings.id);
    await ensureIntegration(store, brex, known, say);
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
async function fetchWebhookSecrets(
  store: Store,
  brex: BrexClient,
  { id }: ConnectionSettings,
  say: (line: string) => void,
): Promise<void> {
  try {
    const secrets = await brex.webhookSecrets();
    await store.brexAccess.saveWebhookSecrets(id, secrets);
    say(`  ✓ ${secrets.length} webhook secrets fetched from Brex`);
  } catch (error) {
    if (!(error instanceof BrexError)) throw error;
    say(
      `  ! webhook secrets could not be fetched (${error.message}): name them in brex.webhookSecrets; until then only backfill brings records`,
    );
  }
}

function mark({ level }: Finding): string {
  return { fine: '✓', note: '!', wrong: '✗' }[level];
}

function shown(value: unknown): string {
  return value === undefined ? 'unset' : typeof value === 'string' ? value : JSON.stringify(value);
}
