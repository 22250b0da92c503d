import type { BrexSeed } from '../../world/brex-seed';
import { currentDate } from '../../world/calendar';
import { createRandom } from '../../world/random';
import type { RecordBook } from '../model/record-book';
import type { RecordDraft } from '../model/record-draft';
import type { BrexState } from '../model/state';
import { createDraftMaker, type DraftMaker } from './drafts';
import { firstBatchDrafts } from './first-batch';

/** Codes spend in Brex and exports it, as a bookkeeper does. */
export interface Bookkeeper {
  /** About 40 records of several kinds, once in the life of a state; later calls give the same ids. */
  firstBatch(): string[];
  /** Two to four more purchases. */
  moreSpend(): string[];
}

export interface BookkeeperParts {
  readonly state: BrexState;
  readonly seed: BrexSeed;
  readonly records: RecordBook;
  readonly randomSeed: number;
  /** Clicks export: one webhook for all of them. */
  readonly exportRecords: (ids: readonly string[]) => void;
  /** YYYY-MM-DD; default: today in UTC, at each call. */
  readonly today?: string;
}

const perClick = 20;

export function createBookkeeper(parts: BookkeeperParts): Bookkeeper {
  const { state, records } = parts;
  const today = (): string => parts.today ?? currentDate();
  const maker = (round: string): DraftMaker =>
    createDraftMaker(parts.seed, createRandom(parts.randomSeed).fork(round), today());
  const createAndExport = (drafts: readonly RecordDraft[]): string[] => {
    const ids = drafts.map((draft) => records.create(draft).id);
    for (let start = 0; start < ids.length; start += perClick) {
      parts.exportRecords(ids.slice(start, start + perClick));
    }
    return ids;
  };
  return {
    firstBatch() {
      state.firstBatch ??= createAndExport(firstBatchDrafts(maker('first batch'), today()));
      return state.firstBatch;
    },
    moreSpend() {
      state.spendRounds += 1;
      const make = maker(`round ${state.spendRounds}`);
      const random = createRandom(parts.randomSeed).fork(`kinds ${state.spendRounds}`);
      const count = random.between(2, 4);
      return createAndExport(
        Array.from({ length: count }, () =>
          make.purchase(random.chance(0.85) ? 'exact' : random.pick(['noisy', 'ambiguous', 'unknown']), 2),
        ),
      );
    },
  };
}
