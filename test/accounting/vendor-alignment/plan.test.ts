import {
  type AlignmentInput,
  type AlignmentPlan,
  type AlignmentStep,
  type EpicorVendor,
  type Partner,
  type PayablesVendor,
  planAlignment,
  unmatchedByName,
} from '../../../accounting/vendor-alignment';
import { decideByNames, VendorIndex } from '../../../accounting/vendor-matching';

const epicor = (vendorNum: number, name: string, changes: Partial<EpicorVendor> = {}): EpicorVendor => ({
  vendorNum,
  vendorId: `V${vendorNum}`,
  name,
  city: '',
  state: '',
  country: 'USA',
  currency: 'USD',
  inactive: false,
  payHold: false,
  email: '',
  phone: '',
  group: 'TRADE',
  approved: true,
  ...changes,
});
const brex = (id: string, name: string | null, changes: Partial<PayablesVendor> = {}): PayablesVendor => ({
  id,
  name,
  email: null,
  phone: null,
  ...changes,
});
const partner = (brexVendorId: string, vendorNum: number, name: string): Partner => ({
  brexVendorId,
  vendorNum,
  carried: { name, email: null, phone: null },
  shown: { name, email: null, phone: null },
});

function inputOf(given: Partial<AlignmentInput>): AlignmentInput {
  return {
    epicor: [],
    brex: [],
    partners: [],
    rejected: [],
    approved: [],
    toBrex: 'all',
    groups: [],
    ...given,
  };
}

function plan(given: Partial<AlignmentInput>): AlignmentPlan {
  const input = inputOf(given);
  const index = VendorIndex.of(input.epicor.filter(({ inactive }) => !inactive));
  const matches = new Map(
    unmatchedByName(input).map(({ id, name }) => [id, decideByNames(index, { cleaned: name, raw: null })]),
  );
  return planAlignment(input, matches);
}

const kinds = (steps: readonly AlignmentStep[]): string[] => steps.map(({ kind }) => kind);
const codes = ({ findings }: AlignmentPlan): string[] => findings.map(({ code }) => code);

/** What both sides and our memory are after the plan was carried out, as Brex would show it. */
function carriedOut(
  given: Partial<AlignmentInput>,
  { steps, waiting }: AlignmentPlan,
): Partial<AlignmentInput> {
  const vendors = new Map((given.brex ?? []).map((vendor) => [vendor.id, vendor]));
  const partners = new Map((given.partners ?? []).map((pair) => [pair.brexVendorId, pair]));
  for (const step of [...steps, ...waiting]) {
    if (step.kind === 'create-in-brex') {
      const { name, email, phone, vendorNum, epicorName } = step;
      const id = `new-${vendorNum}`;
      vendors.set(id, { id, name, email, phone });
      const carried = { name: epicorName, email, phone };
      partners.set(id, { brexVendorId: id, vendorNum, carried, shown: { name, email, phone } });
    } else {
      partners.set(step.brexVendorId, step);
      const vendor = vendors.get(step.brexVendorId);
      if (vendor && step.kind === 'update-in-brex') vendors.set(vendor.id, { ...vendor, ...step.change });
    }
  }
  return { ...given, brex: [...vendors.values()], partners: [...partners.values()] };
}

