import { readyForExportEvent } from '../brex';
import { BrexCommandFailed, type OpenConnection } from './brex-connection';

const addressOf = (connectionId: string): string => `/webhooks/brex/${connectionId}`;

/**
 * Lets Brex deliver to the gateway at `url`. One endpoint per account is all that Brex takes (BREX.md 3.1): the one
 * that is there is changed, and keeps the other events it was subscribed to. Ends with the secrets that sign.
 */
export async function registerWebhook(connection: OpenConnection, url: string): Promise<void> {
  const { brex, settings, say } = connection;
  const wanted = endpointOf(url, settings.id);
  const existing = await brex.webhooks();
  const current = existing.find((each) => each.url === wanted) ?? existing[0];
  if (!current) {
    const { id } = await brex.registerWebhook({ url: wanted, eventTypes: [readyForExportEvent] });
    await told(connection, `endpoint ${id} registered: Brex delivers to ${wanted}`);
  } else if (
    current.url === wanted &&
    current.status === 'ACTIVE' &&
    current.eventTypes.includes(readyForExportEvent)
  ) {
    say(`Endpoint ${current.id} is registered already: Brex delivers to ${wanted}`);
  } else {
    const eventTypes = [...new Set([...current.eventTypes, readyForExportEvent])];
    await brex.changeWebhook(current.id, { url: wanted, eventTypes });
    const before =
      current.url === wanted ? `it was ${current.status}` : `in place of ${current.url}, where it did before`;
    await told(connection, `endpoint ${current.id} changed: Brex delivers to ${wanted}, ${before}`);
  }
  await fetchSecrets(connection);
}

/** Every endpoint of the account, ours marked. */
export async function listWebhooks({ brex, settings, say }: OpenConnection): Promise<void> {
  const endpoints = await brex.webhooks();
  if (endpoints.length === 0) say('Brex delivers to no endpoint: brex-kinetic webhooks register … --url …');
  for (const { id, status, url, eventTypes } of endpoints) {
    const ours = url.endsWith(addressOf(settings.id)) ? ` (connection ${settings.id})` : '';
    say(`${id}  ${status}  ${url}${ours}  ${eventTypes.join(', ')}`);
  }
}

/** Ends the deliveries to `url`, or to this connection's endpoint where no URL is named. False where there is none. */
export async function removeWebhook(connection: OpenConnection, url: string | undefined): Promise<boolean> {
  const { brex, settings, say } = connection;
  const address = addressOf(settings.id);
  const ours = (await brex.webhooks()).filter((each) =>
    url === undefined ? each.url.endsWith(address) : each.url === endpointOf(url, settings.id),
  );
  for (const { id, url: former } of ours) {
    await brex.removeWebhook(id);
    await told(connection, `endpoint ${id} removed: Brex no longer delivers to ${former}`);
  }
  if (ours.length === 0)
    say(`Brex has no endpoint ${url ?? `that ends with ${address}`}: nothing was removed.`);
  return ours.length > 0;
}

/** Fetches and keeps what Brex signs deliveries with (BREX.md 3.1). */
export async function fetchSecrets({ store, brex, settings, say }: OpenConnection): Promise<void> {
  const secrets = await brex.webhookSecrets();
  await store.brexAccess.saveWebhookSecrets(settings.id, secrets);
  say(`${secrets.length} webhook secret${secrets.length === 1 ? '' : 's'} fetched from Brex`);
}

async function told({ store, settings, say }: OpenConnection, words: string): Promise<void> {
  await store.audit.append({
    connectionId: settings.id,
    actor: { kind: 'command', name: 'webhooks' },
    step: 'webhooks',
    outcome: 'ok',
    summary: words,
  });
  say(`${words.charAt(0).toUpperCase()}${words.slice(1)}`);
}

/** The address that deliveries of this connection go to; the host alone is enough. Brex takes HTTPS only (BREX.md 3.1). */
function endpointOf(text: string, connectionId: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['https:', 'http:'].includes(url.protocol))
    throw new BrexCommandFailed(`--url ${text} is not an address such as https://gateway.example.com.`);
  if (url.protocol === 'http:' && !isThisMachine(url))
    throw new BrexCommandFailed(`--url ${text}: Brex delivers to HTTPS only.`);
  const address = addressOf(connectionId);
  if (url.pathname === '/') url.pathname = address;
  if (!url.pathname.endsWith(address))
    throw new BrexCommandFailed(
      `--url ${text}: the gateway takes the deliveries of connection ${connectionId} at ${address}.`,
    );
  return url.href;
}

/** The sandbox delivers to its own machine. */
function isThisMachine({ hostname }: URL): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
