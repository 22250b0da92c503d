import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';

/**
 * What a run can be found by. Each upsert costs the Temporal server a write of its own, so what describes the record
 * goes along with the next change of its status: when it waits for somebody, or has ended. Runs that were started
 * before that was so (`together` is false) upsert at once.
 */
export class SearchIndex {
  private readonly pending = new Map<string, SearchAttributeUpdatePair>();
  /** Names of what was written and not taken back. */
  private readonly present = new Set<string>();

  constructor(private readonly together: boolean) {}

  describe(...pairs: readonly SearchAttributeUpdatePair[]): void {
    if (!this.together) this.write(pairs);
    else for (const pair of pairs) this.pending.set(pair.key.name, pair);
  }

  changeStatus(...pairs: readonly SearchAttributeUpdatePair[]): void {
    this.write([...this.pending.values(), ...pairs]);
    this.pending.clear();
  }

  private write(pairs: readonly SearchAttributeUpdatePair[]): void {
    // what was never there need not be taken back
    const news = pairs.filter(({ key, value }) => value !== null || this.present.has(key.name));
    upsertSearchAttributes(news);
    for (const { key, value } of news) {
      if (value === null) this.present.delete(key.name);
      else this.present.add(key.name);
    }
  }
}
