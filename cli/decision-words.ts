/** Signals and their fields, as the commands call them. */
const inCommands: readonly (readonly [string, string])[] = [
  ['"override": true', '--override'],
  ['"remember": false', '--no-remember'],
  ['"vendorNum"', '--vendor-num'],
  ['"vendorId"', '--vendor-id'],
  ['"name"', '--name'],
  ['"invoiceNum"', '--invoice-num'],
  ['"journalNum"', '--journal-num'],
  ['"fiscalYear"', '--fiscal-year'],
  ['"applyDate"', '--apply-date'],
  ['"confirm"', '--confirm'],
  ['"reason"', '--reason'],
  ['"by"', '--by'],
  ['approveVendor', 'approve'],
  ['rejectVendor', 'reject'],
  ['createVendor', 'create-vendor'],
];

/** Runs speak of signals, since the Temporal UI sends them: here of what is typed on a terminal. */
export const inCommandWords = (words: string): string =>
  inCommands.reduce((text, [signal, command]) => text.replaceAll(signal, command), words);
