import { z } from 'zod';

/**
 * How this Epicor behaves where the contract leaves it open or tenants differ. Each switch may be changed while
 * the stand-in runs.
 */
export const behaviourSchema = z.strictObject({
  /**
   * One save with header, lines and coding: everything is saved; or the automatic distribution doubles ours; or
   * new rows only of the table named in cTableName are saved; or it is refused (EPICOR.md, "What was not found").
   */
  invoiceSave: z.enum(['whole', 'doubled', 'header-only', 'refused']).default('whole'),
  /** Status of a duplicate key (3.7). */
  duplicateStatus: z.union([z.literal(400), z.literal(409)]).default(409),
  /** Status of a save with an old SysRevID (7). */
  staleStatus: z.union([z.literal(400), z.literal(409)]).default(400),
  /** Methods that the user may not call, e.g. {"Erp.BO.APInvoice.UpdateMaster": 401} (1.4). */
  denied: z.record(z.string(), z.union([z.literal(401), z.literal(403)])).default({}),
  /** How many of the next UpdateMaster calls save nothing and ask something: lUpdateRan false (3.3). */
  promptNextUpdates: z.int().min(0).default(0),
  promptMessage: z.string().default('This invoice needs your confirmation. Do you wish to continue?'),
  /** When a group that does not exist is refused: where a new document is drafted, or where it is saved. */
  unknownGroups: z.enum(['refused-at-once', 'refused-on-save']).default('refused-at-once'),
  /** Invoices of vendors with a tax region get tax rows. */
  taxRows: z.boolean().default(false),
  refuseZeroTotals: z.boolean().default(false),
  refuseNegativeLines: z.boolean().default(false),
  /** Changing an invoice's date also changes its apply date, where that date is open. */
  invoiceDateMovesApplyDate: z.boolean().default(true),
  /** Inactive vendors on invoices (5): refused or not. */
  inactiveVendors: z.enum(['refused', 'accepted']).default('refused'),
  /** A closed date: a refusal, or a text in DateMessage / opMessage where the method has one. */
  closedPeriodAnswer: z.enum(['error', 'message']).default('error'),
  /** Some deployments send {"returnObj": null, "parameters": {…}} (1.2). */
  responseWrapper: z.enum(['parameters', 'both']).default('parameters'),
  /** Whether a journal number is free again once its journal is posted (4). */
  journalNumbers: z.enum(['reused', 'counted-on']).default('reused'),
  /** Which logins are taken: tenants behind an identity provider take no Basic (1.3). */
  acceptedLogins: z.array(z.enum(['basic', 'bearer'])).default(['basic', 'bearer']),
  /** How long a token of the token endpoint lives. */
  tokenSeconds: z.int().min(1).default(3600),
  /** No page of an entity set has more rows, whatever $top says; 0: as $top says (2.2). */
  largestPage: z.int().min(0).default(0),
  /** Pages that are not the last carry @odata.nextLink (2.2). */
  nextLinks: z.boolean().default(false),
  /** Entity sets whose plain read fails inside, e.g. ["Vendors"]: then GetRows reads them (2.6). */
  failingSets: z.array(z.string()).default([]),
  /** A body that is longer is refused with 413 by what stands before Epicor; 0: none is. */
  largestBodyBytes: z.int().min(0).default(0),
  /** The system agents that exist; the first is the default of every process (3.8). */
  agents: z.array(z.string()).default(['SystemTaskAgent']),
  /** How long a task waits until the agent takes it up; false: no agent runs. */
  agentDelayMs: z.int().min(0).default(20),
  agentRuns: z.boolean().default(true),
  /** Whether IsNeedAsyncronousPosting says so whatever the number of lines (4). */
  journalsByAgent: z.boolean().default(false),
  /** A question that posting would ask a user first, in PrePostGroupInvoices (3.1). */
  prePostQuestion: z.string().default(''),
  /** Columns that are cut on save, e.g. {"APInvHed.ExternalID": 20}: a column narrower than was thought. */
  cutColumns: z.record(z.string(), z.int().min(0)).default({}),
});

export type Behaviour = z.infer<typeof behaviourSchema>;

export const defaultBehaviour = (): Behaviour => behaviourSchema.parse({});

/** `changes` over `current`; throws on an unknown switch or value. */
export function changedBehaviour(current: Behaviour, changes: Partial<Behaviour>): Behaviour {
  return behaviourSchema.parse({ ...current, ...changes });
}
