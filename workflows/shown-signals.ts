import type { VendorCandidate } from './contract';

/** The signals that mend a waiting record, as they are typed into the Temporal UI: one list item each. */
export const signals: readonly string[] = [
  '- `retry` `{"by": "your name"}` looks again; with `"applyDate": "2026-11-01"` it books on that date',
  '- `return` `{"by": "your name", "message": "what to recode"}` sends it back to Brex',
  '- `link` `{"by": "your name", "vendorNum": 1, "invoiceNum": "…"}` says that this Epicor document already is the record',
  '- `skip` `{"by": "your name", "reason": "…"}` leaves it unbooked for good',
];

/** Those that answer which vendor it is. An answer that is remembered releases every record of the merchant. */
export function vendorSignals(candidates: readonly VendorCandidate[]): string[] {
  const [first] = candidates;
  const create =
    '- `createVendor` `{"by": "your name"}` creates the vendor in Epicor under the merchant’s name; with `"name"` or `"vendorId"` under those';
  if (!first)
    return [
      '- `approveVendor` `{"vendorNum": 1, "by": "your name"}` books it, and all that wait for this merchant, to that vendor of Epicor and remembers it; with `"remember": false` only this record',
      create,
    ];
  return [
    `- \`approveVendor\` \`{"vendorNum": ${first.vendorNum}, "by": "your name"}\` books it, and all that wait for this merchant, to that vendor and remembers it; with \`"remember": false\` only this record; a vendor that is not in the table needs \`"override": true\``,
    `- \`rejectVendor\` \`{"by": "your name"}\` says that it is none of these, and asks again with others; with \`"vendorNum": ${first.vendorNum}\` that it is not this one`,
    create,
  ];
}

export function candidateTable(candidates: readonly VendorCandidate[]): string[] {
  if (candidates.length === 0) return [];
  return [
    '',
    '| Vendor number | Vendor ID | Name | Alike | |',
    '|---|---|---|---|---|',
    ...candidates.map(
      ({ vendorNum, vendorId, name, score, hint }) =>
        `| ${[vendorNum, vendorId, name, `${Math.round(score * 100)} %`, hint].map(inCell).join(' | ')} |`,
    ),
  ];
}

/** A bar would begin another cell. */
const inCell = (content: string | number): string => String(content).replaceAll('|', '\\|');
