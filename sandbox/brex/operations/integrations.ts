import { z } from 'zod';
import { readBody } from '../http/body';
import { type Account, type Operation, ok } from '../http/operation';
import { accountingRefusal } from '../http/refusals';
import { newId } from '../model/identifiers';
import type { StoredIntegration } from '../model/state';

const write = ['accounting.integration.write'];
const root = '/v3/accounting/integration';
const createBody = z.object({ vendor: z.string().min(1), vendor_account_id: z.string().min(1) });

/** One active integration per account (BREX.md 2.2). */
export const integrationOperations: readonly Operation[] = [
  {
    method: 'post',
    path: root,
    scopes: write,
    run: ({ text }, account) => ok(view(create(account, readBody(root, text, createBody)), account)),
  },
  {
    method: 'post',
    path: `${root}/:id/disconnect`,
    scopes: write,
    run: ({ params }, account) => {
      const integration = byId(account, params.id);
      if (integration.status !== 'ACTIVE') {
        throw accountingRefusal(
          409,
          'INTEGRATION_NOT_ACTIVE',
          'Cannot disconnect integration. Integration is not active.',
          { integration_id: integration.integration_id, current_status: integration.status },
        );
      }
      integration.status = 'DISABLED';
      account.changed();
      return ok(view(integration, account));
    },
  },
  {
    method: 'post',
    path: `${root}/:id/reactivate`,
    scopes: write,
    run: ({ params }, account) => {
      const integration = byId(account, params.id);
      const active = activeOf(account);
      if (active) throw activeExists(active, integration.vendor);
      integration.status = 'ACTIVE';
      account.changed();
      return ok(view(integration, account));
    },
  },
];

function create(account: Account, wanted: z.infer<typeof createBody>): StoredIntegration {
  const active = activeOf(account);
  if (!active) return added(account, wanted);
  if (active.vendor !== wanted.vendor) throw activeExists(active, wanted.vendor);
  if (active.vendor_account_id !== wanted.vendor_account_id) {
    throw accountingRefusal(
      409,
      'VENDOR_ACCOUNT_ID_MISMATCH',
      'Cannot create integration. An active integration for this vendor already exists with a different vendor account ID.',
      {
        existing_integration_id: active.integration_id,
        existing_vendor_account_id: active.vendor_account_id,
        requested_vendor_account_id: wanted.vendor_account_id,
      },
    );
  }
  return active;
}

function added(account: Account, wanted: z.infer<typeof createBody>): StoredIntegration {
  const integration: StoredIntegration = {
    integration_id: newId('int'),
    vendor: wanted.vendor,
    vendor_account_id: wanted.vendor_account_id,
    status: 'ACTIVE',
    created_at: account.stamp(),
  };
  account.state.integrations.push(integration);
  account.changed();
  return integration;
}

function activeOf(account: Account): StoredIntegration | undefined {
  return account.state.integrations.find(({ status }) => status === 'ACTIVE');
}

function activeExists(active: StoredIntegration, requested: string) {
  return accountingRefusal(
    409,
    'ACTIVE_INTEGRATION_EXISTS',
    'Cannot create or recreate integration. An active integration with a different vendor already exists.',
    {
      existing_integration_id: active.integration_id,
      existing_vendor: active.vendor,
      requested_vendor: requested,
    },
  );
}

function byId(account: Account, id: string | undefined): StoredIntegration {
  const integration = account.state.integrations.find(({ integration_id }) => integration_id === id);
  if (!integration) throw accountingRefusal(404, 'NOT_FOUND', 'Integration not found.');
  return integration;
}

function view(integration: StoredIntegration, account: Account): object {
  return account.behaviour().integrationAlsoAsId
    ? { id: integration.integration_id, ...integration }
    : integration;
}
