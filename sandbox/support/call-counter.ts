/** Counts requests by kind, e.g. "Erp.BO.APInvoiceSvc.UpdateMaster": what a record costs is measured with it. */
export interface CallCounter {
  count(kind: string): void;
  counts(): Record<string, number>;
  total(): number;
  reset(): void;
}

export function createCallCounter(): CallCounter {
  const byKind = new Map<string, number>();
  return {
    count: (kind) => {
      byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
    },
    counts: () => Object.fromEntries([...byKind].sort(([a], [b]) => a.localeCompare(b))),
    total: () => [...byKind.values()].reduce((sum, count) => sum + count, 0),
    reset: () => byKind.clear(),
  };
}
