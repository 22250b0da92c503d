import type { ConnectionSecrets, ConnectionSettings } from '../accounting/connection-settings';
import { createEpicor, createEpicorClient, type Epicor, type EpicorExchange } from '../epicor';

/** A client of the connection's Epicor company, and how to end its connections. */
export interface OpenEpicor {
  readonly epicor: Epicor;
  close(): Promise<void>;
}

/** A client of the connection's Epicor company: Basic, with the API key on every call (EPICOR.md 1.3). */
export function openEpicor(
  { epicor, mapping, posting }: ConnectionSettings,
  secrets: ConnectionSecrets,
  onExchange?: (exchange: EpicorExchange) => void,
): OpenEpicor {
  const basic = Buffer.from(`${epicor.username ?? ''}:${secrets.epicorPassword ?? ''}`).toString('base64');
  const http = createEpicorClient({
    baseUrl: epicor.baseUrl,
    company: epicor.company,
    plant: epicor.plant,
    apiKey: secrets.epicorApiKey,
    authorization: async () => `Basic ${basic}`,
    onExchange,
  });
  return {
    epicor: createEpicor(http, { coaCode: mapping.coaCode, bookId: posting.bookId }),
    close: () => http.close(),
  };
}
