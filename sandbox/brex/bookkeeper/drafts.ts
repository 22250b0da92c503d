import { DateTime } from 'luxon';
import type { BrexSeed, BrexSeedMerchant, BrexSeedUser, MerchantKind } from '../../world/brex-seed';
import { naturalAccounts, sites } from '../../world/chart-values';
import type { Random } from '../../world/random';
import type { RecordDraft } from '../model/record-draft';

/** Makes drafts of believable spend. */
export interface DraftMaker {
  /** A purchase at some merchant of this kind by somebody who may buy there, on one of the last `days` days. */
  purchase(kind: MerchantKind, days: number): RecordDraft;
  /** A purchase at this merchant. */
  purchaseAt(merchantKey: string, more?: RecordDraft): RecordDraft;
  /** "218.40": an amount between whole units. */
  amount(low: number, high: number): string;
  /** An instant of office hours, so many days ago. */
  daysAgo(days: number): string;
}

export function createDraftMaker(seed: BrexSeed, random: Random, today: string): DraftMaker {
  const amount = (low: number, high: number): string =>
    `${random.between(low, high - 1)}.${String(random.between(0, 99)).padStart(2, '0')}`;
  const daysAgo = (days: number): string =>
    DateTime.fromISO(today, { zone: 'utc' })
      .minus({ days })
      .set({ hour: random.between(14, 21), minute: random.between(0, 59), second: random.between(0, 59) })
      .toFormat("yyyy-MM-dd'T'HH:mm:ss'.'SSS'Z'");
  const at = (merchant: BrexSeedMerchant, days: number): RecordDraft => {
    const buyer = buyerAt(merchant.account, seed.users, random);
    return {
      merchant: merchant.key,
      amount: amount(merchant.low, merchant.high),
      account: `${merchant.account}|${buyer.department}|${buyer.location}|00`,
      user: buyer.id,
      postedAt: daysAgo(days),
      memo: random.chance(0.5)
        ? `${merchant.name} ${random.pick(['order', 'visit', 'for the team', 'renewal'])}`
        : null,
      receipt: random.chance(0.7),
    };
  };
  return {
    amount,
    daysAgo,
    purchase: (kind, days) => {
      const merchant = random.pick(
        seed.merchants.filter((candidate) => candidate.kind === kind && isOrdinary(candidate)),
      );
      return at(merchant, random.between(1, days));
    },
    purchaseAt: (merchantKey, more = {}) => {
      const merchant = seed.merchants.find(({ key }) => key === merchantKey);
      if (!merchant) throw new Error(`there is no merchant "${merchantKey}" in the sandbox's world`);
      const usual = at(merchant, 3);
      return { ...usual, ...more, amount: more.amount ?? (more.lines ? undefined : usual.amount) };
    },
  };
}

/** Merchants whose vendor has something out of the ordinary are bought from on purpose only. */
function isOrdinary({ country, key }: BrexSeedMerchant): boolean {
  return country === 'USA' && !['tennessee-valley-sign', 'smoky-printing', 'radioshack'].includes(key);
}

/** Somebody whose department and site have this account open. */
function buyerAt(account: string, users: readonly BrexSeedUser[], random: Random): BrexSeedUser {
  const use = naturalAccounts.find(({ code }) => code === account)?.use ?? 'all';
  const may = users.filter(({ department, location }) => {
    const site = sites.find(({ code }) => code === location);
    const inDepartment = use === 'all' || use.includes(department);
    return (
      inDepartment &&
      site?.departments.includes(department) &&
      !troubled.has(`${account}|${department}|${location}`)
    );
  });
  return random.pick(may);
}

/** Combinations that are switched off or out of time: chart.ts. */
const troubled = new Set(['6530|40|300', '6120|20|400', '6120|50|500']);
