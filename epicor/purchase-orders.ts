import { z } from 'zod';
import type { Epicor } from './api';
import { flagColumn, integerColumn } from './columns';
import type { EpicorHttp } from './http';
import { readAll } from './odata';

const columns = z.object({ PONum: integerColumn, VoidOrder: flagColumn });

/** Reads the numbers of a vendor's open purchase orders (DOCUMENTS.md: goods received are not booked twice). */
export function createPurchaseOrders(http: EpicorHttp): Epicor['purchaseOrders'] {
  return {
    async open(vendorNum) {
      const filter = `VendorNum eq ${vendorNum} and OpenOrder eq true`;
      const numbers: number[] = [];
      for await (const row of readAll(http, { service: 'Erp.BO.POSvc', set: 'POes', columns, filter })) {
        if (!row.VoidOrder) numbers.push(row.PONum);
      }
      return numbers;
    },
  };
}
