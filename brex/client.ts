import { readCompany } from './account';
import { readCashAccounts, readCashTransactions } from './cash';
import { readExpenseMerchants } from './expense-list';
import { readExpenseMerchant } from './expenses';
import { reportExportResults } from './export-results';
import { createField, createFieldValues, updateFieldValues } from './field-writes';
import { readAllFieldValues, readFields, readFieldValues } from './fields';
import { createBrexHttp } from './http';
import { createIntegration, moveIntegration } from './integration';
import { downloadReceipt, isLoopback, readReceipts } from './receipts';
import { readRecord, readRecords, readSingleEntryLineIds } from './records';
import type { BrexClient, BrexClientOptions } from './types';
import { changeVendor, createVendor, readVendor, readVendors, readVendorsNamed } from './vendors';
import { changeWebhook, readWebhookSecrets, readWebhooks, registerWebhook, removeWebhook } from './webhooks';

/** A client of one Brex account. Keeps connections alive; `close` it when it is no longer needed. */
export function createBrexClient(options: BrexClientOptions): BrexClient {
  const http = createBrexHttp(options);
  return {
    company: () => readCompany(http),
    record: (recordId) => readRecord(http, recordId),
    singleEntryLineIds: (recordId) => readSingleEntryLineIds(http, recordId),
    records: (filter) => readRecords(http, filter),
    expenseMerchant: (expenseId) => readExpenseMerchant(http, expenseId),
    cardExpenseMerchants: (filter) => readExpenseMerchants(http, filter),
    receipts: (recordId) => readReceipts(http, recordId),
    downloadReceipt: (uri) => downloadReceipt(uri, isLoopback(new URL(options.baseUrl).hostname), http.agent),
    fields: () => readFields(http),
    fieldValues: (fieldId, valueIds) => readFieldValues(http, fieldId, valueIds),
    allFieldValues: (fieldId) => readAllFieldValues(http, fieldId),
    createField: (field, key) => createField(http, field, key),
    createFieldValues: (fieldId, values, key) => createFieldValues(http, fieldId, values, key),
    updateFieldValues: (fieldId, changes) => updateFieldValues(http, fieldId, changes),
    reportExportResults: (results) => reportExportResults(http, results),
    createIntegration: (of) => createIntegration(http, of),
    disconnectIntegration: (id) => moveIntegration(http, id, 'disconnect'),
    reactivateIntegration: (id) => moveIntegration(http, id, 'reactivate'),
    vendors: () => readVendors(http),
    vendorsNamed: (name) => readVendorsNamed(http, name),
    vendor: (id) => readVendor(http, id),
    createVendor: (wanted, idempotencyKey) => createVendor(http, wanted, idempotencyKey),
    changeVendor: (id, change, idempotencyKey) => changeVendor(http, id, change, idempotencyKey),
    cashAccounts: () => readCashAccounts(http),
    cashTransactions: (accountId, postedAtStart) => readCashTransactions(http, accountId, postedAtStart),
    webhooks: () => readWebhooks(http),
    registerWebhook: (wanted) => registerWebhook(http, wanted),
    changeWebhook: (id, wanted) => changeWebhook(http, id, wanted),
    removeWebhook: (id) => removeWebhook(http, id),
    webhookSecrets: () => readWebhookSecrets(http),
    close: () => http.close(),
  };
}
