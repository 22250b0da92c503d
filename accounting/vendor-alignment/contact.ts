import { toAscii } from '../ascii';
import type { Contact, EpicorVendor } from './types';

/**
 * A name as Brex takes it: one line of ASCII (BREX.md 0.10). Null where a sign of it has no plain spelling, since
 * a name with "?" in it is nobody's.
 */
export function brexSpelling(name: string): string | null {
  const spelt = oneLine(toAscii(name));
  return spelt === '' || questionMarks(spelt) > questionMarks(name) ? null : spelt;
}

/** Names that Brex may take for one: no upper and lower case, no matter how they are spaced. */
export const nameKey = (name: string): string => oneLine(name).toLowerCase();

/** What Epicor has to tell Brex of a vendor; an address or number that Brex would refuse counts as none. */
export function contactOf(vendor: EpicorVendor): Omit<Contact, 'name'> {
  return { email: usableEmail(vendor.email), phone: usablePhone(vendor.phone) };
}

/** One address; of several, or of a text, none is guessed. */
function usableEmail(text: string): string | null {
  const email = text.trim();
  return /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(email) ? email : null;
}

function usablePhone(text: string): string | null {
  const phone = oneLine(text);
  return /^[\x20-\x7e]+$/.test(phone) && /\d/.test(phone) ? phone : null;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const questionMarks = (text: string): number => text.split('?').length;