describe('vendors of one name', () => {
  it('are joined where no other on either side has it, however it is spelt', () => {
    const { steps, findings } = plan({
      epicor: [epicor(1, 'Acme Tooling, Inc.'), epicor(2, 'Café Zürich GmbH')],
      brex: [brex('b1', 'ACME TOOLING INC'), brex('b2', 'Cafe Zurich GmbH')],
    });
    expect(steps).toMatchObject([
      { kind: 'link', brexVendorId: 'b2', vendorNum: 2, rule: 'same-name' },
      { kind: 'link', brexVendorId: 'b1', vendorNum: 1, rule: 'same-name' },
    ]);
    expect(findings).toEqual([]);
  });

  it('are left to a person where Epicor has two, and neither is created in Brex', () => {
    const found = plan({
      epicor: [epicor(1, 'Acme Inc'), epicor(2, 'Acme LLC')],
      brex: [brex('b1', 'Acme')],
    });
    expect(found.steps).toEqual([]);
    expect(codes(found)).toEqual(['ambiguous']);
    expect(found.findings[0]?.text).toContain('"Acme Inc" (V1, number 1) or "Acme LLC" (V2, number 2)');
  });

  it('are told apart letter for letter before legal forms are left out', () => {
    const { steps } = plan({
      epicor: [epicor(1, 'Acme Inc'), epicor(2, 'Acme LLC')],
      brex: [brex('b1', 'Acme LLC')],
    });
    expect(steps).toMatchObject([
      { kind: 'link', vendorNum: 2 },
      { kind: 'create-in-brex', vendorNum: 1 },
    ]);
  });

  it('are not joined where a person parted them', () => {
    const found = plan({
      epicor: [epicor(1, 'Acme Inc')],
      brex: [brex('b1', 'Acme Inc')],
      rejected: [{ brexVendorId: 'b1', vendorNum: 1 }],
    });
    expect(found.steps).toEqual([]);
    expect(codes(found)).toEqual(['name-taken']);
    expect(found.proposals).toMatchObject([{ brexVendorId: 'b1' }]);
  });
});

describe('a vendor of Brex that no name tells', () => {
  it('waits to be joined with the one that the matcher finds, which is not created meanwhile', () => {
    const { steps, waiting, proposals } = plan({
      epicor: [epicor(1, 'Federal Express Corporation'), epicor(2, 'Birch Mill Ltd')],
      brex: [brex('b1', 'FedEx')],
    });
    expect(waiting).toMatchObject([{ kind: 'link', brexVendorId: 'b1', vendorNum: 1, rule: 'like-name' }]);
    expect(steps).toMatchObject([{ kind: 'create-in-brex', vendorNum: 2 }]);
    expect(proposals).toEqual([]);
  });

  it('is told where it looks like one that has a partner', () => {
    const found = plan({
      epicor: [epicor(1, 'Federal Express Corporation')],
      brex: [brex('b1', 'Federal Express Corporation'), brex('b2', 'FedEx')],
    });
    expect(codes(found)).toEqual(['possible-duplicate']);
  });

  it('is proposed for Epicor, and created there once a person approved it', () => {
    const given = {
      epicor: [epicor(1, 'Birch Mill')],
      brex: [brex('b1', 'Quartz Weaving')],
      toBrex: 'none',
    } as const;
    expect(plan(given)).toMatchObject({
      creations: [],
      proposals: [{ brexVendorId: 'b1', name: 'Quartz Weaving' }],
    });
    const approved = [{ brexVendorId: 'b1', by: 'Dana', vendorId: null }];
    expect(plan({ ...given, approved })).toMatchObject({
      proposals: [],
      creations: [{ brexVendorId: 'b1', name: 'Quartz Weaving', by: 'Dana' }],
    });
  });

  it('is told where Epicor has it inactive, and where it has no name', () => {
    const found = plan({
      epicor: [epicor(1, 'Acme Inc', { inactive: true })],
      brex: [brex('b1', 'ACME'), brex('b2', null)],
    });
    expect(codes(found).sort()).toEqual(['inactive-in-epicor', 'nameless']);
    expect(found.proposals).toEqual([]);
  });
});

