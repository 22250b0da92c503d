import { Outage } from './refusal';

/** Bounded waiting: what is not done by the deadline counts as an outage of the system that was asked. */
export interface Budget {
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  within<T>(system: Outage['system'], work: Promise<T>): Promise<T>;
}

/** A budget of `ms` from now on, shared by all steps of one request. */
export function startBudget(ms: number): Budget {
  const deadline = Date.now() + ms;
  return {
    deadline,
    async within(system, work) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        const left = Math.max(deadline - Date.now(), 0);
        timer = setTimeout(() => reject(new Outage(system, new Error('no answer in time'))), left);
      });
      try {
        return await Promise.race([work, late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
