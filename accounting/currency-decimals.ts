const known = new Map<string, number>();

/** How many decimals amounts of a currency have (ISO 4217: 2 of USD, 0 of JPY); null of what ISO does not know. */
export function currencyDecimals(currency: string): number | null {
  if (!/^[A-Z]{3}$/.test(currency)) return null;
  const found = known.get(currency) ?? decimalsOf(currency);
  known.set(currency, found);
  return found;
}

function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
