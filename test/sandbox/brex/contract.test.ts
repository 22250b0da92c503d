import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readyForExport } from '../../../sandbox/brex/webhooks/events';
import { type Reply, type Running, startSandbox, world } from './harness';

const directory = resolve(process.env.CONTRACTS_DIR ?? '../shared/contracts', 'brex');
const present = existsSync(directory);
if (!present) process.stderr.write(`skipped: no Brex contracts in ${directory} (CONTRACTS_DIR)\n`);
const withContracts = present ? describe : describe.skip;

/** A compiled schema of one OpenAPI file: a component by name, or a pointer into the file. */
function schema(file: string, name: string): ValidateFunction {
  const document = JSON.parse(readFileSync(`${directory}/${file}.openapi.json`, 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('int32', true).addFormat('int64', true).addFormat('enum', true);
  const pointer = name.startsWith('#') ? name : `#/components/schemas/${name}`;
  return ajv.compile({ ...(asJsonSchema(document) as object), $ref: pointer });
}

/** OpenAPI 3.0 is JSON Schema but for `nullable`, and some files write `required: ["true"]` on a property. */
function asJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(asJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, discriminator, required, ...rest } = node as Record<string, unknown>;
  const plain = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, asJsonSchema(value)]));
  const misplaced = Array.isArray(required) && required.join() === 'true';
  const result = { ...plain, ...(required === undefined || misplaced ? {} : { required }) };
  return nullable === true ? { anyOf: [{ type: 'null' }, result] } : result;
}

function expectValid(validate: ValidateFunction, value: unknown): void {
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
}

withContracts('what the stand-in answers, by the OpenAPI files of Brex', () => {
  let running: Running;
  beforeAll(async () => {
    running = await startSandbox();
    running.sandbox.bookkeeper.firstBatch();
  });
  afterAll(() => running.stop());

  const get = (path: string): Promise<Reply> => running.call('GET', path);
  const cash = `/v2/transactions/cash/${world.brex.cashAccountId}`;
  const glValues = `/v1/fields/${world.brex.fields[0]?.brexId}/values`;

  it.each([
    ['/v3/accounting/records?limit=1000', 'accounting', 'AccountingRecordsResponse'],
    ['/v3/accounting/records?limit=1000&single_entry=true', 'accounting', 'AccountingRecordsResponse'],
    ['/v1/fields', 'fields', 'Page_Field_'],
    [glValues, 'fields', 'Page_FieldValue_'],
    ['/v1/expenses', 'expenses', 'Page_ExpandableExpense_'],
    ['/v1/expenses?expand[]=merchant', 'expenses', 'Page_ExpandableExpense_'],
    ['/v1/vendors', 'payments', 'Page_VendorResponse_'],
    ['/v1/webhooks', 'webhooks', 'Page_WebhookSubscription_'],
    ['/v2/company', 'team', 'CompanyResponse'],
    ['/v2/users/me', 'team', 'UserResponse'],
    ['/v2/accounts/cash', 'transactions', 'Page_CashAccount_'],
    [cash, 'transactions', 'Page_CashTransaction_'],
  ])('GET %s is as %s.openapi.json says', async (path, file, name) => {
    const { status, body } = await get(path);
    expect(status).toBe(200);
    expectValid(schema(file, name), body);
  });

  it('a record is one of the declared kind, so that the check above had something to check', async () => {
    const { body } = await get('/v3/accounting/records?limit=1000');
    expect(body.items.length).toBeGreaterThan(30);
    const validate = schema('accounting', 'AccountingRecordDetailed');
    for (const record of body.items) expectValid(validate, record);
    expect(validate({ ...body.items[0], amount: { amount: '1.00', currency: 'USD' } })).toBe(false);
  });

  it('the secrets are a bare array', async () => {
    const validate = schema('webhooks', 'WebhookSecret');
    const { body } = await get('/v1/webhooks/secrets');
    expect(body).toHaveLength(1);
    for (const secret of body) expectValid(validate, secret);
  });

  it('an integration and an export result are as declared', async () => {
    const integration = await running.call('POST', '/v3/accounting/integration', {
      body: { vendor: 'BREX_KINETIC', vendor_account_id: 'EPIC06' },
    });
    expectValid(schema('accounting', 'Integration'), integration.body);
    const { id } = running.sandbox.records.create({ status: 'READY_FOR_EXPORT' });
    const results = [{ accounting_record_id: id, success: { reference_id: 'AP-1' } }];
    const reported = await running.call('POST', '/v3/accounting/records/export-results', {
      body: { results },
    });
    expectValid(schema('accounting', 'ExportResultsResponse'), reported.body);
    const again = await running.call('POST', '/v3/accounting/records/export-results', { body: { results } });
    expect(again.status).toBe(422);
    expectValid(schema('accounting', 'AccountingErrorResponse'), again.body);
  });

  it.each(['camel', 'snake'] as const)('the webhook is as declared in its %s spelling', (spelling) => {
    const validate = schema('webhooks', 'AccountingRecordReadyForExportEvent');
    expectValid(validate, readyForExport(['accr_1'], world.brex.companyId, spelling));
  });

  it('the declared Idempotency-Key headers are those that the stand-in requires', async () => {
    for (const [file, path] of [
      ['payments', '/v1/vendors'],
      ['fields', '/v1/fields'],
      ['fields', '/v1/fields/{field_id}/values'],
      ['webhooks', '/v1/webhooks'],
    ] as const) {
      const document = JSON.parse(readFileSync(`${directory}/${file}.openapi.json`, 'utf8'));
      const header = document.paths[path].post.parameters.find(
        ({ name }: { name: string }) => name === 'Idempotency-Key',
      );
      const there = path.replace('{field_id}', world.brex.fields[0]?.brexId ?? '');
      expect([header.required, (await running.call('POST', there, { body: {} })).status]).toEqual([
        true,
        400,
      ]);
    }
  });
});