describe('a vendor of Epicor that Brex has not', () => {
  it('is created in plain letters, with the contact that Brex can take', () => {
    const { steps } = plan({
      epicor: [
        epicor(1, 'Łódź  Śruby – Øst', { email: ' ap@sruby.example ', phone: '+48 42 555 0101' }),
        epicor(2, 'Two Mails Ltd', { email: 'a@x.example; b@x.example', phone: 'see notes' }),
      ],
    });
    expect(steps).toMatchObject([
      {
        kind: 'create-in-brex',
        vendorNum: 1,
        name: 'Lodz Sruby - Ost',
        email: 'ap@sruby.example',
        phone: '+48 42 555 0101',
      },
      { vendorNum: 2, email: null, phone: null },
    ]);
  });

  it('is listed where its name cannot be spelt, or is spelt as another one', () => {
    const found = plan({ epicor: [epicor(1, '東京工具'), epicor(2, 'Müller AG'), epicor(3, 'Muller AG')] });
    expect(found.steps).toEqual([]);
    expect(codes(found).sort()).toEqual(['same-name-twice', 'unspellable-name']);
  });

  it('stays out of Brex where it is inactive, not approved, or of another group', () => {
    const vendors = [
      epicor(1, 'Plain'),
      epicor(2, 'Off', { inactive: true }),
      epicor(3, 'New', { approved: false }),
      epicor(4, 'Person', { group: 'INDIV' }),
    ];
    expect(plan({ epicor: vendors, groups: ['TRADE'] }).steps).toMatchObject([{ vendorNum: 1 }]);
    expect(plan({ epicor: vendors, toBrex: 'none' }).steps).toEqual([]);
  });

  it('goes to Brex unapproved where the company approves no vendor at all', () => {
    expect(plan({ epicor: [epicor(1, 'Plain', { approved: false })] }).steps).toHaveLength(1);
  });
});

describe('partners', () => {
  const pair = [partner('b1', 1, 'Acme')];

  it('are renamed in Brex after Epicor', () => {
    const { steps } = plan({ epicor: [epicor(1, 'Ácme Group')], brex: [brex('b1', 'Acme')], partners: pair });
    expect(steps).toMatchObject([
      {
        kind: 'update-in-brex',
        brexVendorId: 'b1',
        change: { name: 'Acme Group' },
        carried: { name: 'Ácme Group' },
      },
    ]);
  });

  it.each([
    ['in Brex only', 'Acme', 'Acme Payables', ['renamed-in-brex']],
    ['in both, otherwise', 'Acme Group', 'Acme Payables', ['renamed-on-both-sides']],
  ])('that were renamed %s are left to a person', (_, inEpicor, inBrex, expected) => {
    const found = plan({ epicor: [epicor(1, inEpicor)], brex: [brex('b1', inBrex)], partners: pair });
    expect(found.steps).toEqual([]);
    expect(codes(found)).toEqual(expected);
  });

  it('that were renamed in both alike are only remembered so', () => {
    const { steps } = plan({
      epicor: [epicor(1, 'Acme Group')],
      brex: [brex('b1', 'ACME GROUP')],
      partners: pair,
    });
    expect(steps).toMatchObject([{ kind: 'link', known: true, carried: { name: 'Acme Group' } }]);
  });

  it('are not given a name that another has, but one that another gives up', () => {
    const two = [...pair, partner('b2', 2, 'Birch')];
    const taken = plan({
      epicor: [epicor(1, 'Birch'), epicor(2, 'Birch', { inactive: true })],
      brex: [brex('b1', 'Acme'), brex('b2', 'Birch')],
      partners: two,
    });
    expect(codes(taken).sort()).toEqual(['deactivated', 'name-taken']);
    const freed = plan({
      epicor: [epicor(1, 'Cedar'), epicor(2, 'Acme')],
      brex: [brex('b1', 'Acme'), brex('b2', 'Birch')],
      partners: two,
    });
    expect(freed.steps).toMatchObject([{ change: { name: 'Cedar' } }, { change: { name: 'Acme' } }]);
  });

  it('that are switched off or gone are listed, never deleted or created anew', () => {
    const found = plan({
      epicor: [epicor(1, 'Acme', { inactive: true }), epicor(3, 'Cedar')],
      brex: [brex('b1', 'Acme'), brex('b2', 'Birch')],
      partners: [...pair, partner('b2', 2, 'Birch'), partner('b3', 3, 'Cedar')],
    });
    expect(found.steps).toEqual([]);
    expect(codes(found)).toEqual(['deactivated', 'gone-in-epicor', 'gone-in-brex']);
  });

  describe('and their contact', () => {
    const withMail = (email: string) => ({ epicor: [epicor(1, 'Acme', { email })] });
    const ours: Partner = {
      ...partner('b1', 1, 'Acme'),
      carried: { name: 'Acme', email: 'old@acme.example', phone: null },
      shown: { name: 'Acme', email: 'old@acme.example', phone: null },
    };

    it('is filled in where Brex has none and never had', () => {
      const { steps } = plan({ ...withMail('ap@acme.example'), brex: [brex('b1', 'Acme')], partners: pair });
      expect(steps).toMatchObject([{ change: { email: 'ap@acme.example' } }]);
    });

    it('follows Epicor where Brex shows what we wrote', () => {
      const { steps } = plan({
        ...withMail('ap@acme.example'),
        brex: [brex('b1', 'Acme', { email: 'old@acme.example' })],
        partners: [ours],
      });
      expect(steps).toMatchObject([{ change: { email: 'ap@acme.example' } }]);
    });

    it.each([
      ['typed in Brex before we knew it', [partner('b1', 1, 'Acme')], 'typed@acme.example'],
      ['typed over ours', [ours], 'typed@acme.example'],
      ['taken out of Brex', [ours], null],
    ])('stays as it was %s', (_, partners, email) => {
      const found = plan({ ...withMail('ap@acme.example'), brex: [brex('b1', 'Acme', { email })], partners });
      expect(found.steps).toEqual([]);
    });

    it('is not written again where Brex shows it in another form', () => {
      const partners: Partner[] = [
        {
          ...partner('b1', 1, 'Acme'),
          carried: { name: 'Acme', email: null, phone: '(865) 555-0101' },
          shown: { name: 'Acme', email: null, phone: '+18655550101' },
        },
      ];
      const given = { epicor: [epicor(1, 'Acme', { phone: '(865) 555-0101' })], partners };
      expect(plan({ ...given, brex: [brex('b1', 'Acme', { phone: '+18655550101' })] }).steps).toEqual([]);
    });
  });
});

