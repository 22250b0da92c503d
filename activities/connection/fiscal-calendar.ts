import { contains, type FiscalPeriod, monthOf } from '../../accounting/fiscal-period';
import type { Epicor } from '../../epicor';

/**
 * The fiscal periods that this process has seen: a period is asked for once. Where Epicor does not tell, calendar
 * months are taken; whether a group may take a date is asked of Epicor anyway.
 */
export class FiscalCalendar {
  private readonly known: FiscalPeriod[] = [];

  constructor(
    private readonly epicor: Epicor,
    private readonly bookId: string,
  ) {}

  async periodOf(date: string): Promise<FiscalPeriod> {
    const known = this.known.find((period) => contains(period, date));
    if (known) return known;
    const period = (await this.epicor.fiscalPeriods.of(date, this.bookId)) ?? monthOf(date);
    this.known.push(period);
    return period;
  }
}
