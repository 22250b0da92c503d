/** Who may import whom: docs/decisions and the README's picture of the house. */
const rooms = [
  'accounting',
  'activities',
  'bench',
  'brex',
  'cli',
  'clients',
  'epicor',
  'http',
  'local',
  'sandbox',
  'store',
  'temporal',
  'webhook-gateway',
  'worker',
  'workflows',
];

/** A rule that `room` imports nothing of ours but itself and `allowed` (regular expressions of paths). */
const mayImport = (room, allowed, comment) => ({
  name: `${room}-imports`,
  comment,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: `^(${rooms.join('|')})/`, pathNot: [`^${room}/`, ...allowed] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    mayImport('accounting', [], 'the rules are pure: nothing of ours, no I/O'),
    mayImport('http', [], 'what both clients know of HTTP: nothing of ours'),
    mayImport('brex', ['^accounting/', '^http/'], 'a client knows the domain only'),
    mayImport('epicor', ['^accounting/', '^http/'], 'a client knows the domain only'),
    mayImport(
      'clients',
      ['^(accounting|brex|epicor|http|store)/'],
      'clients as a connection makes them: credentials and limits',
    ),
    mayImport('store', ['^accounting/'], 'the store knows the domain only'),
    mayImport('temporal', ['^workflows/contract'], 'how every process reaches Temporal'),
    mayImport(
      'activities',
      ['^accounting/', '^brex/', '^clients/', '^epicor/', '^store/', '^workflows/contract'],
      'each step, through a client',
    ),
    mayImport(
      'workflows',
      ['^accounting/', '^activities/'],
      'activities as types only, which test/workflows/imports.test.ts checks',
    ),
    mayImport(
      'webhook-gateway',
      ['^workflows/contract', '^temporal/', '^store/', '^accounting/'],
      'the door starts workflows by contract only',
    ),
    mayImport(
      'cli',
      ['^workflows/contract', '^temporal/', '^store/', '^accounting/', '^brex/', '^clients/', '^epicor/'],
      'operators reach workflows by contract only',
    ),
    mayImport(
      'worker',
      ['^(accounting|activities|brex|epicor|store|temporal|workflows)/'],
      'wires everything',
    ),
    mayImport('sandbox', [], 'a misunderstanding must not hide on both sides of the wire'),
    mayImport(
      'local',
      ['^(cli|sandbox|store|temporal|webhook-gateway|worker|workflows/contract)'],
      'one machine: everything together',
    ),
    mayImport(
      'bench',
      ['^(accounting|activities|cli|local|sandbox|store|temporal|webhook-gateway|worker|workflows/contract)'],
      'everything together, and measured',
    ),
    {
      name: 'accounting-no-io',
      severity: 'error',
      from: { path: '^accounting/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test)/' },
  },
};
