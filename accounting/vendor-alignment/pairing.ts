import { type NameDecision, normaliseVendorName } from '../vendor-matching';
import { brexSpelling, nameKey } from './contact';
import { called, finding } from './findings';
import type { EpicorVendor, Finding, LinkRule, PayablesVendor, RejectedPair } from './types';

export interface Pair {
  readonly brex: PayablesVendor;
  readonly epicor: EpicorVendor;
  readonly rule: LinkRule;
}

/** Rows without a partner, and what is found of them. */
export class Pairing {
  readonly pairs: Pair[] = [];
  readonly findings: Finding[] = [];
  /** Vendors of Epicor that may be one of Brex's, until a person decides: they are not created there. */
  readonly heldBack = new Set<number>();
  private readonly rejected: ReadonlySet<string>;
  private readonly settled = new Set<string>();
  private readonly taken = new Set<number>();

  constructor(
    private readonly brex: readonly PayablesVendor[],
    private readonly epicor: readonly EpicorVendor[],
    rejected: readonly RejectedPair[],
  ) {
    this.rejected = new Set(rejected.map(({ brexVendorId, vendorNum }) => `${brexVendorId} ${vendorNum}`));
  }

  /** Of Brex, what neither became a pair nor a finding. */
  left(): PayablesVendor[] {
    return this.brex.filter(({ id }) => !this.settled.has(id));
  }

  isTaken(vendorNum: number): boolean {
    return this.taken.has(vendorNum);
  }

  mayBe(brex: PayablesVendor, vendorNum: number): boolean {
    return !this.rejected.has(`${brex.id} ${vendorNum}`);
  }

  /** Pairs rows that have one name, where no other row on either side has it. */
  byName(keyOf: (name: string) => string): void {
    const epicorOf = grouped(
      this.epicor.filter(({ vendorNum }) => !this.taken.has(vendorNum) && !this.heldBack.has(vendorNum)),
      ({ name }) => keyOf(name),
    );
    const brexOf = grouped(this.left(), ({ name }) => keyOf(name ?? ''));
    for (const [key, ofBrex] of brexOf) {
      const ofEpicor = epicorOf.get(key) ?? [];
      for (const brex of ofBrex) {
        const candidates = ofEpicor.filter(({ vendorNum }) => this.mayBe(brex, vendorNum));
        const [only] = candidates;
        if (!only) continue;
        if (candidates.length === 1 && ofBrex.length === 1) this.pair(brex, only, 'same-name');
        else this.ask('ambiguous', brex, candidates);
      }
    }
  }

  /** Pairs rows whose names the matcher takes for one vendor, each of them once. */
  byMatch(matches: ReadonlyMap<string, NameDecision>, all: ReadonlyMap<number, EpicorVendor>): void {
    const wanted = grouped(this.left(), ({ id }) => {
      const match = matches.get(id);
      return match?.decision === 'match' ? String(match.vendorNum) : '';
    });
    // what is asked about holds its candidates back from being paired
    const decided = this.left().filter(({ id }) => matches.get(id)?.decision === 'match');
    for (const brex of [...this.left().filter((one) => !decided.includes(one)), ...decided]) {
      const match = matches.get(brex.id);
      const candidates = likely(match)
        .map((vendorNum) => all.get(vendorNum))
        .filter((vendor) => vendor !== undefined)
        .filter(({ vendorNum }) => this.mayBe(brex, vendorNum));
      const [only] = candidates;
      if (!only) continue;
      const sure = match?.decision === 'match' && wanted.get(String(only.vendorNum))?.length === 1;
      if (!candidates.some(({ vendorNum }) => this.isFree(vendorNum)))
        this.ask('possible-duplicate', brex, candidates);
      else if (sure && !this.heldBack.has(only.vendorNum)) this.pair(brex, only, 'like-name');
      else this.ask('ambiguous', brex, candidates);
    }
  }

  settle(brex: PayablesVendor, what: Finding | null): void {
    this.settled.add(brex.id);
    if (what) this.findings.push(what);
  }

  private isFree(vendorNum: number): boolean {
    return !this.taken.has(vendorNum) && this.epicor.some((vendor) => vendor.vendorNum === vendorNum);
  }

  private pair(brex: PayablesVendor, epicor: EpicorVendor, rule: LinkRule): void {
    this.settled.add(brex.id);
    this.taken.add(epicor.vendorNum);
    this.pairs.push({ brex, epicor, rule });
  }

  private ask(
    code: 'ambiguous' | 'possible-duplicate',
    brex: PayablesVendor,
    candidates: readonly EpicorVendor[],
  ): void {
    for (const { vendorNum } of candidates) this.heldBack.add(vendorNum);
    this.settle(brex, finding(code, { brex, others: candidates.map(called) }));
  }
}

/** Vendors that a person has to weigh: a score below this is no likeness. */
const worthAsking = 0.5;

function likely(match: NameDecision | undefined): number[] {
  if (match?.decision === 'match') return match.vendorNum === null ? [] : [match.vendorNum];
  if (match?.decision !== 'ambiguous') return [];
  return match.candidates.filter(({ score }) => score >= worthAsking).map(({ vendorNum }) => vendorNum);
}

/** The very name, as Brex spells it. */
export const exactName = (name: string): string => nameKey(brexSpelling(name) ?? name);
/** The name without legal forms and punctuation. */
export const plainName = (name: string): string => normaliseVendorName(brexSpelling(name) ?? name);

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
