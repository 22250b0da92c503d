import type { Merchant, VendorRow } from '../accounting/vendor-matching';
import { type Row, rowsOf, UnreadableMatchFile } from './match-csv';

/** What a person says the right decision is. */
export interface Label {
  readonly label: 'MATCH' | 'AMBIGUOUS' | 'NONE';
  readonly acceptable: readonly number[];
  readonly tags: readonly string[];
}

export interface MatchCase {
  readonly caseId: string;
  readonly merchant: Merchant;
  readonly label: Label | null;
}

const vendorColumns = ['VendorNum', 'VendorID', 'Name', 'City', 'State', 'Country', 'Inactive'];
const caseColumns = [
  'case_id',
  'raw_descriptor',
  'merchant_name',
  'mcc',
  'city',
  'state',
  'country',
  'label',
  'acceptable',
  'tags',
];

/** Vendors as exported from Epicor; only VendorNum and Name are needed. */
export function readVendors(bytes: Uint8Array, file: string): VendorRow[] {
  const seen = new Set<number>();
  return rowsOf(bytes, file, vendorColumns, [['VendorNum'], ['Name']]).map(({ row, where }) => {
    const vendorNum = Number(row.VendorNum);
    if (!Number.isInteger(vendorNum) || !row.VendorNum)
      throw new UnreadableMatchFile(
        `${where}: VendorNum "${row.VendorNum ?? ''}" is not a whole number. Export VendorNum, not VendorID.`,
      );
    if (seen.has(vendorNum))
      throw new UnreadableMatchFile(`${where}: VendorNum ${vendorNum} stands twice; it must be one row.`);
    seen.add(vendorNum);
    return {
      vendorNum,
      vendorId: row.VendorID ?? '',
      name: row.Name ?? '',
      city: row.City ?? '',
      state: row.State ?? '',
      country: row.Country ?? '',
      currency: '',
      inactive: yes(row.Inactive, where),
      payHold: false,
    };
  });
}

function yes(value: string | undefined, where: string): boolean {
  const plain = (value ?? '').toLowerCase();
  if (['true', 'yes', 'y', 't', 'x', '1', 'inactive'].includes(plain)) return true;
  if (['', 'false', 'no', 'n', 'f', '0', 'active'].includes(plain)) return false;
  throw new UnreadableMatchFile(
    `${where}: Inactive "${value}" is neither true nor false. Write true, false or nothing.`,
  );
}

/** Card purchases; a card text or a cleaned name is needed, all else may be missing. */
export function readCases(bytes: Uint8Array, file: string): MatchCase[] {
  const needed = [['case_id'], ['raw_descriptor', 'merchant_name']];
  return rowsOf(bytes, file, caseColumns, needed).map(({ row, where }) => ({
    caseId: caseIdOf(row, where),
    merchant: {
      cleaned: row.merchant_name || null,
      raw: row.raw_descriptor || null,
      mcc: mccOf(row.mcc),
      city: row.city || null,
      state: row.state || null,
      country: row.country || null,
    },
    label: labelOf(row, where),
  }));
}

function caseIdOf({ case_id: caseId }: Row, where: string): string {
  if (caseId) return caseId;
  throw new UnreadableMatchFile(
    `${where}: case_id is empty. Give each purchase an id, to find its decision by.`,
  );
}

/** "742" and "0742.0" are 0742: spreadsheets take category codes for numbers. */
function mccOf(cell: string | undefined): string | null {
  const digits = /^(\d{1,4})(?:\.0+)?$/.exec(cell ?? '')?.[1];
  return digits === undefined ? cell || null : digits.padStart(4, '0');
}

function labelOf(row: Row, where: string): Label | null {
  const { label = '', acceptable = '', tags = '' } = row;
  if (label === '') return null;
  if (label !== 'MATCH' && label !== 'AMBIGUOUS' && label !== 'NONE')
    throw new UnreadableMatchFile(`${where}: label "${label}" is none of MATCH, AMBIGUOUS, NONE.`);
  const split = (cell: string) => cell.split('|').filter((part) => part !== '');
  return { label, acceptable: split(acceptable).map(Number), tags: split(tags) };
}
