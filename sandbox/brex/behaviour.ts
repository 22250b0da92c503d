import { z } from 'zod';

/**
 * Switches for everything that Brex's documents leave open (BREX.md 8) and for what may go wrong with an
 * account. The control API takes any part of them.
 */
export const behaviourSchema = z.strictObject({
  /** The other side of new records: with its GL account, without one, or not sent at all. */
  balancingLines: z.enum(['coded', 'uncoded', 'absent']),
  /** Merchants also carry a cleaned `name`; the published schema has `raw_descriptor` only. */
  merchantName: z.boolean(),
  /** Expenses also carry `dashboard_url`, new in December 2025 and not in the published file. */
  expenseDashboardUrl: z.boolean(),
  /** What the links to receipts lead to, and for how long (BREX.md 2.3). */
  receipts: z.strictObject({
    linkMs: z.int(),
    content: z.enum(['pdf', 'png', 'html', 'huge']),
  }),
  /** Sign of a refund record's own amount; its lines are always positive. */
  refundAmount: z.enum(['negative', 'positive']),
  /** Where a record goes after a reported failure. */
  statusAfterFailure: z.enum(['REVIEW', 'PREPARE']),
  /** Whether export-results takes bills; where not, they are never "ready" to it. */
  billsCanBeReported: z.boolean(),
  billsInWebhooks: z.boolean(),
  /** A list of records that asks for ids which do not exist: without them, or refused with 404. */
  missingIds: z.enum(['dropped', 'refused']),
  /**
   * Export results of which some cannot be taken. atomic: refused, none is taken. partial: 200, the others are taken.
   * partial-refused: refused, but the others are taken.
   */
  exportResults: z.enum(['atomic', 'partial', 'partial-refused']),
  /** Whether a refusal of export results names in `details` which records stand in the way. */
  refusalDetails: z.boolean(),
  maxExportResults: z.int().positive(),
  totalCount: z.boolean(),
  /** Integrations also carry the `id` of the examples in the published file. */
  integrationAlsoAsId: z.boolean(),
  /** Fields also carry `integration_id`, which the published schema of replies leaves out (BREX.md 2.6). */
  fieldsTellIntegration: z.boolean(),
  /** A second value of the same remote id or text in one field: taken, or 400. Brex does not say. */
  duplicateFieldValues: z.enum(['taken', 'refused']),
  /** The second POST of one Idempotency-Key with another body. */
  idempotencyConflict: z.union([z.literal(409), z.literal(400)]),
  /** A vendor under a name that another one has; not documented. */
  takenVendorName: z.union([z.literal(400), z.literal(409)]),
  maxRecordsPerPage: z.int().positive(),
  rateLimit: z
    .strictObject({
      requests: z.int().positive(),
      windowMs: z.int().positive(),
      /** Brex documents no Retry-After. */
      retryAfter: z.boolean(),
    })
    .nullable(),
  /** What becomes of the known token: BREX.md 1.4. */
  token: z.enum(['valid', 'expired', 'revoked']),
  /** Partner OAuth: how long an access token lives. */
  accessTokenSeconds: z.number().positive(),
  /** Whether each refresh gives a new refresh token, as Brex says; where not, none is sent. */
  refreshTokenRotates: z.boolean(),
  /** The current refresh token: expired and revoked ones are refused alike. */
  refreshToken: z.enum(['valid', 'revoked']),
  /** A refresh token that was used before: refused, or taken for stolen, so that its successors end too. */
  reusedRefreshToken: z.enum(['refused', 'revokes-all']),
  /** The client secret that the token endpoint takes; null: any. */
  clientSecret: z.string().nullable(),
  /** Export results need an active integration; what Brex answers without one is not documented. */
  integrationRequired: z.boolean(),
  /** Scopes that the token was not given. */
  deniedScopes: z.array(z.string()),
  webhookSpelling: z.enum(['camel', 'snake']),
  /** How often each delivery is sent at once, always under the same webhook id. */
  webhookCopies: z.int().positive(),
  /** Every delivery waits until the one after it was sent. */
  webhookOutOfOrder: z.boolean(),
});

export type BrexBehaviour = z.infer<typeof behaviourSchema>;

export const defaultBehaviour: BrexBehaviour = {
  balancingLines: 'coded',
  merchantName: false,
  expenseDashboardUrl: false,
  receipts: { linkMs: 15 * 60_000, content: 'pdf' },
  refundAmount: 'negative',
  statusAfterFailure: 'REVIEW',
  billsCanBeReported: true,
  billsInWebhooks: false,
  missingIds: 'dropped',
  exportResults: 'atomic',
  refusalDetails: true,
  maxExportResults: 1000,
  totalCount: true,
  integrationAlsoAsId: false,
  fieldsTellIntegration: false,
  duplicateFieldValues: 'taken',
  idempotencyConflict: 409,
  takenVendorName: 400,
  maxRecordsPerPage: 1000,
  rateLimit: { requests: 1000, windowMs: 60_000, retryAfter: false },
  token: 'valid',
  accessTokenSeconds: 3_600,
  refreshTokenRotates: true,
  refreshToken: 'valid',
  reusedRefreshToken: 'refused',
  clientSecret: null,
  integrationRequired: false,
  deniedScopes: [],
  webhookSpelling: 'camel',
  webhookCopies: 1,
  webhookOutOfOrder: false,
};
