import { sandboxStartDate } from './calendar';
import { sandboxCredentials } from './world';

/** Values of the ${NAME}s in sandbox/connection.yaml. */
export function sandboxConnectionEnvironment(
  urls: { readonly brex: string; readonly epicor: string },
  today?: string,
): Record<string, string> {
  return {
    SANDBOX_START_DATE: sandboxStartDate(today),
    SANDBOX_BREX_URL: urls.brex,
    SANDBOX_BREX_TOKEN: sandboxCredentials.brexToken,
    SANDBOX_WEBHOOK_SECRET: sandboxCredentials.webhookSecret,
    SANDBOX_EPICOR_URL: urls.epicor,
    SANDBOX_EPICOR_API_KEY: sandboxCredentials.epicorApiKey,
    SANDBOX_EPICOR_PASSWORD: sandboxCredentials.epicorPassword,
    SANDBOX_EPICOR_TOKEN_URL: new URL('/connect/token', urls.epicor).href,
    SANDBOX_EPICOR_CLIENT_SECRET: sandboxCredentials.epicorClientSecret,
  };
}
