import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrexClient } from '../../brex';
import { startBrex } from './brex-server';

/**
 * One call of everything that the client offers; a new function of the client must be added here. A receipt is
 * downloaded from wherever Brex says, which is no endpoint of Brex's.
 */
const calls: Record<
  Exclude<keyof BrexClient, 'close' | 'downloadReceipt' | 'vendorsNamed'>,
  (client: BrexClient) => unknown
> = {
  company: (client) => client.company(),
  record: (client) => client.record('an-id'),
  singleEntryLineIds: (client) => client.singleEntryLineIds('an-id'),
  receipts: (client) => client.receipts('an-id'),
  records: (client) => first(client.records({})),
  reportExportResults: (client) =>
    client.reportExportResults([{ recordId: 'accr_1', success: { referenceId: 'AP 1' } }]),
  createIntegration: (client) => client.createIntegration({ vendor: 'EPICOR', vendorAccountId: 'EPIC06' }),
  disconnectIntegration: (client) => client.disconnectIntegration('an-id'),
  reactivateIntegration: (client) => client.reactivateIntegration('an-id'),
  fields: (client) => client.fields(),
  fieldValues: (client) => client.fieldValues('an-id', ['efo_1']),
  allFieldValues: (client) => client.allFieldValues('an-id'),
  createField: (client) =>
    client.createField({ name: 'Department', remoteId: 'department', integrationId: 'int_1' }, 'a-key'),
  createFieldValues: (client) =>
    client.createFieldValues('an-id', [{ value: '10 Sales', code: '10' }], 'a-key'),
  updateFieldValues: (client) => client.updateFieldValues('an-id', [{ id: 'efo_1', isDisabled: true }]),
  expenseMerchant: (client) => client.expenseMerchant('an-id'),
  cardExpenseMerchants: (client) =>
    first(
      client.cardExpenseMerchants({
        purchasedFrom: '2026-11-01T00:00:00Z',
        purchasedTo: '2026-11-02T00:00:00Z',
      }),
    ),
  vendors: (client) => client.vendors(),
  vendor: (client) => client.vendor('an-id'),
  createVendor: (client) => client.createVendor({ companyName: 'Uline' }, 'key'),
  changeVendor: (client) => client.changeVendor('an-id', { companyName: 'Uline' }, 'key'),
  cashAccounts: (client) => client.cashAccounts(),
  cashTransactions: (client) => first(client.cashTransactions('an-id')),
  webhooks: (client) => client.webhooks(),
  registerWebhook: (client) => client.registerWebhook({ url: 'https://a.example', eventTypes: [] }),
  changeWebhook: (client) => client.changeWebhook('an-id', { url: 'https://a.example', eventTypes: [] }),
  removeWebhook: (client) => client.removeWebhook('an-id'),
  webhookSecrets: (client) => client.webhookSecrets(),
};

async function first<T>(items: AsyncIterable<T>): Promise<void> {
  for await (const _ of items) return;
}

it('docs/brex-endpoints.md lists exactly what the client sends', async () => {
  const brex = await startBrex(() => ({ status: 418 }));
  // only what is sent matters: every answer is a refusal
  for (const call of Object.values(calls)) await Promise.resolve(call(brex.client)).catch(() => undefined);
  await brex.stop();
  const sent = brex.received.map(({ method, path }) => `${method} ${path.replace('an-id', '{id}')}`);
  const page = readFileSync(join(__dirname, '../../docs/brex-endpoints.md'), 'utf8');
  const listed = [...page.matchAll(/^\| ((?:GET|POST|PUT|DELETE) \S+) \|/gm)].map(([, call]) => call);
  expect(listed.sort()).toEqual([...new Set(sent)].sort());
});
