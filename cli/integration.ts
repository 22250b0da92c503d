import type { ConnectionSettings } from '../accounting/connection-settings';
import { type BrexClient, BrexError, type BrexIntegration } from '../brex';
import type { Learned, Store } from '../store';
import { BrexCommandFailed, type OpenConnection } from './brex-connection';

/** How this software names itself to Brex as an ERP vendor (BREX.md 2.2: a free string, agreed with Brex). */
const integrationVendor = 'EPICOR_KINETIC';

/** The integration that the connection works under: named in its file, or made by `connect`. */
export function integrationIdOf(settings: ConnectionSettings, learned: Learned | undefined): string | null {
  return settings.brex.integrationId ?? learned?.integrationId ?? null;
}

/**
 * An ERP integration must be active in Brex before its fields and exports are taken (BREX.md 2.2): made where the
 * connection has none. One that was disconnected stays so, since another one would leave its fields behind.
 */
export async function ensureIntegration(
  store: Store,
  brex: BrexClient,
  settings: ConnectionSettings,
  say: (line: string) => void,
): Promise<void> {
  const learned = (await store.connections.get(settings.id))?.learned;
  const known = integrationIdOf(settings, learned);
  if (known && learned?.integrationStatus === 'DISABLED')
    say(`  ! Brex integration ${known} is disconnected: brex-kinetic integration reactivate ${settings.id}`);
  if (settings.mode === 'preview' || known) return;
  try {
    const made = await brex.createIntegration({
      vendor: integrationVendor,
      vendorAccountId: settings.epicor.company,
    });
    await remember(store, settings.id, made);
    say(`  ✓ Brex integration ${made.integrationId} (${made.status})`);
  } catch (error) {
    if (!(error instanceof BrexError)) throw error;
    say(`  ! Brex gave no integration: ${conflictInWords(error, settings) ?? error.message}`);
  }
}

/** What is known of the integration. Brex has no way to ask for it, so this is what it said last. */
export function showIntegration({ settings, learned, say }: OpenConnection): void {
  const id = integrationIdOf(settings, learned);
  if (!id) {
    say(`Connection ${settings.id} has no Brex integration: brex-kinetic connect makes one in mode live.`);
    return;
  }
  const from = settings.brex.integrationId ? 'named in the connection file' : 'made by connect';
  say(`Brex integration ${id}, ${from}: ${learned.integrationStatus ?? 'ACTIVE when it was made'}`);
  say('Brex offers no way to ask for its state; this is what it said last.');
}

/** ACTIVE → DISABLED: Brex takes no more exports of this connection. One that is so already is fine. */
export async function disconnectIntegration(connection: OpenConnection): Promise<void> {
  const id = required(connection);
  try {
    const integration = await connection.brex.disconnectIntegration(id);
    await changed(connection, 'disconnect', integration);
    connection.say(`Brex integration ${id} is disconnected: records are booked, but Brex takes no report.`);
  } catch (error) {
    if (!(error instanceof BrexError) || error.errorCode !== 'INTEGRATION_NOT_ACTIVE')
      throw explained(error, id, connection.settings);
    await remember(connection.store, connection.settings.id, { integrationId: id, status: 'DISABLED' });
    connection.say(`Brex integration ${id} was disconnected already.`);
  }
}

/** DISABLED → ACTIVE. One that is active already is fine; another active one stands in the way. */
export async function reactivateIntegration(connection: OpenConnection): Promise<void> {
  const id = required(connection);
  try {
    const integration = await connection.brex.reactivateIntegration(id);
    await changed(connection, 'reactivate', integration);
    connection.say(`Brex integration ${id} is active.`);
  } catch (error) {
    const existing = error instanceof BrexError ? detail(error, 'existing_integration_id') : null;
    if (existing !== id) throw explained(error, id, connection.settings);
    await remember(connection.store, connection.settings.id, { integrationId: id, status: 'ACTIVE' });
    connection.say(`Brex integration ${id} was active already.`);
  }
}

function required({ settings, learned }: OpenConnection): string {
  const id = integrationIdOf(settings, learned);
  if (id) return id;
  throw new BrexCommandFailed(
    `Connection ${settings.id} has no Brex integration: name it in brex.integrationId, or let brex-kinetic connect make one in mode live.`,
  );
}

async function changed(
  { store, settings }: OpenConnection,
  verb: 'disconnect' | 'reactivate',
  integration: BrexIntegration,
): Promise<void> {
  await remember(store, settings.id, integration);
  await store.audit.append({
    connectionId: settings.id,
    actor: { kind: 'command', name: `integration ${verb}` },
    step: 'integration',
    outcome: 'ok',
    summary: `Brex integration ${integration.integrationId} is ${integration.status}`,
  });
}

/** The id that the file names stays the file's. */
function remember(store: Store, connectionId: string, told: BrexIntegration): Promise<void> {
  return store.connections.learn(connectionId, {
    integrationId: told.integrationId,
    integrationStatus: told.status,
  });
}

function explained(error: unknown, id: string, settings: ConnectionSettings): unknown {
  if (!(error instanceof BrexError)) return error;
  if (error.kind === 'not-found')
    return new BrexCommandFailed(
      `Brex knows no integration ${id} (${error.message}). Take brex.integrationId out of the connection file, or correct it, and run brex-kinetic connect.`,
    );
  const words = conflictInWords(error, settings);
  return words ? new BrexCommandFailed(words) : error;
}

/** The 409s of BREX.md 2.2, with what was met and what to do; null for everything else. */
function conflictInWords(error: BrexError, { id, epicor }: ConnectionSettings): string | null {
  const existing = detail(error, 'existing_integration_id') ?? 'of an id that Brex does not tell';
  switch (error.errorCode) {
    case 'ACTIVE_INTEGRATION_EXISTS': {
      const vendor = detail(error, 'existing_vendor');
      return `another integration is active in this Brex account: ${existing}${vendor ? ` of ${vendor}` : ''}. Only one can be: disconnect it in Brex (its own sync stops), then run brex-kinetic integration reactivate ${id}, or connect where this connection never had one.`;
    }
    case 'VENDOR_ACCOUNT_ID_MISMATCH': {
      const account = detail(error, 'existing_vendor_account_id');
      return `an integration for Epicor is active with another company${account ? `, ${account}` : ''}: ${existing}. If it is this company's, name it in brex.integrationId; else disconnect it in Brex before ${epicor.company} is joined.`;
    }
    case 'INTEGRATION_NOT_ACTIVE':
      return `the integration is disconnected: run brex-kinetic integration reactivate ${id}.`;
    default:
      return null;
  }
}

function detail({ details }: BrexError, name: string): string | null {
  if (typeof details !== 'object' || details === null) return null;
  const value: unknown = Reflect.get(details, name);
  return typeof value === 'string' ? value : null;
}
