import type { Merchant } from './merchant';
import { readPayee } from './payee';
import { spoken } from './payee-words';
import { Towns } from './towns';

/**
 * What a vendor is called that is created for a merchant: its cleaned name; else the words of the card's text that
 * name it, without processors, references and numbers: "SQ *KOWLOON NOODLE HOUSE" is "Kowloon Noodle House". null
 * where the text names nobody.
 */
export function merchantAsVendor(merchant: Merchant): string | null {
  if (merchant.cleaned !== null && merchant.cleaned.trim() !== '') return merchant.cleaned.trim();
  const payee = merchant.raw === null ? null : readPayee(merchant.raw, merchant, new Towns());
  if (!payee) return null;
  const words = spoken(payee.words).map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`);
  return words.length > 0 ? words.join(' ') : null;
}
