import { createHash } from 'node:crypto';
import type { NameDecision } from '../vendor-matching';
import { brexSpelling, contactOf, nameKey } from './contact';
import { called, finding } from './findings';
import { follow, newPartner, type TakenNames } from './following';
import { exactName, grouped, Pairing, plainName } from './pairing';
import type {
  AlignmentPlan,
  AlignmentStep,
  ApprovedCreation,
  EpicorCreation,
  EpicorVendor,
  Finding,
  Partner,
  PayablesVendor,
  Proposal,
  RejectedPair,
} from './types';

export interface AlignmentInput {
  readonly epicor: readonly EpicorVendor[];
  readonly brex: readonly PayablesVendor[];
  readonly partners: readonly Partner[];
  readonly rejected: readonly RejectedPair[];
  readonly approved: readonly ApprovedCreation[];
  /** Which vendors of Epicor Brex is to have: `all` that are active and approved, of these groups if any is named. */
  readonly toBrex: 'all' | 'none';
  readonly groups: readonly string[];
}

/** Vendors of Brex that have no partner by name: for these the matcher is asked, by whoever makes the plan. */
export function unmatchedByName(input: AlignmentInput): PayablesVendor[] {
  return pairedByName(inOrder(input)).left();
}

/**
 * What makes both directories tell the same, and what people must decide: never a guess, never a deletion, never a
 * payment instrument. The same input gives the same plan, and once it is carried out the plan is empty.
 */
export function planAlignment(
  unordered: AlignmentInput,
  matches: ReadonlyMap<string, NameDecision>,
): AlignmentPlan {
  const input = inOrder(unordered);
  const pairing = pairedByName(input);
  const byNum = new Map(input.epicor.map((vendor) => [vendor.vendorNum, vendor]));
  const creations = approvedCreations(input, pairing);
  inactiveNamesakes(input, pairing);
  pairing.byMatch(matches, byNum);

  const names = takenNames(input.brex);
  const followed = followPartners(input, names);
  const linked = pairing.pairs.map(({ brex, epicor, rule }) => {
    const partner = newPartner(epicor, brex);
    const link: AlignmentStep = { kind: 'link', ...partner, rule, known: false };
    return { rule, steps: [link, ...follow(partner, epicor, brex, names).steps] };
  });
  const stepsOf = (certain: boolean) =>
    linked.filter(({ rule }) => (rule === 'same-name') === certain).flatMap(({ steps }) => steps);
  const created = createInBrex(input, pairing, names);
  const steps = [...stepsOf(true), ...followed.steps, ...created.steps];
  const waiting = stepsOf(false);
  return {
    digest: digestOf({ steps, waiting, creations }),
    steps,
    waiting,
    creations,
    proposals: proposalsOf(pairing, matches),
    findings: [...followed.findings, ...pairing.findings, ...created.findings],
  };
}

function inOrder(input: AlignmentInput): AlignmentInput {
  return {
    ...input,
    epicor: [...input.epicor].sort((a, b) => a.vendorNum - b.vendorNum),
    brex: [...input.brex].sort((a, b) => (a.id < b.id ? -1 : 1)),
    partners: [...input.partners].sort((a, b) => a.vendorNum - b.vendorNum),
  };
}

/** Rows of one name: first letter for letter, then without legal forms. */
function pairedByName({ epicor, brex, partners, rejected }: AlignmentInput): Pairing {
  const knownInBrex = new Set(partners.map(({ brexVendorId }) => brexVendorId));
  const knownInEpicor = new Set(partners.map(({ vendorNum }) => vendorNum));
  const pairing = new Pairing(
    brex.filter(({ id }) => !knownInBrex.has(id)),
    epicor.filter(({ vendorNum, inactive }) => !inactive && !knownInEpicor.has(vendorNum)),
    rejected,
  );
  for (const vendor of pairing.left())
    if (!vendor.name?.trim()) pairing.settle(vendor, finding('nameless', { brex: vendor }));
  pairing.byName(exactName);
  pairing.byName(plainName);
  return pairing;
}

/** A person's approval goes before what the matcher thinks. */
function approvedCreations({ approved }: AlignmentInput, pairing: Pairing): EpicorCreation[] {
  const approvals = new Map(approved.map((approval) => [approval.brexVendorId, approval]));
  return pairing.left().flatMap((brex) => {
    const approval = approvals.get(brex.id);
    if (!approval) return [];
    pairing.settle(brex, null);
    return [{ ...approval, name: brex.name ?? '', email: brex.email, phone: brex.phone }];
  });
}

