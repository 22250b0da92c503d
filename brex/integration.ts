import { z } from 'zod';
import type { BrexHttp } from './http';
import { pathOf } from './path';
import { identifier, optionalText } from './schemas';
import type { BrexIntegration } from './types';

const path = '/v3/accounting/integration';

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
  return http.post(path, integration, {
    vendor: of.vendor,
    vendor_account_id: of.vendorAccountId,
  });
}

/** POST …/disconnect and …/reactivate, without a body (BREX.md 2.2). What is so already is a `conflict`. */
export function moveIntegration(
  http: BrexHttp,
  integrationId: string,
  to: 'disconnect' | 'reactivate',
): Promise<BrexIntegration> {
  return http.post(pathOf(path, integrationId, `/${to}`), integration);
}
