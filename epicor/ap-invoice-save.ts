import { z } from 'zod';
import { integerColumn, presentFlagColumn, textColumn } from './columns';
import { type DataSet, type Row, rowsOf } from './dataset';
import type { Service } from './service';

const outs = z.object({
  lUpdateRan: presentFlagColumn,
  opMessage: textColumn,
  opMsgChkBankRef: textColumn,
  opChkRevMsg: textColumn,
  opDUAMsg: textColumn,
});

/** The tables that an invoice is saved by. */
export type SavedTable = 'APInvHed' | 'APInvDtl' | 'APInvExp';

/**
 * One write of an invoice (EPICOR.md 3.3). A 200 is no proof of it: where Epicor did not run the update, since
 * it wants to ask something, this throws `not-saved` with what it wants to know. What it asks beside an update that
 * ran (`requiresUserInput` of a legal number) undoes nothing: read-back judges what stands there.
 */
export async function updateMaster(
  service: Service,
  ds: DataSet,
  groupId: string,
  table: SavedTable,
): Promise<void> {
  const reply = await service.save('UpdateMaster', {
    ds,
    cGroupID: groupId,
    cTableName: table,
    runChkCPay: false,
    runChkBankRef: false,
    runChkRevChrg: false,
    suppressUserPrompts: true,
  });
  const answer = service.read('UpdateMaster', outs, reply.parameters, true);
  if (answer.lUpdateRan) return;
  const said = [answer.opMessage, answer.opMsgChkBankRef, answer.opChkRevMsg, answer.opDUAMsg];
  const text = said.filter((message) => message.trim() !== '').join(' | ');
  throw service.error('UpdateMaster', 'not-saved', text || 'Epicor saved nothing and did not say why.');
}

/** The invoice's header as a row to send beside new rows: of two attempts its SysRevID lets one pass (3.6). */
export function guard(service: Service, ds: DataSet): Row {
  return { ...service.first('GetByID', ds, 'APInvHed'), RowMod: 'U' };
}

/** The group an invoice is in now: a person may have moved it. */
export function groupOf(service: Service, header: Row, fallback: string): string {
  return service.read('GetByID', z.object({ GroupID: textColumn }), header).GroupID || fallback;
}

/** The first free line number. */
export function nextLine(service: Service, ds: DataSet): number {
  const line = z.object({ InvoiceLine: integerColumn });
  const numbers = rowsOf(ds, 'APInvDtl').map((row) => service.read('GetByID', line, row).InvoiceLine);
  return Math.max(0, ...numbers) + 1;
}
