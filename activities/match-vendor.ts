import { activityInfo } from '@temporalio/activity';
import type { RecordSnapshot } from '../accounting/accounting-record';
import type { Attention } from '../accounting/attention';
import type { VendorRole } from '../accounting/document';
import {
  matchVendor as match,
  normaliseVendorName,
  type VendorCandidate,
  type VendorRow,
} from '../accounting/vendor-matching';
import type { Connected } from './connection/connection-clients';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { attentionFrom } from './support/failures';
import { tellAudit } from './support/step';
import { storedPlan, storedSnapshot } from './support/stored';

export type VendorMatch =
  | { readonly decision: 'matched'; readonly vendorNum: number; readonly name: string; readonly rule: string }
  | {
      readonly decision: 'ask';
      readonly attention: Attention;
      readonly candidates: readonly VendorCandidate[];
    };

/**
 * Finds the Epicor vendor of the record's merchant or bill: by memory, by a name that only one active vendor
 * has, else a person is asked with the nearest candidates. The vendor list stays in our database.
 */
export function matchVendor(deps: ActivityDependencies) {
  return async (key: RecordKey): Promise<VendorMatch> => {
    const connected = await deps.connections.get(key.connectionId);
    const [snapshot, plan] = await Promise.all([
      storedSnapshot(deps.store, key),
      storedPlan(deps.store, key),
    ]);
    const fixed = plan.vendorRole === 'card-issuer' ? connected.settings.posting.cardIssuerVendor : undefined;
    const result = await orReason(() =>
      fixed
        ? vendorById(connected, fixed, 'posting.cardIssuerVendor')
        : vendorByName(deps, connected, key, names(snapshot, plan.vendorRole)),
    );
    tellAudit(
      result.decision === 'matched'
        ? `vendor ${result.vendorNum} ${result.name} (${result.rule})`
        : result.attention.text,
      { ...result },
    );
    return result;
  };
}

/** What Epicor refuses, or nobody can read, is for a person here as in every other step. */
async function orReason(find: () => Promise<VendorMatch>): Promise<VendorMatch> {
  try {
    return await find();
  } catch (error) {
    const attention = attentionFrom(error, activityInfo().attempt);
    if (!attention) throw error;
    return { decision: 'ask', attention, candidates: [] };
  }
}

interface Names {
  readonly cleaned: string | null;
  readonly raw: string | null;
}

/** A bill's vendor stands on the record, a card's merchant on its expense. */
function names({ record, merchant }: RecordSnapshot, role: VendorRole | null): Names {
  const ofRecord = spokenName(record.vendor?.name);
  if (role === 'record') return { cleaned: ofRecord, raw: null };
  return { cleaned: spokenName(merchant?.name) ?? ofRecord, raw: spokenName(merchant?.rawDescriptor) };
}

/** A name of blanks names nobody. */
function spokenName(name: string | null | undefined): string | null {
  return name && /\S/.test(name) ? name : null;
}

async function vendorByName(
  deps: ActivityDependencies,
  connected: Connected,
  { connectionId }: RecordKey,
  merchant: Names,
): Promise<VendorMatch> {
  const spoken = merchant.cleaned ?? merchant.raw;
  if (!spoken) return ask('vendor-none', 'Brex names no merchant for this record.', []);
  const remembered = await deps.store.vendorLinks.find(connectionId, normaliseVendorName(spoken));
  let vendors = await connected.vendors.all();
  let found = match(merchant, vendors, remembered?.vendorNum ?? null);
  if (found.decision !== 'matched') {
    // the vendor may have been made a minute ago
    vendors = await connected.vendors.all('now');
    found = match(merchant, vendors, remembered?.vendorNum ?? null);
  }
  switch (found.decision) {
    case 'matched':
      return {
        decision: 'matched',
        vendorNum: found.vendorNum,
        name: nameOf(vendors, found.vendorNum),
        rule: found.rule,
      };
    case 'ambiguous':
      return ask('vendor-ambiguous', `"${spoken}" may be one of several Epicor vendors.`, found.candidates);
    case 'none':
      return connected.settings.posting.noVendor === 'ask'
        ? ask('vendor-none', `No Epicor vendor is like "${spoken}".`, [])
        : vendorById(connected, connected.settings.posting.noVendor, 'posting.noVendor');
  }
}

/** A vendor that the connection file names: it must exist and be active, since nothing is guessed for it. */
async function vendorById({ vendors }: Connected, vendorId: string, setting: string): Promise<VendorMatch> {
  const isNamed = (vendor: VendorRow) => vendor.vendorId.toUpperCase() === vendorId.toUpperCase();
  const vendor = (await vendors.all()).find(isNamed) ?? (await vendors.all('now')).find(isNamed);
  if (vendor && !vendor.inactive)
    return { decision: 'matched', vendorNum: vendor.vendorNum, name: vendor.name, rule: setting };
  return ask(
    vendor ? 'vendor-inactive' : 'vendor-missing',
    `Vendor ${vendorId}, named by ${setting}, ${vendor ? 'is inactive' : 'does not exist'} in Epicor.`,
    [],
  );
}

function ask(
  code: 'vendor-ambiguous' | 'vendor-none' | 'vendor-inactive' | 'vendor-missing',
  text: string,
  candidates: readonly VendorCandidate[],
): VendorMatch {
  return {
    decision: 'ask',
    candidates,
    attention: {
      code,
      disposition: 'park',
      text,
      remedy:
        candidates.length > 0
          ? 'Choose one with approveVendor; it is remembered for this merchant.'
          : 'Name an Epicor vendor with approveVendor (make it in Epicor first if need be); it is remembered for this merchant.',
      cause: 'vendor',
    },
  };
}

function nameOf(vendors: readonly VendorRow[], vendorNum: number): string {
  return vendors.find((vendor) => vendor.vendorNum === vendorNum)?.name ?? '';
}

/** The key under which a decision for this merchant is remembered; null where Brex names nobody. */
export function merchantKey(snapshot: RecordSnapshot, role: VendorRole | null): string | null {
  const { cleaned, raw } = names(snapshot, role);
  const spoken = cleaned ?? raw;
  return spoken ? normaliseVendorName(spoken) : null;
}
