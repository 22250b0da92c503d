import type { BranchTold } from './fit';
import type { Payee } from './payee';
import { regions } from './us-places';
import type { VendorName } from './vendor-name';
import { likeness } from './word-likeness';

/** The branch's number, or a longer one that ends with it. */
const hasNumber = (payee: Payee, number: string): boolean =>
  payee.numbers.has(number) ||
  (number.length > 3 && [...payee.numbers].some((longer) => longer.endsWith(number)));

/** Whether the text tells the branch of a vendor that is one. */
export function branchTold(
  payee: Payee,
  words: Payee['words'],
  name: VendorName,
  sameTown: boolean,
): BranchTold {
  if (name.branchNumber !== null && hasNumber(payee, name.branchNumber)) return 'named';
  if (name.branch.length === 0 && name.branchNumber === null) return 'none';
  const said = words.map(({ text }) => text);
  const last = words.findLastIndex(({ kind }) => kind !== 'number');
  const isSaid = (word: string) =>
    said.some(
      (text, at) => likeness(text, word, at === last && payee.mayBeCut && text.length > 2) !== null,
    ) || [...payee.towns].some((town) => town.split(' ').includes(word));
  if (name.branches.some((branch) => branch.every(isSaid))) return 'named';
  if (name.branchIsPlace && sameTown) return 'named';
  if (name.branchNumber !== null && payee.numbers.size > 0 && !sameTown) return 'another';
  if (payee.townInText !== null && !sameTown && (name.branchIsPlace || name.branchNumber !== null)) {
    return name.branch.length > 0 && name.branch.every((word) => regions.has(word)) ? 'open' : 'another';
  }
  if (name.branchNumber !== null && sameTown && payee.numbers.size === 0) return 'named';
  return 'open';
}
