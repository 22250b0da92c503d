import { type Attention, type Ruling, refused, ruled } from '../accounting/attention';
import type { ActualDocument, EpicorKey } from '../accounting/document';
import { bookedStates } from '../accounting/ledger-states';
import type { LedgerRow } from '../store';
import type { Link } from '../workflows/contract';
import type { Connected } from './connection/connection-clients';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { documentReference, nameOf } from './support/document-reference';
import { ruling } from './support/rulings';
import { tellAudit } from './support/step';
import { ledgerRow } from './support/stored';

export interface Linked {
  readonly document: string;
  /** A document of ours was begun: it is to be deleted first. Nothing was linked yet. */
  readonly remnant: boolean;
}

/**
 * A person says which Epicor document already is this record: checks that it exists and that no other record
 * holds it, and keeps it in the ledger; only the report to Brex remains. Our own document, which differs from the
 * plan, is so taken as it stands.
 */
export function linkDocument({ store, connections }: ActivityDependencies) {
  return (input: RecordKey & { readonly link: Link }): Promise<Ruling<Linked>> =>
    ruling(async () => {
      const key = { connectionId: input.connectionId, recordId: input.recordId };
      const connected = await connections.get(key.connectionId);
      const row = await ledgerRow(store, key);
      const document = keyOf(input.link, connected);
      const linked = { document: nameOf(document), remnant: false };
      if (bookedStates.includes(row.state))
        return row.epicorKey && nameOf(row.epicorKey) === nameOf(document)
          ? ruled(linked)
          : refused(bookedAlready(row));
      const actual = await read(connected, document);
      if (!actual) return refused(noSuchDocument(document));
      const holder = await store.ledger.findByEpicorKey(key.connectionId, document);
      if (holder && holder.recordId !== key.recordId)
        return refused(heldByAnother(document, holder.recordId));
      if (row.state === 'writing' && actual.marker !== row.marker) return ruled({ ...linked, remnant: true });
      if (row.state === 'writing') {
        await store.ledger.transition(key, 'committed', { epicorKey: document, reason: null });
        tellAudit(`${input.link.by} says that our ${nameOf(document)} is right as it stands`);
        return ruled(linked);
      }
      await store.ledger.transition(key, 'linked', {
        epicorKey: document,
        documentNumber: actual.documentNumber,
        reason: null,
      });
      tellAudit(`${input.link.by} says that ${nameOf(document)} in Epicor is this record`, {
        epicorKey: document,
      });
      return ruled(linked);
    });
}

function keyOf(link: Link, { settings }: Connected): EpicorKey {
  if (link.vendorNum && link.invoiceNum)
    return { kind: 'ap', vendorNum: link.vendorNum, invoiceNum: link.invoiceNum };
  return {
    kind: 'journal',
    bookId: settings.posting.bookId,
    journalCode: settings.posting.journalCode,
    journalNum: link.journalNum ?? 0,
    fiscalYear: link.fiscalYear ?? 0,
    fiscalYearSuffix: '',
    fiscalCalendarId: link.fiscalCalendarId ?? '',
  };
}

function read({ epicor }: Connected, document: EpicorKey): Promise<ActualDocument | null> {
  return document.kind === 'ap' ? epicor.apInvoices.readBack(document) : epicor.journals.readBack(document);
}

function noSuchDocument(document: EpicorKey): Attention {
  return {
    code: 'already-in-epicor',
    disposition: 'park',
    text: `Epicor has no document ${nameOf(document)}.`,
    remedy:
      'Link with the vendor number and invoice number (or journal number and fiscal year) as Epicor shows them.',
  };
}

function bookedAlready(row: LedgerRow): Attention {
  return {
    code: 'already-in-epicor',
    disposition: 'park',
    text: `This record is booked already, as ${documentReference(row)}.`,
    remedy: 'Retry with confirm "changed" reports it as it stands; another document cannot take its place.',
  };
}

function heldByAnother(document: EpicorKey, recordId: string): Attention {
  return {
    code: 'already-in-epicor',
    disposition: 'park',
    text: `${nameOf(document)} already stands for record ${recordId}.`,
    remedy: 'One document stands for one record: link another one, or skip this record.',
  };
}
