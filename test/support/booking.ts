import type { LedgerState } from '../../accounting/ledger-states';
import type { RecordDraft } from '../../sandbox/brex/model/record-draft';
import type { InvoiceView, JournalView } from '../../sandbox/epicor/documents';
import { type RecordStatus, recordWorkflowId, statusQuery } from '../../workflows/contract';
import type { Stack } from './stack';

/** Long enough for heartbeats, settle times and retries on a busy machine; nothing asserts how long it took. */
const patienceMs = 90_000;

/** Makes a coded record and lets the bookkeeper export it. */
export function exportRecord(stack: Stack, draft: RecordDraft): string {
  const { id } = stack.brex.records.create(draft);
  stack.brex.export([id]);
  return id;
}

/** Polls until `look` gives something; says what it last saw otherwise. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits until our ledger has the record in `state`. */
export async function untilState(stack: Stack, recordId: string, state: LedgerState): Promise<void> {
  let last = 'nothing';
  await until(`the ledger has ${recordId} in ${state}`, async () => {
    const row = await stack.store.ledger.get({ connectionId: stack.connectionId, recordId });
    last = `${row?.state} (${row?.reason ?? ''})`;
    return row?.state === state;
  }).catch(async (error: Error) => {
    throw new Error(`${error.message}; it is ${last}\n${(await story(stack, recordId)).join('\n')}`);
  });
}

/** Waits until the run waits for a person, and gives its status. */
export async function untilWaiting(
  stack: Stack,
  recordId: string,
  reasonCode: string,
): Promise<RecordStatus> {
  let last = 'nothing';
  return until(`${recordId} waits because of ${reasonCode}`, async () => {
    const status = await statusOf(stack, recordId).catch(() => null);
    last = JSON.stringify(status);
    return status?.reasonCode === reasonCode ? status : null;
  }).catch(async (error: Error) => {
    throw new Error(`${error.message}; it is ${last}\n${(await story(stack, recordId)).join('\n')}`);
  });
}

/** Waits until the record's run has ended. */
export async function untilEnded(stack: Stack, recordId: string): Promise<RecordStatus> {
  return (await runOf(stack, recordId).result()) as RecordStatus;
}

export function statusOf(stack: Stack, recordId: string): Promise<RecordStatus> {
  return runOf(stack, recordId).query(statusQuery);
}

export function runOf(stack: Stack, recordId: string) {
  return stack.temporal.workflow.getHandle(recordWorkflowId(stack.connectionId, recordId));
}

/** The audit trail of a record, a line each. */
export async function story(stack: Stack, recordId: string): Promise<string[]> {
  const events = await stack.store.audit.story(stack.connectionId, recordId);
  return events.map(
    ({ step, outcome, attempt, summary }) =>
      `${step} ${outcome}${attempt && attempt > 1 ? ` (${attempt})` : ''}: ${summary}`,
  );
}

/** What a person sees of one record in Epicor: every document that bears its id, wherever it is. */
export function invoicesOf(stack: Stack, recordId: string): InvoiceView[] {
  return stack.epicor.invoices().filter(({ marker }) => marker.includes(recordId));
}

export function journalsOf(stack: Stack, recordId: string): JournalView[] {
  return stack.epicor
    .journals()
    .filter(({ description, comment, lines }) =>
      [description, comment, ...lines.map((line) => line.comment)].some((text) => text.includes(recordId)),
    );
}

/** Account → amount (debit − credit, two decimals) over all lines. */
export function accountsOf(document: InvoiceView | JournalView): Record<string, string> {
  const parts =
    'vendorNum' in document
      ? document.lines.flatMap(({ distributions }) =>
          distributions.map(({ account, amount }) => [account, cents(amount)] as const),
        )
      : document.lines.map(({ account, debit, credit }) => [account, cents(debit) - cents(credit)] as const);
  const sums = new Map<string, bigint>();
  for (const [account, amount] of parts) sums.set(account, (sums.get(account) ?? 0n) + amount);
  return Object.fromEntries([...sums].map(([account, amount]) => [account, text(amount)]));
}

/** Fails unless exactly one document of the record stands in Epicor, with these amounts per account, and Brex has it exported. */
export async function expectBookedOnce(
  stack: Stack,
  recordId: string,
  accounts: Readonly<Record<string, string>>,
  /** Which step found or made the document. */
  by: 'updateMaster' | 'adoptDocument' = 'updateMaster',
): Promise<void> {
  await untilState(stack, recordId, 'exported');
  const documents = [...invoicesOf(stack, recordId), ...journalsOf(stack, recordId)];
  expect(documents).toHaveLength(1);
  expect(accountsOf(documents[0] as InvoiceView)).toEqual(accounts);
  expect(stack.brex.records.get(recordId).reviewStatus).toBe('EXPORTED');
  const row = await stack.store.ledger.get({ connectionId: stack.connectionId, recordId });
  expect(row).toMatchObject({ leaseOwner: null, writeSentAt: null });
  // a step is audited after it was done
  await until(`the audit trail of ${recordId} is complete`, async () => {
    const events = await stack.store.audit.story(stack.connectionId, recordId);
    const done = events.filter(({ outcome }) => outcome === 'ok').map(({ step }) => step);
    return ['webhook', 'fetchRecord', 'mapReferences', by, 'markExported'].every((step) =>
      done.includes(step),
    );
  });
}

function cents(amount: string): bigint {
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const value = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2));
  return amount.startsWith('-') ? -value : value;
}

function text(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
