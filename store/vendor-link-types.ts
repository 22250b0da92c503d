// ── vendors ──

export interface VendorLink {
  readonly merchantKey: string;
  readonly vendorNum: number;
  readonly by: string;
  readonly note: string | null;
  readonly at: Date;
  readonly revokedBy: string | null;
  readonly revokedAt: Date | null;
  /** The vendor of an earlier decision that this one contradicts; null once the same was decided again. */
  readonly contradicts: number | null;
}

/** The memory of decisions: which vendor a merchant is. */
export interface VendorLinks {
  find(connectionId: string, merchantKey: string): Promise<VendorLink | null>;
  /** The link of each key, in their order, in one statement. */
  ofKeys(connectionId: string, merchantKeys: readonly string[]): Promise<(VendorLink | null)[]>;
  /**
   * Another vendor for the same merchant revokes the former link and contradicts it: the merchant is asked about
   * until the same vendor is decided a second time. `decision` tells a second decision from a step that is tried
   * again.
   */
  remember(
    connectionId: string,
    merchantKey: string,
    vendorNum: number,
    by: string,
    note?: string,
    decision?: string,
  ): Promise<void>;
  /** False where there was nothing to revoke. */
  revoke(connectionId: string, merchantKey: string, by: string): Promise<boolean>;
  /** Every link there ever was, oldest first. */
  list(connectionId: string): Promise<VendorLink[]>;
}
