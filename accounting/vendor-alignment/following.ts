import { brexSpelling, contactOf, nameKey } from './contact';
import { finding } from './findings';
import type { AlignmentStep, Contact, EpicorVendor, Finding, Partner, PayablesVendor } from './types';

/** Whether a name is another Brex vendor's, or will be by this plan. */
export interface TakenNames {
  /** The Brex vendor that has it, in words; null where it is free for `brexVendorId`. */
  holder(name: string, brexVendorId: string | null): string | null;
  rename(brexVendorId: string, from: string, to: string): void;
}

export interface Followed {
  readonly steps: readonly AlignmentStep[];
  readonly findings: readonly Finding[];
}

/**
 * What Epicor says since it was last carried over, for one pair. A value goes to Brex only where Brex still shows
 * what we left there, or shows none and never had one of ours: what a person typed stays.
 */
export function follow(
  { carried, shown, brexVendorId, vendorNum }: Partner,
  epicor: EpicorVendor,
  brex: PayablesVendor,
  names: TakenNames,
): Followed {
  const before: Contact = { name: brex.name ?? '', email: brex.email, phone: brex.phone };
  const name = followName(carried, shown, epicor, brex, names);
  const contact = contactOf(epicor);
  const fields = (['email', 'phone'] as const).filter((field) => {
    const wanted = contact[field];
    const untouched = shown[field] === null ? !brex[field] : brex[field] === shown[field];
    return wanted !== null && wanted !== carried[field] && wanted !== brex[field] && untouched;
  });
  const changed = Object.fromEntries(fields.map((field) => [field, contact[field]]));
  const change: Partial<Contact> = { ...(name.write ? { name: name.write } : {}), ...changed };
  const memory = {
    carried: { ...carried, ...changed, ...(name.accepted ? { name: epicor.name } : {}) },
    shown: { ...shown, ...changed, ...(name.accepted ? { name: name.write ?? before.name } : {}) },
  };
  const both = { brexVendorId, vendorNum, ...memory };
  const steps: AlignmentStep[] =
    Object.keys(change).length > 0
      ? [{ kind: 'update-in-brex', ...both, change, before }]
      : name.accepted
        ? [{ kind: 'link', ...both, rule: 'decided', known: true }]
        : [];
  return { steps, findings: name.findings };
}

interface NameFollowed {
  /** The name to write. */
  readonly write: string | null;
  /** The names on both sides are now taken for the same. */
  readonly accepted: boolean;
  readonly findings: readonly Finding[];
}

const unchanged: NameFollowed = { write: null, accepted: false, findings: [] };

function followName(
  carried: Contact,
  shown: Contact,
  epicor: EpicorVendor,
  brex: PayablesVendor,
  names: TakenNames,
): NameFollowed {
  const byEpicor = epicor.name !== carried.name;
  const byBrex = brex.name !== shown.name;
  if (!byEpicor && !byBrex) return unchanged;
  const target = brexSpelling(epicor.name);
  if (target !== null && nameKey(target) === nameKey(brex.name ?? ''))
    return { ...unchanged, accepted: true };
  const leave = (code: Parameters<typeof finding>[0], others?: string[]): NameFollowed => ({
    ...unchanged,
    findings: [finding(code, { epicor, brex, others })],
  });
  if (byEpicor && byBrex) return leave('renamed-on-both-sides');
  if (byBrex) return leave('renamed-in-brex');
  if (target === null) return leave('unspellable-name');
  const holder = names.holder(target, brex.id);
  if (holder) return leave('name-taken', [holder]);
  names.rename(brex.id, brex.name ?? '', target);
  return { write: target, accepted: true, findings: [] };
}

/** A new pair: the names as they are, and no contact of ours. */
export function newPartner(epicor: EpicorVendor, brex: PayablesVendor): Partner {
  return {
    brexVendorId: brex.id,
    vendorNum: epicor.vendorNum,
    carried: { name: epicor.name, email: null, phone: null },
    shown: { name: brex.name ?? '', email: null, phone: null },
  };
}
