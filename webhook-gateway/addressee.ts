import type { IncomingHttpHeaders } from 'node:http';
import type { Budget } from './budget';
import type { KnownConnection, KnownConnections } from './known-connections';
import { askStore } from './outages';
import { Refusal } from './refusal';
import { verifySignature } from './signature';
import type { SecretsWanted } from './wanted-secrets';

export interface Verifying {
  readonly connections: KnownConnections;
  readonly wantSecrets: SecretsWanted;
}

/** Throws 401 for what is not verified. Brex sends a refused delivery again, first after seconds (BREX.md 3.4). */
export async function verify(
  { connections, wantSecrets }: Verifying,
  known: KnownConnection,
  budget: Budget,
  headers: IncomingHttpHeaders,
  rawBody: Buffer,
): Promise<void> {
  if (verifySignature(known.webhookSecrets, headers, rawBody).ok) return;
  const refreshed = await askStore(budget, () => connections.refresh(known));
  const verdict = verifySignature(refreshed?.webhookSecrets ?? [], headers, rawBody);
  if (verdict.ok) return;
  if (verdict.unknownSecret) await wantSecrets(known.id, budget);
  throw new Refusal(401, 'signature', `the delivery is not verified: ${verdict.reason}`);
}

/** A delivery at a connection's address, signed by one of its secrets. */
export interface Received {
  readonly known: KnownConnection;
  readonly webhookId: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
}

/**
 * The connection that a verified delivery is for. One endpoint serves every customer of a partner's client (BREX.md
 * 3.1), so that the company in it decides; the secrets of that connection must have signed it too. Of a company that is
 * no connection's it has a wrong address, not a wrong signature: 400, which Svix shows and resends, so that nothing is
 * lost while the address is put right.
 */
export async function addressee(
  { connections, wantSecrets }: Verifying,
  budget: Budget,
  { known, headers, rawBody }: Received,
  companyId: string | null,
): Promise<string> {
  if (companyId === null || companyId === known.companyId) return known.id;
  const other = await askStore(budget, () => connections.ofCompany(companyId));
  // the account may have become known only since this connection was read
  if (other?.id === known.id) return known.id;
  if (other) {
    await verify({ connections, wantSecrets }, other, budget, headers, rawBody);
    return other.id;
  }
  if (known.companyId === null) return known.id;
  throw new Refusal(
    400,
    'company',
    `companyId: ${companyId} is not the Brex account of connection ${known.id}`,
    'companyId',
  );
}
