import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const room = join(__dirname, '../../workflows');

/** The layering tool does not tell a type's import from a value's, and an activity's code must not be bundled. */
describe('workflows', () => {
  it.each(readdirSync(room).filter((file) => file.endsWith('.ts')))(
    '%s imports activities as types only',
    (file) => {
      const imports =
        readFileSync(join(room, file), 'utf8').match(/^import[^;]*from '\.\.\/activities[^;]*;/gm) ?? [];
      expect(imports.filter((line) => !line.startsWith('import type '))).toEqual([]);
    },
  );

  it('do import activities, so that the check above sees something', () => {
    expect(readFileSync(join(room, 'activity-groups.ts'), 'utf8')).toMatch(
      /^import type .*'\.\.\/activities/m,
    );
  });
});
