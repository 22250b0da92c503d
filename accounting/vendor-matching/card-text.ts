import { webAddressAsName } from './web-address';

/**
 * What surrounds a name in a card network's text, taken off: processors' prefixes, references, telephone numbers,
 * web addresses' surroundings. The order matters: a prefix is told by its star, a web address by its dots.
 */
export function bareCardText(folded: string): string {
  return [
    platformAlone,
    withoutPrefix,
    webAddressWithoutDot,
    withoutReference,
    withoutPhoneAndDate,
    withoutBrackets,
  ].reduce((text, step) => {
    const shorter = step(text).trim();
    return /[\p{L}\p{N}]/u.test(shorter) ? shorter : text;
  }, withPossessive(folded));
}

/** "CULVER S" is Culver's. */
const withPossessive = (text: string): string =>
  text.replace(/\b(?!and\b|the\b|for\b)([a-z]{3,}) s\b/g, '$1s');

/** Platforms that bill the card themselves: they are paid, whatever shop stands behind them. */
function platformAlone(text: string): string {
  const found =
    /^(?:[a-z]{2,3}\s*\*\s*|dd\s+)?(?:(doordash|instacart|grubhub|ubereats|uber\s*\*?\s*eats|ezcater)|(seamless|postmates|shipt|caviar)(?=\s*(?:\*|\.com|$)))/.exec(
      text,
    );
  return (found?.[1] ?? found?.[2])?.replace('*', ' ') ?? text;
}

/** "SQ *BLUE BOTTLE" is Blue Bottle, paid through Square; likewise other processors. */
export function withoutPrefix(text: string): string {
  return text
    .replace(
      /^(sq|sqc|gosq|sqsp|tst|toast|sp|spo|paypal|pp|pypl|py|cke|in|wpy|bt|fs|eb|evt|dd|stripe|zsk|ppl|cko|fsp|pwp|sumup|sum|clv|clover|lspd|ls|nyx|nya|ctlp|usa|ext|ven|venmo|b2b|wl|dnh|dri|2co|fastspring|digitalriver|gum|chargebee|bls|act|mbi|hlu|gpay|aff|klarna|afterpay|zip|cash ?app|paddle|cleverbridge|wave|pos|bb|tpp)(?:\.(?:com|net))?\s*\*\s*/,
      '',
    )
    .replace(/^(aplpay|applepay|apl\s?pay|googlepay)\s+/, '')
    .replace(/^(sq|tst)\s*\*\s*/, '')
    .replace(/^sp\s+(?!plus\b)(?=\S+(\s|$))/, '')
    .replace(
      /^(pos|debit|checkcard|chk ?card|purchase|recurring)\s+(purchase\s+|payment\s+|debit\s+)?(?=\S)/,
      '',
    );
}

/** "BESTBUYCOM80666": what a field without dots makes of a web address. */
const webAddressWithoutDot = (text: string): string =>
  webAddressAsName(text).replace(/\b([a-z]{4,})com(?=\d{3,}|\s*\*|$)/g, '$1');

/** "AMZN MKTP US*2X4RT1QJ3": what follows a star is a reference where it has a digit, else a word to keep. */
function withoutReference(text: string): string {
  return text
    .replace(/\*\s*(?=\S*\d)[a-z0-9-]{5,}\S*/g, ' ')
    .replace(/\*/g, ' ')
    .replace(/\b(?=[a-z0-9]*\d[a-z]+\d|[a-z0-9]*[a-z]\d[a-z0-9]*[a-z]\d)[a-z0-9]{6,}\b/g, ' ');
}

function withoutPhoneAndDate(text: string): string {
  return text
    .replace(/\(?\b\d{3}\)?[-. /]\d{3}[-. ]?\d{4}\b/g, ' ')
    .replace(/\b\d{3}[-. ]\d{7}\b/g, ' ')
    .replace(/\b1?-?8(?:00|33|44|55|66|77|88)[-. ]?\d{3}[-. ]?\d{1,4}\b/g, ' ')
    .replace(/\b\d{1,2}\/\d{1,2}(\/\d{2,4})?\b/g, ' ')
    .replace(/\b8(00|33|44|55|66|77|88)-[a-z0-9-]+\b/g, ' ');
}

/** "BELL CANADA (OB)": a card network's mark, no part of a name. */
const withoutBrackets = (text: string): string =>
  text.replace(/\([^)]*\)/g, ' ').replace(/(?<=\S )north america\b/g, ' ');
