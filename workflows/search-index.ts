import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';

/**
 * What a run can be found by. Each upsert costs the Temporal server a write of its own, so what describes the record
 * goes along with the next change of its status: when it waits for somebody, or has ended. Runs that were started
 * before that was so (`together` is false) upsert at once.
 */
export class SearchIndex {
  private readonly pending = new Map<string, SearchAttributeUpdatePair>();

  constructor(private readonly together: boolean) {}

  describe(...pairs: readonly SearchAttributeUpdatePair[]): void {
    if (!this.together) upsertSearchAttributes([...pairs]);
    else for (const pair of pairs) this.pending.set(pair.key.name, pair);
  }

  changeStatus(...pairs: readonly SearchAttributeUpdatePair[]): void {
    upsertSearchAttributes([...this.pending.values(), ...pairs]);
    this.pending.clear();
  }
}
