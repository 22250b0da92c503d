import type { Limit } from 'p-limit';
import { type BrexClient, BrexError, type BrexErrorKind, type ExportResult } from '../../brex';
import { currentStep, onBehalfOf } from '../support/step';
import { type Asked, Batches, type Patience } from './batches';

/** How many results one request may carry is not documented (BREX.md 2.5): this many, and halves where refused. */
export const mostResults = 100;

/** A report that failed so often goes alone: a record on which Brex fails must not hold up the others for ever. */
export const attemptsTogether = 2;

/** A refusal of a request may be due to some of its records; all others concern every record in it. */
const perhapsOfSome: readonly BrexErrorKind[] = ['not-found', 'not-ready', 'duplicate', 'invalid'];

/** What became of a report. */
export interface Told {
  /** null once Brex said that it has the report. */
  readonly refusal: BrexError | null;
  /**
   * An earlier request was refused because of other records in it. Whether Brex then takes none of its records or
   * all but those is not documented: this one may have been taken.
   */
  readonly perhapsTaken: boolean;
}

/**
 * Reports what became of records, many in one request (BREX.md 2.5). Each record gets what a request of its own
 * would have given it: the ids that stand in the way are taken from `details`, or found by halving.
 */
export class ExportReports {
  private readonly batches: Batches<ExportResult, Told>;

  constructor(
    private readonly brex: BrexClient,
    private readonly atOnce: Limit,
    patience: Patience,
  ) {
    this.batches = new Batches({ most: mostResults, patience, send: (asked) => this.send(asked) });
  }

  /** Throws only what is not Brex's refusal. An answer that was lost is lost for every record of the request. */
  tell(result: ExportResult): Promise<Told> {
    return this.batches.ask(result);
  }

  /** In a request of its own: for one that may be why the answers of its batches were lost. */
  async tellAlone(result: ExportResult): Promise<Told> {
    const [told] = await this.send([{ item: result, step: currentStep() }]);
    return told ?? missing();
  }

  private async send(asked: readonly Asked<ExportResult>[]): Promise<Told[]> {
    const told = new Map<Asked<ExportResult>, Told>();
    // Brex refuses a request that names a record twice
    for (const round of rounds(asked)) await this.report(round, false, told);
    return asked.map((one) => told.get(one) ?? missing());
  }

  private async report(
    asked: readonly Asked<ExportResult>[],
    perhapsTaken: boolean,
    told: Map<Asked<ExportResult>, Told>,
  ): Promise<void> {
    if (asked.length === 0) return;
    let updated: string[];
    try {
      updated = await this.atOnce(() =>
        onBehalfOf(
          asked.map(({ step }) => step),
          () => this.brex.reportExportResults(asked.map(({ item }) => item)),
        ),
      );
    } catch (error) {
      if (!(error instanceof BrexError)) throw error;
      return this.separate(asked, error, perhapsTaken, told);
    }
    for (const one of asked) {
      const confirmed = updated.includes(one.item.recordId);
      told.set(one, { refusal: confirmed ? null : unconfirmed(one.item.recordId), perhapsTaken });
    }
  }

  /** Sends what was refused again, without those that stood in the way. */
  private async separate(
    asked: readonly Asked<ExportResult>[],
    refusal: BrexError,
    perhapsTaken: boolean,
    told: Map<Asked<ExportResult>, Told>,
  ): Promise<void> {
    const ofAll = asked.length === 1 || !perhapsOfSome.includes(refusal.kind);
    const named = idsNamedBy(refusal);
    const refused = asked.filter(({ item }) => ofAll || named.has(item.recordId));
    for (const one of refused) told.set(one, { refusal, perhapsTaken });
    const others = asked.filter((one) => !refused.includes(one));
    if (refused.length > 0) return this.report(others, true, told);
    const half = Math.ceil(asked.length / 2);
    await this.report(asked.slice(0, half), true, told);
    await this.report(asked.slice(half), true, told);
  }
}

/** In each round every record once, in the order in which they were asked for. */
function rounds(asked: readonly Asked<ExportResult>[]): Asked<ExportResult>[][] {
  const parts: Asked<ExportResult>[][] = [];
  const times = new Map<string, number>();
  for (const one of asked) {
    const { recordId } = one.item;
    const before = times.get(recordId) ?? 0;
    times.set(recordId, before + 1);
    parts[before] = [...(parts[before] ?? []), one];
  }
  return parts;
}

const namingDetails: readonly string[] = [
  'not_found_export_entry_source_ids',
  'not_ready_for_export_accounting_record_ids',
];

/** The records that a 404 or 422 names as those that stand in the way. */
function idsNamedBy({ details }: BrexError): Set<string> {
  if (typeof details !== 'object' || details === null) return new Set();
  const lists = Object.entries(details).filter(([name]) => namingDetails.includes(name));
  return new Set(lists.flatMap(([, ids]) => (Array.isArray(ids) ? ids.map(String) : [])));
}

/** The request was answered, but not for this record: whether Brex took its report must be looked up. */
function unconfirmed(recordId: string): BrexError {
  return new BrexError({
    kind: 'unconfirmed',
    message: `the answer does not name ${recordId} among the records that were updated`,
    method: 'POST',
    path: '/v3/accounting/records/export-results',
    status: 200,
  });
}

function missing(): never {
  throw new Error('a report was neither sent nor refused');
}
