/** What an exchange did that its contract does not allow. */
export interface Violation {
  /** Where in the exchange: "body /results/0/success", "query $filter", "header Idempotency-Key". */
  readonly place: string;
  /** What the contract expects there, as the rest of the sentence "expected …". */
  readonly expected: string;
}

/** The call as the contract names it, such as "POST /v3/accounting/records/export-results". */
export interface Judged {
  readonly operation: string;
  readonly violations: readonly Violation[];
}

/** Each violation as one line of text. */
export function said({ violations }: Judged): string[] {
  return violations.map(({ place, expected }) => `${place}: ${expected}`);
}

interface Kind {
  readonly line: string;
  count: number;
}

/** Gathers violations by their kind, so that one mistake made ten thousand times is one line. */
export class ViolationReport {
  private readonly kinds = new Map<string, Kind>();

  add(method: string, path: string, { operation, violations }: Judged): void {
    for (const { place, expected } of violations) {
      const everywhere = place.replace(/\/\d+(?=\/|$)/g, '/*');
      const key = `${operation}\n${everywhere}\n${expected}`;
      const kind = this.kinds.get(key);
      if (kind) kind.count += 1;
      else this.kinds.set(key, { line: `${method} ${path}: ${everywhere}: expected ${expected}`, count: 1 });
    }
  }

  /** One line per kind, the first `most` of them; empty where there was no violation. */
  lines(most = 20): string[] {
    const all = [...this.kinds.values()].map(({ line, count }) =>
      count === 1 ? line : `${line} (${count} times)`,
    );
    const more = all.length - most;
    return more > 0 ? [...all.slice(0, most), `… and ${more} more kinds`] : all;
  }
}

/** The JSON of a body; `undefined` where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
