/** Widest VendorID (EPICOR.md 5). */
const width = 8;

/** So many ids are made of one name: the plain one, then numbered ones. */
const mostTries = 20;

/**
 * VendorIDs for a name, in the order in which they are tried: its first letters and digits, then as many of them
 * as leave room for a number: "Alder Tooling, Inc." gives ALDERTOO, ALDERT02, ALDERT03 …
 */
export function vendorIds(name: string): string[] {
  const plain = Array.from(name.normalize('NFKD').toUpperCase())
    .filter((character) => /[A-Z0-9]/.test(character))
    .join('');
  const stem = plain === '' ? 'VENDOR' : plain;
  const numbered = Array.from({ length: mostTries - 1 }, (_, index) => {
    const number = String(index + 2).padStart(2, '0');
    return `${stem.slice(0, width - number.length)}${number}`;
  });
  return [stem.slice(0, width), ...numbered];
}
