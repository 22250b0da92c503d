import { activityInfo } from '@temporalio/activity';
import type { RecordSnapshot } from '../accounting/accounting-record';
import type { Attention } from '../accounting/attention';
import type { VendorRole } from '../accounting/document';
import {
  matchVendor as match,
  recalled,
  type VendorCandidate,
  type VendorDecision,
  type VendorRow,
} from '../accounting/vendor-matching';
import type { Connected } from './connection/connection-clients';
import type { ActivityDependencies, RecordKey } from './support/dependencies';
import { attentionFrom } from './support/failures';
import { knownMerchant, merchantOf } from './support/merchant';
import { tellAudit } from './support/step';
import { stored } from './support/stored';

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
    const { snapshot, plan, asked } = await stored(deps.store, key, 'snapshot', 'plan', 'asked');
    const { result, how } = await vendorOf(deps, connected, key, snapshot, plan.vendorRole);
    if (asked && result.decision === 'matched') await deps.store.vendorQuestions.close(key);
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

async function vendorByName(
  deps: ActivityDependencies,
  connected: Connected,
  { connectionId }: RecordKey,
  snapshot: RecordSnapshot,
  role: VendorRole | null,
): Promise<Found> {
  const merchant = merchantOf(snapshot, role);
  const { name: spoken, keys } = knownMerchant(snapshot, role);
  if (!spoken) return ask('vendor-none', 'Brex names no merchant for this record.', []);
  const [links, rejected] = await Promise.all([
    deps.store.vendorLinks.ofKeys(connectionId, keys),
    deps.store.vendorRejections.of(connectionId, keys),
  ]);
  const remembered = recalled(links);
  let vendors = await connected.vendors.index();
  let found = match(merchant, vendors, remembered, rejected);
  if (found.decision !== 'matched') {
    // the vendor may have been made a minute ago, or this very second for another record of the merchant
    vendors = await connected.vendors.index('now');
    if (remembered) await connected.vendors.learn(remembered.vendorNum);
    found = match(merchant, vendors, remembered, rejected);
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
          ? 'Choose one with approveVendor, or strike them with rejectVendor; it is remembered for this merchant.'
          : 'Name an Epicor vendor with approveVendor, or have it created with createVendor; it is remembered for this merchant.',
      cause: 'vendor',
    },
  };
  return { result };
}