describe('a plan', () => {
  const given = {
    epicor: [
      epicor(1, 'Acme Tooling, Inc.', { email: 'ap@acme.example' }),
      epicor(2, 'Federal Express Corporation', { phone: '901 555 0101' }),
      epicor(3, 'Čedar & Sons'),
      epicor(4, 'Renamed Ltd'),
    ],
    brex: [
      brex('b1', 'Acme Tooling'),
      brex('b2', 'FedEx'),
      brex('b3', 'Quartz Weaving'),
      brex('b4', 'Former Ltd'),
    ],
    partners: [partner('b4', 4, 'Former Ltd')],
  };

  it('is empty once it was carried out, but for what people decide', () => {
    const first = plan(given);
    expect(kinds(first.steps)).toEqual(['link', 'update-in-brex', 'update-in-brex', 'create-in-brex']);
    expect(kinds(first.waiting)).toEqual(['link', 'update-in-brex']);
    const second = plan(carriedOut(given, first));
    expect(second).toMatchObject({ steps: [], waiting: [], creations: [], findings: [] });
    expect(second.proposals).toEqual(first.proposals);
  });

  it('does not depend on the order in which vendors are listed, and has the digest of what it writes', () => {
    const turned = { ...given, epicor: [...given.epicor].reverse(), brex: [...given.brex].reverse() };
    expect(plan(turned)).toEqual(plan(given));
    const { digest } = plan({ ...given, epicor: [...given.epicor, epicor(5, 'Elm')] });
    expect(digest).not.toBe(plan(given).digest);
  });
});
