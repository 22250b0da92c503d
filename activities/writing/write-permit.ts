import { AsyncLocalStorage } from 'node:async_hooks';
import type { WritePermit } from '../../epicor';

const permits = new AsyncLocalStorage<WritePermit>();

/** The permit of the write that this step is about to send, for the client that sends it; none outside of a lease. */
export function writePermit(): WritePermit | undefined {
  return permits.getStore();
}

/** Sends while `permit` stands: Epicor's client asks it before the first byte of each write. */
export function permitted<T>(permit: WritePermit, send: () => Promise<T>): Promise<T> {
  return permits.run(permit, send);
}
