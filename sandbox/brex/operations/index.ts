import type { Operation } from '../http/operation';
import { cashOperations } from './cash';
import { companyOperations } from './company';
import { expenseOperations } from './expenses';
import { exportResultsOperation } from './export-results';
import { fieldValueOperations } from './field-values';
import { fieldOperations } from './fields';
import { integrationOperations } from './integrations';
import { recordOperations } from './records';
import { tokenOperation } from './token';
import { vendorOperations } from './vendors';
import { webhookOperations } from './webhooks';

/** Everything that the stand-in answers; the first path that fits is taken. */
export const operations: readonly Operation[] = [
  ...integrationOperations,
  exportResultsOperation,
  ...recordOperations,
  ...fieldValueOperations,
  ...fieldOperations,
  ...expenseOperations,
  ...vendorOperations,
  ...webhookOperations,
  ...companyOperations,
  ...cashOperations,
  tokenOperation,
];
