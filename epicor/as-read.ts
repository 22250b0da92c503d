import type { DataSet } from './dataset';

/**
 * A data set as Epicor gave it, for a write that follows what was read in it without reading again. What it holds is
 * private: neither JSON nor a log has it, so that it lives no longer than the attempt that read it.
 */
export class AsRead {
  readonly #ds: DataSet;

  constructor(ds: DataSet) {
    this.#ds = ds;
  }

  get ds(): DataSet {
    return this.#ds;
  }
}
