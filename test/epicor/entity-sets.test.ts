import * as entitySets from '../../epicor/entity-sets';
import { contractFolder, extractOf } from './contract-names';

const there = contractFolder ? it : it.skip;

/** GetRows refuses a call that leaves one where clause out (EPICOR.md 2.2). */
describe('the tables that GetRows is asked about', () => {
  there.each(Object.values(entitySets))('of $service are those of the contract', (set) => {
    const parameters = extractOf(set.service)?.methods['GetRows [GET]']?.query ?? [];
    const clauses = [set.table, ...set.otherTables].map((table) => `whereClause${table}`);
    expect(clauses.concat('pageSize', 'absolutePage').sort()).toEqual([...parameters].sort());
  });
});
