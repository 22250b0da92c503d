import type { EpicorSettings } from '../accounting/connection-settings';
import type { EpicorError } from '../epicor';

/** What to mend where Epicor does not answer a probe as it should (EPICOR.md 1.3, 1.4); "" where the error says it. */
export function epicorRemedy(error: EpicorError, settings: EpicorSettings): string {
  switch (error.kind) {
    case 'credentials':
      return refusedLogin(error, settings);
    case 'denied':
      return `have ${error.service} (${error.method}) allowed for the Epicor user and for the access scope of the API key`;
    case 'not-found':
      return 'check epicor.baseUrl, which ends with the instance as in …/Kinetic, and epicor.company';
    case 'bad-reply':
      return 'check epicor.baseUrl: what answers there does not speak as Epicor’s REST API does';
    case 'transient':
      return 'try again; where it stays so, check epicor.baseUrl and that this machine may reach it';
    default:
      return '';
  }
}

function refusedLogin(error: EpicorError, { authKind, clientId }: EpicorSettings): string {
  // the token endpoint's own refusals say what to check
  if (error.status === null) return '';
  if (/api[ -]?key/i.test(error.said))
    return 'check epicor.apiKey: a key is of one environment (production, pilot), may be of one company, and expires';
  return authKind === 'basic'
    ? 'check epicor.auth.username and password; an Epicor that signs in by an identity provider takes none: then use kind: client-credentials'
    : `a token was granted, but Epicor does not take it: have the client ${clientId} mapped to an Epicor user there, and check epicor.auth.scope`;
}
