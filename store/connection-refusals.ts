import type { ConnectionSettings } from '../accounting/connection-settings';
import type { ConnectionRecord } from './tables';

/** A connection that would book into the wrong books; the message says what was met and what to do. */
export class ConnectionRefused extends Error {
  override readonly name = 'ConnectionRefused';
}

/** A base URL in one spelling: no slash at the end, host in lower case. */
export function plainUrl(baseUrl: string): string {
  return new URL(baseUrl).href.replace(/\/+$/, '');
}

/** Whose documents, vendors and groups: the Epicor instance and company. */
export function epicorScope({ epicor }: ConnectionSettings): string {
  return `${plainUrl(epicor.baseUrl)} ${epicor.company}`;
}

/** Group ids do not differ by case alone. */
export function postingGroup({ posting }: ConnectionSettings): string {
  return posting.group.toUpperCase();
}

/** What an existing connection is for never changes: its ledger would speak of other books. */
export function refuseOtherBooks(stored: ConnectionRecord, settings: ConnectionSettings): void {
  const { id, brex, epicor } = stored.settings;
  const company = stored.brexCompanyId ?? '';
  const points: [name: string, before: string, after: string][] = [
    ['brex.baseUrl', plainUrl(brex.baseUrl), plainUrl(settings.brex.baseUrl)],
    ['epicor.baseUrl', plainUrl(epicor.baseUrl), plainUrl(settings.epicor.baseUrl)],
    ['epicor.company', epicor.company, settings.epicor.company],
    ['brex.companyId', company, settings.brex.companyId ?? company],
  ];
  for (const [name, old, now] of points) {
    if (old !== now && old !== '') {
      throw new ConnectionRefused(
        `Connection "${id}" was set up with ${name} ${old} and cannot change to ${now}: its ledger speaks of the former. Use a new id for the other one.`,
      );
    }
  }
}

export function refuseOtherCompany(stored: ConnectionRecord, companyId: string): void {
  const before = stored.brexCompanyId;
  if (before === null || before === companyId) return;
  throw new ConnectionRefused(
    `Connection "${stored.id}" belongs to Brex company ${before}, but its credentials are of company ${companyId}. Use that company's own connection, or the right token.`,
  );
}

export function refuseSharedAccount(companyId: string, other: string): ConnectionRefused {
  return new ConnectionRefused(
    `Brex company ${companyId} is already joined by connection "${other}": a second connection would book its spend twice. Change "${other}" instead.`,
  );
}

export function refuseSharedGroup(settings: ConnectionSettings, other: string): ConnectionRefused {
  return new ConnectionRefused(
    `posting.group ${settings.posting.group} is already used by connection "${other}" in Epicor company ${settings.epicor.company}. Choose another prefix, of at most 4 characters.`,
  );
}
