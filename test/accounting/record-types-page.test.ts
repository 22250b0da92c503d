import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownTypes } from '../../accounting/document-rules';
import { styles } from '../end-to-end/record-types/expected/styles';
import { usual } from '../end-to-end/record-types/expected/usual';
import { sectionOf, tableOf } from '../end-to-end/record-types/page';

/** The page shows what is expected of the product, and is expected for every type. */
describe('docs/record-types.md', () => {
  const page = readFileSync(join(__dirname, '../../docs/record-types.md'), 'utf8');

  it('shows the defaults as they are tested', () => {
    expect(page).toContain(tableOf(usual));
  });

  it.each(styles.map((style) => [style.name, style] as const))('shows %s as tested', (_, style) => {
    expect(page).toContain(sectionOf(style));
  });

  it('leaves out no type', () => {
    expect(usual.bookings.map(({ type }) => type).sort()).toEqual([...knownTypes].sort());
  });
});
