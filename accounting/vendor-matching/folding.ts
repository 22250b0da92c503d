/** Letters that NFKD does not take apart. */
const ligatures: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd' };

/** Lower case without marks; apostrophes of any kind are the plain one. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2018\u2019\u02bc`]/g, "'")
    .toLowerCase()
    .replace(/[ßøæœłđ]/g, (letter) => ligatures[letter] ?? letter)
    .trim();
}

/** Where a name has an umlaut, the form that writes it with an e ("Bühler", "BUEHLER"); else null. */
export function umlautsSpeltOut(text: string): string | null {
  const composed = text.normalize('NFC');
  const spelt = composed.replace(/[äöüÄÖÜ]/g, (letter) => `${letter.normalize('NFD').charAt(0)}e`);
  return spelt === composed ? null : spelt;
}

/**
 * The words of a folded text: initials come together ("w.w.", "j b", "b & h", "k and g", "o'reilly"), other punctuation
 * parts words, a long number glued to a word comes off it ("bestbuycom80666").
 */
export function wordsOf(folded: string): string[] {
  const parted = folded
    .replace(/\b([a-z])\s*&\s*([a-z])\b/g, '$1$2')
    .replace(/\b([a-z]) and ([a-z])\b/g, '$1$2')
    .replace(/\b([a-z]{2})\s*&\s*([a-z])\b/g, '$1$2')
    .replace(/'/g, '')
    .replace(/\bb(?:ar)?[ -]b[ -]?q(?:ue)?\b/g, 'barbecue')
    .replace(/\b([a-z])-(\d)\b/g, '$1$2')
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, '$1')
    .replace(/([a-z]{2,})(\d{3,})/g, '$1 $2 ')
    .replace(/\b([a-z])(\d{5,})/g, '$1 $2 ')
    .replace(/(\d{3,})([a-z]{2,})/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return parted === '' ? [] : joinInitials(parted.split(' '));
}

/** "j b hunt" is "jb hunt", and "j ds mower" is "jds mower". */
function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = [];
  let wasInitial = false;
  for (const word of words) {
    const initial = /^[a-z]$/.test(word);
    const before = joined.at(-1);
    if (before !== undefined && wasInitial && (initial || /^[a-z]s$/.test(word))) {
      joined[joined.length - 1] = before + word;
    } else joined.push(word);
    wasInitial = initial;
  }
  return joined;
}
