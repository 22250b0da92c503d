import type { Row } from './dataset';

const mostSegments = 20;

/** GLAccount and SegValue1…n of an account: pipes inside, one column per segment (EPICOR.md 3.5). */
export function accountColumns(account: string): Row {
  const segments = account.split('|').slice(0, mostSegments);
  return {
    GLAccount: account,
    ...Object.fromEntries(segments.map((segment, index) => [`SegValue${index + 1}`, segment])),
  };
}

/** The same over a row that had another account: segments that it has beyond the new ones are cleared. */
export function recoded(row: Row, account: string): Row {
  const cleared: Record<string, unknown> = {};
  for (let segment = 1; segment <= mostSegments; segment += 1) {
    const column = `SegValue${segment}`;
    if (column in row) cleared[column] = '';
  }
  return { ...row, ...cleared, ...accountColumns(account) };
}
