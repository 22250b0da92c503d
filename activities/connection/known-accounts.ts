import type { EpicorAccount } from '../../accounting/account-rules';
import type { Epicor } from '../../epicor';

/** A deactivated account is noticed after this long at the latest; Epicor itself refuses it in between. */
const freshForMs = 10 * 60_000;

/**
 * GL accounts as Epicor has them (EPICOR.md 6), kept in memory per connection. Only accounts that exist and are
 * active are kept: a missing or inactive one is asked for again each time, so that its repair is seen at once.
 */
export class KnownAccounts {
  private readonly rows = new Map<string, { row: EpicorAccount; readAt: number }>();

  constructor(
    private readonly epicor: Epicor,
    private readonly coaCode: string,
  ) {}

  /** Account → row, or null where Epicor has no such account. */
  async find(accounts: readonly string[]): Promise<Map<string, EpicorAccount | null>> {
    const wanted = [...new Set(accounts)];
    const missing = wanted.filter((account) => !this.fresh(account));
    const read = missing.length > 0 ? await this.epicor.accounts.find(this.coaCode, missing) : new Map();
    for (const [account, row] of read) {
      if (row.active) this.rows.set(account, { row, readAt: Date.now() });
      else this.rows.delete(account);
    }
    return new Map(wanted.map((account) => [account, read.get(account) ?? this.fresh(account) ?? null]));
  }

  private fresh(account: string): EpicorAccount | null {
    const kept = this.rows.get(account);
    return kept && Date.now() - kept.readAt < freshForMs ? kept.row : null;
  }
}
