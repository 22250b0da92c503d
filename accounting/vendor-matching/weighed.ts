import type { Judgement } from './judgement';
import type { IndexedVendor } from './vendor-index';

/** A vendor, and how well it fits the text. */
export interface Weighed {
  readonly vendor: IndexedVendor;
  readonly judgement: Judgement;
}
