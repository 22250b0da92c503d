import type { Check, Preview, PreviewedDocument, PreviewedVendor } from './preview';

const kindWords = {
  'ap-invoice': 'AP invoice',
  'ap-debit-memo': 'AP debit memo',
  'gl-journal': 'GL journal',
} as const;

/** A preview as lines of text, for a terminal and for the run's details. */
export function previewText(preview: Preview): string[] {
  const { recordId, record, document, vendor, candidates, problems, checks, notes, verdict } = preview;
  const facts = [record.type, record.amount, record.payee, `${record.reviewStatus} in Brex`];
  return [
    `Preview of ${recordId}: ${verdict}`,
    `  ${facts.filter(Boolean).join(' · ')}, version ${record.version}`,
    ...problems.map(({ remedy }) => `  What mends it: ${remedy}`),
    ...notes.map((note) => `  ${note}`),
    ...(document ? ['', ...documentText(document, vendor)] : []),
    ...candidates.map(
      ({ vendorNum, vendorId, name, score, hint }) =>
        `  perhaps vendor ${vendorNum} ${vendorId}, ${name} (${Math.round(score * 100)} % alike${hint ? `, ${hint}` : ''})`,
    ),
    ...(checks.length > 0 ? ['', ...checks.map(checkText)] : []),
  ];
}

function documentText(document: PreviewedDocument, vendor: PreviewedVendor | null): string[] {
  const { kind, documentNumber, groupId, invoiceDate, applyDate, dueDate, currency, lines } = document;
  const accountWidth = widest(lines.map(({ account }) => account));
  const nameWidth = widest(lines.map(({ accountName }) => accountName));
  const amountWidth = widest(lines.map(({ amount }) => inCents(amount)));
  return [
    `${kindWords[kind]}${documentNumber ? ` ${documentNumber}` : ''} in group ${groupId}: ${document.description}`,
    ...(kind === 'gl-journal' ? [] : [`  vendor ${vendor ? vendorText(vendor) : 'to be chosen'}`]),
    `  ${[
      invoiceDate && `invoice date ${invoiceDate}`,
      `apply date ${applyDate}`,
      kind !== 'gl-journal' && (dueDate ? `due ${dueDate}` : "due as the vendor's terms say"),
      currency,
    ]
      .filter(Boolean)
      .join(' · ')}`,
    ...lines.map(
      ({ side, account, accountName, amount, description }) =>
        `  ${side} ${account.padEnd(accountWidth)}  ${inCents(amount).padStart(amountWidth)}  ${accountName.padEnd(nameWidth)}  ${description}`,
    ),
    ...(document.linesLeftOut > 0 ? [`  and ${document.linesLeftOut} more lines`] : []),
    `  ${totalText(document)}`,
  ];
}

const vendorText = ({ vendorNum, vendorId, name, why }: PreviewedVendor): string =>
  `${vendorNum} ${vendorId}, ${name} (${why})`;

function totalText({ kind, total }: PreviewedDocument): string {
  if (kind === 'gl-journal') return 'debits equal credits';
  if (/^-?[0.]+ /.test(total)) return `total ${total}: nothing stays open at the vendor`;
  return kind === 'ap-debit-memo' ? `total ${total}: to be credited` : `total ${total}: to be paid`;
}

function checkText(check: Check): string {
  switch (check.result) {
    case 'passed':
      return `  checked    ${check.what}`;
    case 'failed':
      return `  not so     ${check.what}: ${check.attention.text}`;
    case 'unchecked':
      return `  unchecked  ${check.what}: ${check.why}`;
  }
}

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length));

/** "5" is "5.00"; what is finer than cents stays. */
function inCents(amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}
