/**
 * The plain form of a vendor's name, in which a card merchant and an Epicor vendor meet: lower case without
 * marks, payment processors' prefixes, references, telephone and store numbers, web addresses' surroundings,
 * legal forms and punctuation. Never empty for a name with a letter or digit: what would leave nothing is
 * not removed.
 */
export function normaliseVendorName(text: string): string {
  // The order matters: a prefix is told by its star, a web address by its dots, and both go with punctuation.
  return steps.reduce((name, step) => unlessNothingIsLeft(name, step(name)), fold(text));
}

type Step = (name: string) => string;

const steps: readonly Step[] = [
  withoutProcessorPrefix,
  withoutReference,
  webAddressAsName,
  withoutNumbers,
  plainWords,
  withoutLegalForms,
];

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2018\u2019\u02bc`]/g, "'")
    .toLowerCase()
    .trim();
}

function unlessNothingIsLeft(before: string, after: string): string {
  return /[\p{L}\p{N}]/u.test(after) ? after.trim() : before;
}

/** "SQ *BLUE BOTTLE" is Blue Bottle, paid through Square; likewise other processors. */
function withoutProcessorPrefix(name: string): string {
  return name
    .replace(/^(sq|sqc|tst|toast|sp|paypal|pp|py|cke|in|wpy|bt|fs|eb|dd|stripe)\s*\*\s*/, '')
    .replace(/^aplpay\s+/, '');
}

/** "AMZN MKTP US*2X4RT1QJ3": what follows a star is a reference where it has a digit, else a word to keep. */
function withoutReference(name: string): string {
  return name.replace(/\*\s*\S*\d\S*/g, ' ').replace(/\*/g, ' ');
}

/** "HELP.UBER.COM/TRIP" is uber. */
function webAddressAsName(name: string): string {
  return name.replace(
    /\b(?:https?:\/\/)?(?:[a-z0-9-]+\.)*([a-z0-9-]+)\.(?:com|net|org|io|co|ai|app|us|ca|de|eu)(?:\/\S*)?(?=\s|$)/g,
    '$1',
  );
}

/** Telephone numbers, store numbers and long runs of digits tell a branch, not a vendor. */
function withoutNumbers(name: string): string {
  return name
    .replace(/\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b/g, ' ')
    .replace(/#\s*\d+/g, ' ')
    .replace(/\b\d{5,}\b/g, ' ');
}

function plainWords(name: string): string {
  return (
    name
      .replace(/&|\+/g, ' and ')
      .replace(/'s\b/g, 's')
      .replace(/'/g, '')
      // "w.w. grainger" is "ww grainger"
      .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, '$1')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  );
}

const legalForms = new Set(
  'inc incorporated corp corporation co company llc llp lp ltd limited plc gmbh ag kg sa sas sarl srl spa bv nv oy ab as pty kk'.split(
    ' ',
  ),
);

/** Legal forms at the end, and "the" in front; a name that is only such words keeps its first. */
function withoutLegalForms(name: string): string {
  const words = name.split(' ');
  if (words.length > 1 && words[0] === 'the') words.shift();
  while (words.length > 1 && legalForms.has(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}
