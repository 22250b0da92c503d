import { activityInfo } from '@temporalio/activity';
import type { RecordSnapshot } from '../accounting/accounting-record';
import type { Attention } from '../accounting/attention';
import type { VendorRole } from '../accounting/document';
import {
  type Merchant,
  matchVendor as match,
  merchantKeys,
  recalled,
  type VendorCandidate,
  type VendorDecision,
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

/** What was found, and what the audit trail keeps of how. */
interface Found {
  readonly result: VendorMatch;
  readonly how?: Pick<VendorDecision, 'score' | 'reason' | 'candidates'>;
}

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
    const { result, how } = await vendorOf(deps, connected, key, snapshot, plan.vendorRole);
    tellAudit(
      result.decision === 'matched'
        ? `vendor ${result.vendorNum} ${result.name} (${result.rule})`
        : result.attention.text,
      { ...how, ...result },
    );
    return result;
  };
}

/** The vendor of a record whose document goes to `role`; stores nothing but the vendors' mirror. */
export function vendorOf(
  deps: ActivityDependencies,
  connected: Connected,
  key: RecordKey,
  snapshot: RecordSnapshot,
  role: VendorRole | null,
): Promise<Found> {
  const fixed = role === 'card-issuer' ? connected.settings.posting.cardIssuerVendor : undefined;
  return orReason(() =>
    fixed
      ? vendorById(connected, fixed, 'posting.cardIssuerVendor')
      : vendorByName(deps, connected, key, snapshot, role),
  );
}

/** What Epicor refuses, or nobody can read, is for a person here as in every other step. */
async function orReason(find: () => Promise<Found>): Promise<Found> {
  try {
    return await find();
  } catch (error) {
    const attention = attentionFrom(error, activityInfo().attempt);
    if (!attention) throw error;
    return { result: { decision: 'ask', attention, candidates: [] } };
  }
}

/** A bill's vendor stands on the record, a card's merchant on its expense (BREX.md 5, 6: no place, but a code). */
function merchantOf({ record, merchant }: RecordSnapshot, role: VendorRole | null): Merchant {
  const ofRecord = spokenName(record.vendor?.name);
  if (role === 'record') return { cleaned: ofRecord, raw: null };
  return {
    cleaned: spokenName(merchant?.name) ?? ofRecord,
    raw: spokenName(merchant?.rawDescriptor),
    mcc: merchant?.mcc,
    country: merchant?.country,
  };
}

/** A name of blanks names nobody. */
function spokenName(name: string | null | undefined): string | null {
  return name && /\S/.test(name) ? name : null;
}

async function vendorByName(
  deps: ActivityDependencies,
  connected: Connected,
  { connectionId }: RecordKey,
  snapshot: RecordSnapshot,
  role: VendorRole | null,
): Promise<Found> {
  const merchant = merchantOf(snapshot, role);
  const spoken = merchant.cleaned ?? merchant.raw;
  if (!spoken) return ask('vendor-none', 'Brex names no merchant for this record.', []);
  const keys = keysOfMerchant(snapshot, role);
  const remembered = recalled(
    await Promise.all(keys.map((key) => deps.store.vendorLinks.find(connectionId, key))),
  );
  let vendors = await connected.vendors.index();
  let found = match(merchant, vendors, remembered);
  if (found.decision !== 'matched') {
    // the vendor may have been made a minute ago
    vendors = await connected.vendors.index('now');
    found = match(merchant, vendors, remembered);
  }
  const { decision, score, reason, candidates } = found;
  const how = { score, reason, candidates };
  switch (decision) {
    case 'matched': {
      const { vendorNum, rule } = found;
      const name = vendors.get(vendorNum)?.name ?? '';
      return { result: { decision, vendorNum, name, rule }, how };
    }
    case 'ambiguous':
      return {
        ...ask('vendor-ambiguous', `"${spoken}" may be one of several Epicor vendors. ${reason}`, candidates),
        how,
      };
    case 'none':
      return connected.settings.posting.noVendor === 'ask'
        ? { ...ask('vendor-none', `No Epicor vendor is like "${spoken}".`, []), how }
        : vendorById(connected, connected.settings.posting.noVendor, 'posting.noVendor');
  }
}

/** A vendor that the connection file names: it must exist and be active, since nothing is guessed for it. */
async function vendorById({ vendors }: Connected, vendorId: string, setting: string): Promise<Found> {
  const isNamed = (vendor: VendorRow) => vendor.vendorId.toUpperCase() === vendorId.toUpperCase();
  const vendor = (await vendors.all()).find(isNamed) ?? (await vendors.all('now')).find(isNamed);
  if (vendor && !vendor.inactive)
    return {
      result: { decision: 'matched', vendorNum: vendor.vendorNum, name: vendor.name, rule: setting },
    };
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
): Found {
  const result: VendorMatch = {
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
  return { result };
}

/** The keys under which a decision for this merchant is remembered; none where Brex names nobody. */
export function keysOfMerchant(snapshot: RecordSnapshot, role: VendorRole | null): string[] {
  const { cleaned, raw } = merchantOf(snapshot, role);
  const id = role === 'record' ? (snapshot.record.vendor?.id ?? null) : (snapshot.merchant?.id ?? null);
  return merchantKeys({ id, name: cleaned ?? raw });
}
