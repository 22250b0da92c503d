import type { RecordSnapshot } from '../../accounting/accounting-record';
import type { Attention } from '../../accounting/attention';
import type { PlannedDocument } from '../../accounting/document';
import { namesOpenPurchaseOrder } from '../../accounting/document-plan';
import { formatMoney } from '../../accounting/money';
import type { Store } from '../../store';
import type { Connected } from './connection-clients';

/** A document over the same spend, typed by hand, is dated about as the record is. */
const daysApart = 7;
const aDayMs = 24 * 60 * 60 * 1_000;

/**
 * Another AP document of the vendor over the record's amount and of about its date, in words: the team may have
 * entered it by hand before go-live. It is a warning and stops nothing, since equal amounts occur. null where the
 * mirror of AP invoices has none.
 */
export async function handEnteredTwin(
  store: Store,
  connectionId: string,
  { record }: RecordSnapshot,
  plan: PlannedDocument,
  vendorNum: number,
): Promise<string | null> {
  const invoices = await store.mirrors.invoicesLike(connectionId, {
    vendorNum,
    currency: record.amount.currency,
    amount: record.amount.amount,
    from: shifted(plan.invoiceDate, -daysApart),
    to: shifted(plan.invoiceDate, daysApart),
  });
  const [twin, ...more] = invoices.filter(
    ({ marker, invoiceNum }) => marker === '' && invoiceNum !== plan.documentNumber,
  );
  if (!twin) return null;
  const others = more.length > 0 ? ` and ${more.length} more` : '';
  return `Warning: Epicor has ${twin.invoiceNum} of ${twin.invoiceDate} of the same vendor over ${formatMoney(record.amount)}, entered by ${twin.entryPerson || 'someone unnamed'}${others}. It may be the same spend.`;
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(date) + days * aDayMs).toISOString().slice(0, 10);
}

/**
 * Whether the record names an open purchase order of the vendor. Most memos name no number; where one does, the
 * mirror may know the order already, and else Epicor is asked, since an order may be a minute old. `now` asks Epicor
 * in any case: a person may have closed the order a minute ago.
 */
export async function openOrderNamed(
  store: Store,
  { epicor, settings }: Connected,
  snapshot: RecordSnapshot,
  vendorNum: number,
  now: boolean,
): Promise<Attention | null> {
  const { memo, invoiceNumber, lines } = snapshot.record;
  const texts = [memo, invoiceNumber, ...lines.map((line) => line.memo)];
  if (!texts.some((text) => /\d/.test(text ?? ''))) return null;
  const mirrored = now ? [] : await store.mirrors.openOrders(settings.id, vendorNum);
  return (
    namesOpenPurchaseOrder(snapshot, mirrored) ??
    namesOpenPurchaseOrder(snapshot, await epicor.purchaseOrders.open(vendorNum))
  );
}
