import type {
  ConnectionSecrets,
  ConnectionSettings,
  EpicorSettings,
} from '../accounting/connection-settings';
import {
  basicLogin,
  clientCredentialsLogin,
  createEpicor,
  createEpicorClient,
  type Epicor,
  type EpicorExchange,
  type EpicorLogin,
  type WritePermit,
} from '../epicor';

/** A client of the connection's Epicor company, and how to end its connections. */
export interface OpenEpicor {
  readonly epicor: Epicor;
  close(): Promise<void>;
}

/**
 * A client of the connection's Epicor company; the API key goes with every call (EPICOR.md 1.3). `permit` is asked for
 * before each write.
 */
export function openEpicor(
  { epicor, mapping, posting }: ConnectionSettings,
  secrets: ConnectionSecrets,
  onExchange?: (exchange: EpicorExchange) => void,
  permit?: () => WritePermit | undefined,
): OpenEpicor {
  const http = createEpicorClient({
    baseUrl: epicor.baseUrl,
    company: epicor.company,
    plant: epicor.plant,
    apiKey: secrets.epicorApiKey,
    login: loginOf(epicor, secrets),
    license: epicor.license,
    onExchange,
    permit,
  });
  return {
    epicor: createEpicor(http, { coaCode: mapping.coaCode, bookId: posting.bookId }),
    close: () => http.close(),
  };
}

function loginOf(epicor: EpicorSettings, secrets: ConnectionSecrets): EpicorLogin {
  if (epicor.authKind === 'basic') return basicLogin(epicor.username ?? '', secrets.epicorPassword ?? '');
  return clientCredentialsLogin({
    tokenUrl: epicor.tokenUrl ?? '',
    clientId: epicor.clientId ?? '',
    clientSecret: secrets.epicorClientSecret ?? '',
    scope: epicor.scope ?? '',
  });
}
