/** The ledger is not as the caller takes it to be, and nothing was changed. Whoever reads it again knows how to go on. */
export class LedgerConflict extends Error {
  override readonly name = 'LedgerConflict';
  constructor(
    readonly recordId: string,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`Ledger of record ${recordId}: expected ${expected}, found ${found}.`);
  }
}
