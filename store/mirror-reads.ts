import { sql } from 'kysely';
import {
  type ApInvoiceHead,
  type MirrorName,
  mirrorNames,
  type ReferenceRows,
} from '../accounting/reference-data';
import type { Db } from './database';
import type { Mirrors } from './mirror-types';

type MirrorReads = Pick<
  Mirrors,
  'newest' | 'all' | 'find' | 'lastChange' | 'openOrders' | 'invoicesMarked' | 'invoicesLike' | 'summary'
>;

/** What the other rooms ask of the mirrors. */
export function createMirrorReads(db: Db): MirrorReads {
  const rowsOf = (connectionId: string, mirror: MirrorName) =>
    db.selectFrom('mirrorRow').where('connectionId', '=', connectionId).where('mirror', '=', mirror);
  const ofVendor = (connectionId: string, mirror: 'orders' | 'invoices', vendorNum: number) =>
    rowsOf(connectionId, mirror)
      .select('content')
      // a literal, so that the index by vendor serves
      .where(sql<boolean>`mirror in ('invoices', 'orders')`)
      .where(sql<string>`content ->> 'vendorNum'`, '=', String(vendorNum));
  return {
    async newest(connectionId, mirror, skip = 0) {
      const row = await rowsOf(connectionId, mirror)
        .select('sysRevId')
        .orderBy('sysRevId', 'desc')
        .offset(skip)
        .limit(1)
        .executeTakeFirst();
      return row?.sysRevId ?? null;
    },

    async all<M extends MirrorName>(connectionId: string, mirror: M) {
      const rows = await rowsOf(connectionId, mirror).select('content').orderBy('key').execute();
      return rows.map(({ content }) => content as ReferenceRows[M]);
    },

    async find<M extends MirrorName>(connectionId: string, mirror: M, keys: readonly string[]) {
      if (keys.length === 0) return new Map();
      const rows = await rowsOf(connectionId, mirror)
        .select(['key', 'content', 'changedAt'])
        .where('key', '=', sql<string>`any(${keys}::text[])`)
        .execute();
      return new Map(
        rows.map(({ key, content, changedAt }) => [key, { row: content as ReferenceRows[M], changedAt }]),
      );
    },

    async lastChange(connectionId, mirror) {
      const row = await rowsOf(connectionId, mirror)
        .select((select) => select.fn.max('changedAt').as('at'))
        .executeTakeFirst();
      return row?.at ?? null;
    },

    async openOrders(connectionId, vendorNum) {
      const rows = await ofVendor(connectionId, 'orders', vendorNum).execute();
      const orders = rows.map(({ content }) => content as ReferenceRows['orders']);
      return orders.filter(({ open }) => open).map(({ poNum }) => poNum);
    },

    async invoicesMarked(connectionId, marker) {
      const rows = await rowsOf(connectionId, 'invoices')
        .select('content')
        .where(sql<string>`content ->> 'marker'`, '=', marker)
        .execute();
      return rows.map(({ content }) => content as ApInvoiceHead);
    },

    async invoicesLike(connectionId, { vendorNum, currency, amount, from, to }) {
      const rows = await ofVendor(connectionId, 'invoices', vendorNum)
        .where(sql<string>`content ->> 'currency'`, '=', currency)
        .where(sql<boolean>`abs((content ->> 'total')::numeric) = abs(${amount}::numeric)`)
        .where(sql<boolean>`content ->> 'invoiceDate' between ${from} and ${to}`)
        .orderBy('key')
        .execute();
      return rows.map(({ content }) => content as ApInvoiceHead);
    },

    async summary(connectionId) {
      const states = await db
        .selectFrom('mirrorState')
        .selectAll()
        .where('connectionId', '=', connectionId)
        .execute();
      const counts = await db
        .selectFrom('mirrorRow')
        .select((select) => ['mirror', select.fn.countAll<number>().as('rows')])
        .where('connectionId', '=', connectionId)
        .groupBy('mirror')
        .execute();
      return mirrorNames.flatMap((mirror) => {
        const state = states.find((each) => each.mirror === mirror);
        const rows = counts.find((each) => each.mirror === mirror)?.rows ?? 0;
        return state ? [{ ...state, mirror, rows }] : [];
      });
    },
  };
}
