import { parse } from 'csv-parse/sync';
import type { Merchant, VendorRow } from '../accounting/vendor-matching';

/** A file for `match` that cannot be read, in words that name place and remedy. */
export class UnreadableMatchFile extends Error {}

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

type Row = Readonly<Record<string, string>>;

/** Vendors as exported from Epicor; only VendorNum and Name are needed. */
export function readVendors(text: string, file: string): VendorRow[] {
  const seen = new Set<number>();
  return rowsOf(text, file, [['VendorNum'], ['Name']]).map((row, at) => {
    const vendorNum = Number(row.VendorNum);
    const where = `${file}, row ${at + 2}`;
    if (!Number.isInteger(vendorNum) || !row.VendorNum)
      throw new UnreadableMatchFile(`${where}: VendorNum "${row.VendorNum}" is not a whole number.`);
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
  if (['true', 'yes', 'y', '1'].includes(plain)) return true;
  if (['', 'false', 'no', 'n', '0'].includes(plain)) return false;
  throw new UnreadableMatchFile(`${where}: Inactive "${value}" is neither true nor false.`);
}

/** Card purchases; a card text or a cleaned name is needed, all else may be missing. */
export function readCases(text: string, file: string): MatchCase[] {
  return rowsOf(text, file, [['case_id'], ['raw_descriptor', 'merchant_name']]).map((row, at) => ({
    caseId: row.case_id ?? '',
    merchant: {
      cleaned: row.merchant_name || null,
      raw: row.raw_descriptor || null,
      mcc: row.mcc || null,
      city: row.city || null,
      state: row.state || null,
      country: row.country || null,
    },
    label: labelOf(row, `${file}, row ${at + 2}`),
  }));
}

function labelOf(row: Row, where: string): Label | null {
  const { label = '', acceptable = '', tags = '' } = row;
  if (label === '') return null;
  if (label !== 'MATCH' && label !== 'AMBIGUOUS' && label !== 'NONE')
    throw new UnreadableMatchFile(`${where}: label "${label}" is none of MATCH, AMBIGUOUS, NONE.`);
  const split = (cell: string) => cell.split('|').filter((part) => part !== '');
  return { label, acceptable: split(acceptable).map(Number), tags: split(tags) };
}

/** Rows by column name; of each group one column must be there. */
function rowsOf(text: string, file: string, needed: readonly (readonly string[])[]): Row[] {
  let header: readonly string[] = [];
  let rows: Row[];
  try {
    rows = parse(text, {
      bom: true,
      skip_empty_lines: true,
      trim: true,
      columns: (names: string[]) => {
        header = names;
        return names;
      },
    }) as Row[];
  } catch (error) {
    throw new UnreadableMatchFile(
      `${file} is not readable as CSV: ${error instanceof Error ? error.message : error}`,
    );
  }
  for (const group of needed) {
    if (!group.some((name) => header.includes(name)))
      throw new UnreadableMatchFile(
        `${file} has no column ${group.join(' or ')}; its columns are: ${header.join(', ')}.`,
      );
  }
  return rows;
}
