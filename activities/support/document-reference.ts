import type { ConnectionSettings } from '../../accounting/connection-settings';
import { nameOf } from '../../accounting/document-name';
import type { LedgerRow } from '../../store';

export { nameOf };

/** How people name the document: "1042/BX-accr123" (vendor number and invoice) or "GJ 2026-1502". */
export function documentReference(row: Pick<LedgerRow, 'epicorKey' | 'documentNumber' | 'recordId'>): string {
  const key = row.epicorKey;
  if (!key) return row.documentNumber ?? row.recordId;
  return nameOf(key);
}

/** The document's page in Epicor by the connection's template; undefined where none is set. */
export function deepLink(
  settings: ConnectionSettings,
  row: Pick<LedgerRow, 'epicorKey'>,
): string | undefined {
  const template = settings.epicor.deepLink;
  const key = row.epicorKey;
  if (!template || !key) return undefined;
  const values: Record<string, string> = {
    company: settings.epicor.company,
    ...(key.kind === 'ap'
      ? { vendorNum: String(key.vendorNum), invoiceNum: key.invoiceNum }
      : {
          journalNum: String(key.journalNum),
          journalCode: key.journalCode,
          fiscalYear: String(key.fiscalYear),
        }),
  };
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  // a template made for invoices says nothing about a journal
  if (names.some((name) => values[name] === undefined)) return undefined;
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}