function inactiveNamesakes({ epicor }: AlignmentInput, pairing: Pairing): void {
  const inactive = grouped(
    epicor.filter((vendor) => vendor.inactive),
    ({ name }) => plainName(name),
  );
  for (const brex of pairing.left()) {
    const namesakes = (inactive.get(plainName(brex.name ?? '')) ?? []).filter(({ vendorNum }) =>
      pairing.mayBe(brex, vendorNum),
    );
    if (namesakes.length > 0)
      pairing.settle(brex, finding('inactive-in-epicor', { brex, others: namesakes.map(called) }));
  }
}

function takenNames(brex: readonly PayablesVendor[]): TakenNames {
  const holders = new Map(brex.map((vendor) => [nameKey(vendor.name ?? ''), vendor.id]));
  return {
    holder(name, brexVendorId) {
      const holder = holders.get(nameKey(name));
      return holder === undefined || holder === brexVendorId ? null : `"${name}" (${holder})`;
    },
    rename(brexVendorId, from, to) {
      if (holders.get(nameKey(from)) === brexVendorId) holders.delete(nameKey(from));
      holders.set(nameKey(to), brexVendorId);
    },
  };
}

function followPartners(
  { epicor, brex, partners }: AlignmentInput,
  names: TakenNames,
): { steps: AlignmentStep[]; findings: Finding[] } {
  const ofEpicor = new Map(epicor.map((vendor) => [vendor.vendorNum, vendor]));
  const ofBrex = new Map(brex.map((vendor) => [vendor.id, vendor]));
  const steps: AlignmentStep[] = [];
  const findings: Finding[] = [];
  for (const partner of partners) {
    const here = ofEpicor.get(partner.vendorNum);
    const there = ofBrex.get(partner.brexVendorId);
    if (!here && !there) continue;
    if (!here) findings.push(finding('gone-in-epicor', { brex: there }));
    else if (!there) {
      if (!here.inactive)
        findings.push(finding('gone-in-brex', { epicor: here, others: [partner.brexVendorId] }));
    } else if (here.inactive) findings.push(finding('deactivated', { epicor: here, brex: there }));
    else {
      const followed = follow(partner, here, there, names);
      steps.push(...followed.steps);
      findings.push(...followed.findings);
    }
  }
  return { steps, findings };
}

function createInBrex(
  input: AlignmentInput,
  pairing: Pairing,
  names: TakenNames,
): { steps: AlignmentStep[]; findings: Finding[] } {
  const steps: AlignmentStep[] = [];
  const findings: Finding[] = [];
  for (const vendors of grouped(wantedInBrex(input, pairing), ({ name }) => exactName(name)).values()) {
    const [vendor] = vendors;
    if (!vendor) continue;
    const name = brexSpelling(vendor.name);
    const holder = name === null ? null : names.holder(name, null);
    if (name === null) findings.push(...vendors.map((epicor) => finding('unspellable-name', { epicor })));
    else if (vendors.length > 1)
      findings.push(finding('same-name-twice', { epicor: vendor, others: vendors.map(called) }));
    else if (holder) findings.push(finding('name-taken', { epicor: vendor, others: [holder] }));
    else
      steps.push({
        kind: 'create-in-brex',
        vendorNum: vendor.vendorNum,
        epicorName: vendor.name,
        name,
        ...contactOf(vendor),
      });
  }
  return { steps, findings };
}

/** Where no vendor of the company is approved, it does not use approval. */
function wantedInBrex(
  { epicor, partners, toBrex, groups }: AlignmentInput,
  pairing: Pairing,
): EpicorVendor[] {
  if (toBrex === 'none') return [];
  const known = new Set(partners.map(({ vendorNum }) => vendorNum));
  const approvalIsUsed = epicor.some(({ approved }) => approved);
  return epicor.filter(
    (vendor) =>
      !vendor.inactive &&
      (vendor.approved || !approvalIsUsed) &&
      (groups.length === 0 || groups.includes(vendor.group)) &&
      !known.has(vendor.vendorNum) &&
      !pairing.isTaken(vendor.vendorNum) &&
      !pairing.heldBack.has(vendor.vendorNum),
  );
}

function proposalsOf(pairing: Pairing, matches: ReadonlyMap<string, NameDecision>): Proposal[] {
  return pairing.left().map(({ id, name }) => ({
    brexVendorId: id,
    name: name ?? '',
    candidates: (matches.get(id)?.candidates ?? []).slice(0, 3),
  }));
}

const digestOf = (content: object): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
