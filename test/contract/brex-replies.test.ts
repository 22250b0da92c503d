import { parse } from 'lossless-json';
import type { BrexClient } from '../../brex';
import { startBrex } from '../brex/brex-server';
import { replyOf } from './brex-reply-texts';
import { describeWithContracts } from './contracts';

/** Everything that the client reads, and by which call. */
const replies: readonly (readonly [
  call: string,
  api: string,
  path: string,
  read: (client: BrexClient) => Promise<unknown>,
])[] = [
  ['GET', 'team', '/v2/company', (client) => client.company()],
  ['GET', 'accounting', '/v3/accounting/records/{record_id}', (client) => client.record('a')],
  ['GET', 'accounting', '/v3/accounting/records/{record_id}', (client) => client.singleEntryLineIds('a')],
  ['GET', 'accounting', '/v3/accounting/records/{record_id}', (client) => client.receipts('a')],
  ['GET', 'accounting', '/v3/accounting/records', (client) => all(client.records({}))],
  [
    'POST',
    'accounting',
    '/v3/accounting/records/export-results',
    (client) => client.reportExportResults([{ recordId: 'a', success: { referenceId: 'AP 1' } }]),
  ],
  [
    'POST',
    'accounting',
    '/v3/accounting/integration',
    (client) => client.createIntegration({ vendor: 'EPICOR', vendorAccountId: 'EPIC06' }),
  ],
  [
    'POST',
    'accounting',
    '/v3/accounting/integration/{integration_id}/disconnect',
    (client) => client.disconnectIntegration('a'),
  ],
  [
    'POST',
    'accounting',
    '/v3/accounting/integration/{integration_id}/reactivate',
    (client) => client.reactivateIntegration('a'),
  ],
  ['GET', 'fields', '/v1/fields', (client) => client.fields()],
  ['GET', 'fields', '/v1/fields/{field_id}/values', (client) => client.fieldValues('a', ['b'])],
  ['GET', 'fields', '/v1/fields/{field_id}/values', (client) => client.allFieldValues('a')],
  [
    'POST',
    'fields',
    '/v1/fields',
    (client) => client.createField({ name: 'a', remoteId: 'b', integrationId: 'c' }, 'key'),
  ],
  [
    'POST',
    'fields',
    '/v1/fields/{field_id}/values',
    (client) => client.createFieldValues('a', [{ value: '10 Sales', code: '10' }], 'key'),
  ],
  ['PUT', 'fields', '/v1/fields/{field_id}/values', (client) => client.updateFieldValues('a', [{ id: 'b' }])],
  ['GET', 'expenses', '/v1/expenses/{id}', (client) => client.expenseMerchant('a')],
  [
    'GET',
    'expenses',
    '/v1/expenses',
    (client) => all(client.cardExpenseMerchants({ purchasedFrom: 'a', purchasedTo: 'b' })),
  ],
  ['GET', 'payments', '/v1/vendors', (client) => client.vendors()],
  ['GET', 'payments', '/v1/vendors/{id}', (client) => client.vendor('a')],
  ['POST', 'payments', '/v1/vendors', (client) => client.createVendor({ companyName: 'Uline' }, 'key')],
  [
    'PUT',
    'payments',
    '/v1/vendors/{id}',
    (client) => client.changeVendor('a', { companyName: 'Uline' }, 'key'),
  ],
  ['GET', 'transactions', '/v2/accounts/cash', (client) => client.cashAccounts()],
  ['GET', 'transactions', '/v2/transactions/cash/{id}', (client) => all(client.cashTransactions('a'))],
  ['GET', 'webhooks', '/v1/webhooks', (client) => client.webhooks()],
  [
    'POST',
    'webhooks',
    '/v1/webhooks',
    (client) => client.registerWebhook({ url: 'https://a.example', eventTypes: [] }),
  ],
  [
    'PUT',
    'webhooks',
    '/v1/webhooks/{id}',
    (client) => client.changeWebhook('a', { url: 'https://a.example', eventTypes: [] }),
  ],
  ['GET', 'webhooks', '/v1/webhooks/secrets', (client) => client.webhookSecrets()],
];

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const seeds = Array.from({ length: 60 }, (_, index) => index + 1);

describeWithContracts()('a reply that is valid by Brex’s schemas', () => {
  let text = '';
  let brex: Awaited<ReturnType<typeof startBrex>>;
  beforeAll(async () => {
    brex = await startBrex(() => ({ body: text }));
  });
  afterAll(() => brex.stop());

  it.each(replies)('of %s (%s) %s is read, whatever it leaves out or adds', async (call, api, path, read) => {
    for (const seed of seeds) {
      text = replyOf(call, api, path, seed);
      expect(() => parse(text)).not.toThrow();
      await read(brex.client).catch((error: Error) => {
        throw new Error(`seed ${seed}: ${error.message}\n${text.slice(0, 3_000)}`);
      });
    }
  });
});
