import { z } from 'zod';
import type { Epicor } from './api';
import { flagColumn, integerColumn } from './columns';
import { purchaseOrders } from './entity-sets';
import { allOf, eq } from './filter';
import type { EpicorHttp } from './http';
import { readAll } from './odata';

const select = z.object({ PONum: integerColumn, VoidOrder: flagColumn });

/** Reads the numbers of a vendor's open purchase orders (DOCUMENTS.md: goods received are not booked twice). */
export function createPurchaseOrders(http: EpicorHttp): Epicor['purchaseOrders'] {
  return {
    async open(vendorNum) {
      const filter = allOf(eq('VendorNum', vendorNum), eq('OpenOrder', true));
      const numbers: number[] = [];
      for await (const row of readAll(http, purchaseOrders, { select, filter })) {
        if (!row.VoidOrder) numbers.push(row.PONum);
      }
      return numbers;
    },
  };
}
