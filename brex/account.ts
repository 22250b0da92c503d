import { z } from 'zod';
import type { BrexHttp } from './http';
import { identifier, optionalText } from './schemas';
import type { BrexCompany, BrexIntegration } from './types';

const company = z
  .object({ id: identifier, legal_name: optionalText })
  .transform((sent): BrexCompany => ({ id: sent.id, legalName: sent.legal_name }));

/** GET /v2/company: the account that the token belongs to. */
export function readCompany(http: BrexHttp): Promise<BrexCompany> {
  return http.get('/v2/company', company);
}

/** Schema and examples of the contract name the id differently: either is read (BREX.md 2.2). */
const integration = z
  .object({ integration_id: optionalText, id: optionalText, status: identifier })
  .transform((sent, context): BrexIntegration => {
    const integrationId = sent.integration_id || sent.id;
    if (integrationId) return { integrationId, status: sent.status };
    context.addIssue({ code: 'custom', path: ['integration_id'], message: 'expected an id' });
    return z.NEVER;
  });

/**
 * POST /v3/accounting/integration (BREX.md 2.2). Asking again for the same vendor and account gives the
 * existing one, so that a `lost-answer` may simply be repeated; another active one is a `conflict`.
 */
export function createIntegration(
  http: BrexHttp,
  of: { vendor: string; vendorAccountId: string },
): Promise<BrexIntegration> {
  return http.post('/v3/accounting/integration', integration, {
    vendor: of.vendor,
    vendor_account_id: of.vendorAccountId,
  });
}

const secrets = z.array(z.object({ secret: identifier, status: z.string() }));

/** GET /v1/webhooks/secrets, a bare array (BREX.md 3.1): all but revoked ones, also of statuses yet unknown. */
export async function readWebhookSecrets(http: BrexHttp): Promise<string[]> {
  const sent = await http.get('/v1/webhooks/secrets', secrets);
  return sent.filter(({ status }) => status !== 'REVOKED').map(({ secret }) => secret);
}
