import { BrexError } from '../../brex';
import type { Store } from '../../store';
import type { Connected } from '../connection/connection-clients';
import { tellAlert, tellAudit } from './step';

/** Subject of the notice that `brex-kinetic status` shows meanwhile. */
const notice = 'vendors-not-allowed';

/**
 * Runs `body`, which sees or changes Brex's vendors. An account may have none: Brex then answers 401 or 403, in words
 * that are only partly known (BREX.md 1.4, 4). The alignment is turned off until the connection changes; null then.
 * Nothing else of the connection is affected.
 */
export async function withVendorRights<T>(
  store: Store,
  { settings, brex }: Connected,
  body: () => Promise<T>,
): Promise<T | null> {
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof BrexError)) throw error;
    const refused = error.kind === 'denied' || (error.kind === 'credentials' && (await tokenWorks(brex)));
    if (!refused) throw error;
    const revision = (await store.connections.get(settings.id))?.revision ?? 0;
    const words = inWords(error);
    await store.vendorAlignment.turnOff(settings.id, error.message, revision);
    const { first } = await store.notices.raise(settings.id, notice, words);
    const tell = first ? tellAlert : tellAudit;
    tell(words, { brexTraceId: error.traceId });
    return null;
  }
}

const inWords = ({ message }: BrexError): string =>
  `Brex does not let vendors be seen or changed: ${message}. Vendors are not aligned until the token may use them (scope "vendors"; the account needs Brex Cash, its user the role of an account admin, AP clerk or bookkeeper): then run brex-kinetic connect. Nothing else is affected.`;

/** Vendors can be read again. */
export async function vendorsAllowed(store: Store, connectionId: string): Promise<void> {
  await store.vendorAlignment.turnOn(connectionId);
  await store.notices.settle(connectionId, notice);
}

/** Asked with a call that needs no scope of its own, so that a 401 of the vendors alone holds nothing else. */
async function tokenWorks(brex: Connected['brex']): Promise<boolean> {
  try {
    await brex.webhookSecrets();
    return true;
  } catch (error) {
    if (error instanceof BrexError && error.kind === 'credentials') return false;
    if (error instanceof BrexError && error.kind === 'denied') return true;
    throw error;
  }
}
