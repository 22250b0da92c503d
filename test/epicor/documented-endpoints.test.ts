import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as entitySets from '../../epicor/entity-sets';
import { contractFolder, extractOf } from './contract-names';
import { documentedEndpoints } from './documented-endpoints';

const room = join(__dirname, '../../epicor');
const documented = documentedEndpoints();
const there = contractFolder ? it : it.skip;

/** Every text in quotes in the sources of the client. */
function quotedTexts(): Set<string> {
  const sources = readdirSync(room).map((file) => readFileSync(join(room, file), 'utf8'));
  return new Set(sources.flatMap((source) => [...source.matchAll(/'(\w+)'/g)].map(([, text]) => text ?? '')));
}

const isMethod = (service: string, name: string): boolean => {
  const methods = extractOf(service)?.methods ?? {};
  return name in methods || `${name} [GET]` in methods;
};

describe('docs/epicor-endpoints.md', () => {
  it('names nothing twice', () => {
    const names = documented.map(({ service, name }) => `${service}/${name}`);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  it('lists the entity sets that are read, and no others', () => {
    const used = Object.values(entitySets).map(({ service, set }) => `${service}/${set}`);
    const sets = documented.filter(({ name }) => used.some((each) => each.endsWith(`/${name}`)));
    expect(sets.map(({ service, name }) => `${service}/${name}`).sort()).toEqual(used.sort());
    expect(sets.every(({ does }) => does === 'reads')).toBe(true);
  });

  there('lists every method that the client names, and none that it does not', () => {
    const texts = quotedTexts();
    const services = [...new Set(documented.map(({ service }) => service))];
    const named = [...texts].filter((text) => services.some((service) => isMethod(service, text)));
    const methods = documented.filter(({ service, name }) => isMethod(service, name));
    expect([...new Set(methods.map(({ name }) => name))].sort()).toEqual(
      named.filter((name) => name !== 'GetRows').sort(),
    );
  });

  there('lists nothing that Epicor’s swagger does not have', () => {
    const sets = new Set(Object.values(entitySets).map(({ set }) => set));
    expect(documented.filter(({ service, name }) => !sets.has(name) && !isMethod(service, name))).toEqual([]);
  });
});
