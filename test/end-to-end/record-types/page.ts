import { type Booking, type ExpectedDocument, hasDocument, type Style } from './expected/booking';

/** The table of a style as it stands in docs/record-types.md. */
export function tableOf(style: Style): string {
  return [
    '| Brex record | Epicor document | vendor | lines | open at the vendor |',
    '|---|---|---|---|---|',
    ...style.bookings.map((booking) => `| ${cellsOf(booking).join(' | ')} |`),
  ].join('\n');
}

/** A style with its heading and the setting that chooses it. */
export function sectionOf(style: Style): string {
  return [`### ${capital(style.name)}`, '', `\`posting: { ${style.setting} }\``, '', tableOf(style)].join(
    '\n',
  );
}

function cellsOf({ type, what, books }: Booking): string[] {
  const record = what ? `\`${type}\`, ${what}` : `\`${type}\``;
  if (hasDocument(books)) return [record, books.document, vendorOf(books), linesOf(books), openOf(books)];
  const why = {
    closed: 'none: left alone in Brex',
    returned: 'none: back to Brex',
    waits: 'none: it waits here',
  };
  return [record, why[books.none], '', '', ''];
}

const vendorWords: Readonly<Record<string, string>> = {
  ULINE: "the merchant's",
  STAPLES: "the merchant's",
  RIVBEND: "the bill's",
  HENSLEY: "the bill's",
  BREX: '`posting.cardIssuerVendor`',
};

const vendorOf = ({ vendor }: ExpectedDocument): string =>
  vendor === null ? '' : (vendorWords[vendor] ?? vendor);

const accountWords: Readonly<Record<string, string>> = {
  '2110': 'cardLiability',
  '2120': 'billsPayable',
  '2130': 'reimbursementsPayable',
  '1090': 'cash',
  '4910': 'rewards income',
  '5300': 'discount',
  '6940': 'freight',
};

function linesOf({ lines }: ExpectedDocument): string {
  const words = lines.map((line) => {
    const [side = '', account = ''] = line.split(' ');
    return `${side} ${accountWords[account.slice(0, 4)] ?? 'expense'}`;
  });
  return [...new Set(words)].join(', ');
}

function openOf({ payable }: ExpectedDocument): string {
  if (payable === '0.00') return '';
  return payable.startsWith('-') ? 'to be credited' : 'to be paid';
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
