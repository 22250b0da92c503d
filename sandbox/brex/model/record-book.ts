import type { BrexSeed } from '../../world/brex-seed';
import type { BrexBehaviour } from '../behaviour';
import { newRecord } from './new-record';
import { applyChange } from './record-change';
import { type RecordChange, type RecordDraft, recordChange, recordDraft } from './record-draft';
import type { BrexState, ReportedResult, ReviewStatus, StoredRecord } from './state';

/** Accounting records and what may happen to them. PREPARE → REVIEW → READY_FOR_EXPORT → EXPORTED. */
export interface RecordBook {
  /** Adds a record, by default coded and in REVIEW. */
  create(draft: RecordDraft): StoredRecord;
  /** Throws where there is no such record. */
  get(id: string): StoredRecord;
  find(id: string): StoredRecord | undefined;
  all(): StoredRecord[];
  /** Makes records ready for export; throws where one is exported already. */
  makeReady(ids: readonly string[]): StoredRecord[];
  /** Changes a record without moving it; throws where it is exported, since only the ERP may change it then. */
  recode(id: string, change: RecordChange): StoredRecord;
  delete(id: string): void;
  /** Takes what the integration reported: success → EXPORTED, failure → back to the bookkeeper. */
  report(id: string, result: ReportedResult): void;
  /** A person marks a record as exported by hand. */
  markExported(id: string): void;
}

export interface RecordBookParts {
  readonly state: BrexState;
  readonly seed: BrexSeed;
  readonly behaviour: () => BrexBehaviour;
  /** The next `updated_at`. */
  readonly stamp: () => string;
  readonly changed: () => void;
}

export function createRecordBook({ state, seed, behaviour, stamp, changed }: RecordBookParts): RecordBook {
  const find = (id: string): StoredRecord | undefined => state.records[id];
  const get = (id: string): StoredRecord => {
    const record = find(id);
    if (!record) throw new Error(`there is no accounting record ${id}`);
    return record;
  };
  const move = (record: StoredRecord, status: ReviewStatus): void => {
    record.reviewStatus = status;
    record.version += 1;
    record.updatedAt = stamp();
  };
  const refuseExported = (record: StoredRecord): void => {
    if (record.reviewStatus === 'EXPORTED') throw new Error(`${record.id} is exported already`);
  };

  return {
    find,
    get,
    all: () => Object.values(state.records),
    create(given) {
      const draft = recordDraft.parse(given);
      const record = newRecord(state, seed, behaviour(), draft, stamp());
      state.records[record.id] = record;
      return record;
    },
    makeReady(ids) {
      const records = ids.map(get);
      records.forEach(refuseExported);
      for (const record of records) move(record, 'READY_FOR_EXPORT');
      return records;
    },
    recode(id, given) {
      const record = get(id);
      refuseExported(record);
      applyChange(state, behaviour(), record, recordChange.parse(given));
      move(record, record.reviewStatus);
      return record;
    },
    delete(id) {
      get(id);
      delete state.records[id];
      changed();
    },
    report(id, result) {
      const record = get(id);
      record.results.push(result);
      move(record, result.kind === 'success' ? 'EXPORTED' : behaviour().statusAfterFailure);
    },
    markExported: (id) => move(get(id), 'EXPORTED'),
  };
}
