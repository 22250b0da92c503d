const endings = 'com|net|org|io|co|ai|app|us|ca|de|eu|biz|info';
const address = new RegExp(
  `\\b(?:https?:\\/\\/)?(?:[a-z0-9-]+\\.)*([a-z0-9-]{2,})\\.(${endings})(?:\\/\\S*)?(?=[\\s*,;:)]|$)`,
  'g',
);

/** "HELP.UBER.COM/TRIP" is uber; "OFFICEDEPOT.COM" is officedepot. */
export const webAddressAsName = (text: string): string => text.replace(address, '$1');

/** The first web address in a folded text, without what stands before and after it ("uber.com"); null for none. */
export function webAddressIn(text: string): string | null {
  const [found] = text.matchAll(address);
  return found ? `${found[1]}.${found[2]}` : null;
}
