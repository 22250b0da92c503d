/** Currencies whose smallest unit is not a hundredth (ISO 4217). */
const exceptions: Readonly<Record<string, number>> = {
  ...each(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...each(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...each(4, 'CLF UYW'),
};

function each(decimals: number, currencies: string): Record<string, number> {
  return Object.fromEntries(currencies.split(' ').map((currency) => [currency, decimals]));
}

/** How many decimals the smallest unit of a currency has (ISO 4217): 2 of USD, 0 of JPY; 2 of what ISO does not know. */
export function currencyDecimals(currency: string): number {
  return exceptions[currency] ?? 2;
}

/** Whether ISO 4217 has codes like this one; those of stablecoins are longer. */
export function isIsoCurrency(currency: string): boolean {
  return /^[A-Z]{3}$/.test(currency);
}
