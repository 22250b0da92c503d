import type { EpicorAccount } from '../../accounting/account-rules';
import { mirrorKey } from '../../accounting/reference-data';
import type { MirrorSource } from './mirror-refresh';

/** What was read of Epicor is believed for so long; Epicor itself refuses a bad account in between. */
const freshForMs = 10 * 60_000;

export interface FoundAccount {
  /** null where Epicor has no such account. */
  readonly row: EpicorAccount | null;
  /** Epicor's own words, where it was asked to validate the account and refused; else null. */
  readonly said: string | null;
}

/**
 * GL accounts as Epicor has them (EPICOR.md 6), kept in memory per connection. Only accounts that exist and are
 * active are kept: a missing or inactive one is asked for again each time, so that its repair is seen at once. One
 * that the mirror has seen changing since is asked for again too.
 */
export class KnownAccounts {
  private readonly rows = new Map<string, { row: EpicorAccount; readAt: number }>();
  private dynamic: { readonly has: boolean; readonly readAt: number } | null = null;

  constructor(private readonly source: MirrorSource) {}

  /** Each account as it is on `applyDate` (YYYY-MM-DD). */
  async find(accounts: readonly string[], applyDate: string): Promise<Map<string, FoundAccount>> {
    const wanted = [...new Set(accounts)];
    await this.forgetChanged(wanted.filter((account) => this.rows.has(account)));
    const missing = wanted.filter((account) => !this.fresh(account));
    const read =
      missing.length > 0 ? await this.source.epicor.accounts.find(this.coaCode, missing) : new Map();
    for (const [account, row] of read) {
      if (row.active) this.rows.set(account, { row, readAt: Date.now() });
      else this.rows.delete(account);
    }
    const found = new Map<string, FoundAccount>();
    for (const account of wanted) {
      const row = read.get(account) ?? this.fresh(account);
      found.set(account, row ? { row, said: null } : await this.validated(account, applyDate));
    }
    return found;
  }

  /**
   * An account of a chart with dynamic segments may be good although the chart has no such row (EPICOR.md 6): only
   * Epicor can say.
   */
  private async validated(account: string, applyDate: string): Promise<FoundAccount> {
    if (!(await this.hasDynamicSegments())) return { row: null, said: null };
    const onDate = `${account} on ${applyDate}`;
    const known = this.fresh(onDate);
    if (known) return { row: known, said: null };
    const answer = await this.source.epicor.accounts.validate(this.coaCode, account, applyDate);
    if (!answer.ok) return { row: null, said: answer.said };
    const row = { account, description: '', active: true, effectiveFrom: null, effectiveTo: null };
    this.rows.set(onDate, { row, readAt: Date.now() });
    return { row, said: null };
  }

  async hasDynamicSegments(): Promise<boolean> {
    if (this.dynamic && Date.now() - this.dynamic.readAt < freshForMs) return this.dynamic.has;
    const { store, epicor, settings } = this.source;
    const { loadedAt } = await store.mirrors.state(settings.id, 'segments');
    const segments = loadedAt === null ? null : await store.mirrors.all(settings.id, 'segments');
    const has = segments
      ? segments.some(({ coaCode, dynamic }) => dynamic && coaCode === this.coaCode)
      : await epicor.accounts.hasDynamicSegments(this.coaCode);
    this.dynamic = { has, readAt: Date.now() };
    return has;
  }

  /** The poll may have seen more than this process has. */
  private async forgetChanged(accounts: readonly string[]): Promise<void> {
    const { store, settings } = this.source;
    const spelling = (account: string): string => this.rows.get(account)?.row.account ?? account;
    const keys = new Map(accounts.map((account) => [mirrorKey(this.coaCode, spelling(account)), account]));
    for (const [key, { changedAt }] of await store.mirrors.find(settings.id, 'accounts', [...keys.keys()])) {
      const account = keys.get(key) ?? '';
      const kept = this.rows.get(account);
      if (kept && changedAt.getTime() > kept.readAt) this.rows.delete(account);
    }
  }

  private fresh(account: string): EpicorAccount | null {
    const kept = this.rows.get(account);
    return kept && Date.now() - kept.readAt < freshForMs ? kept.row : null;
  }

  private get coaCode(): string {
    return this.source.settings.mapping.coaCode;
  }
}
