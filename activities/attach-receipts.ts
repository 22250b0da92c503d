import { activityInfo } from '@temporalio/activity';
import { type BrexReceipt, type ReceiptFile, ReceiptUnusable } from '../brex';
import type { InvoiceKey } from '../epicor';
import { receiptAttempts } from '../workflows/contract';
import type { Connected } from './connection/connection-clients';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { nameOf } from './support/document-reference';
import { tellAudit } from './support/step';
import { ledgerRow } from './support/stored';

/**
 * Attaches the record's receipts to its AP invoice, once Brex was told (`posting.attachReceipts`). Never in the way:
 * what cannot be attached ends in a warning in the audit trail, since the invoice links to Brex anyway. Receipts go
 * from Brex to Epicor within this step, and through no payload.
 */
export function attachReceipts({ store, connections }: ActivityDependencies) {
  return async (key: RecordKey): Promise<void> => {
    const row = await ledgerRow(store, key);
    const connected = await connections.get(key.connectionId);
    if (connected.settings.mode !== 'live' || row.epicorKey?.kind !== 'ap') {
      tellAudit('no invoice to attach receipts to');
      return;
    }
    const invoice = row.epicorKey;
    const actual = await connected.epicor.apInvoices.readBack(invoice);
    // what a person linked is left as it is
    if (!actual || actual.marker !== row.marker) {
      tellAudit(`${nameOf(invoice)} is not a document of ours: no receipt was attached`);
      return;
    }
    const problems: string[] = [];
    let attached = 0;
    for (const receipt of await missing(connected, key, invoice)) {
      try {
        await attachOne(connected, invoice, receipt);
        attached += 1;
      } catch (error) {
        if (!(error instanceof ReceiptUnusable) && activityInfo().attempt < receiptAttempts) throw error;
        problems.push(`receipt ${receipt.id}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    const warning =
      problems.length > 0 ? `WARNING: not attached to ${nameOf(invoice)}: ${problems.join('; ')}. ` : '';
    tellAudit(`${warning}${attached} attached to ${nameOf(invoice)}`, { problems });
  };
}

/** Receipts with fresh links that the invoice does not have yet. */
async function missing(
  { brex, epicor }: Connected,
  { recordId }: RecordKey,
  invoice: InvoiceKey,
): Promise<BrexReceipt[]> {
  const receipts = await brex.receipts(recordId);
  if (receipts.length === 0) return [];
  const there = await epicor.apInvoices.attachments(invoice);
  return receipts.filter(({ id }) => {
    const name = fileName(id, '');
    return !there.some(
      ({ description, fileName: path }) => description === descriptionOf(id) || path.includes(name),
    );
  });
}

async function attachOne({ brex, epicor }: Connected, invoice: InvoiceKey, receipt: BrexReceipt) {
  const [uri] = receipt.uris;
  if (uri === undefined) throw new ReceiptUnusable('Brex gives no link to it');
  const file: ReceiptFile = await brex.downloadReceipt(uri);
  await epicor.apInvoices.attach(invoice, {
    fileName: fileName(receipt.id, file.extension),
    description: descriptionOf(receipt.id),
    bytes: file.bytes,
  });
}

/** By what an attachment is recognised again. */
const descriptionOf = (receiptId: string): string => `Brex receipt ${receiptId}`;

const fileName = (receiptId: string, extension: string): string =>
  `brex-${receiptId.replace(/[^A-Za-z0-9_-]/g, '_')}.${extension}`;
