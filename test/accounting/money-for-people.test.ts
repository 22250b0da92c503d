import { formatMoney, money } from '../../accounting/money';

describe('an amount for people', () => {
  it.each([
    ['1234.5', 'USD', '1,234.50 USD'],
    ['-1234567.89', 'EUR', '-1,234,567.89 EUR'],
    ['80', 'JPY', '80 JPY'],
    ['80.125', 'KWD', '80.125 KWD'],
    ['33.333', 'USD', '33.333 USD'],
    ['5', 'USDC', '5.00 USDC'],
  ])('%s %s is written with the decimals of its currency: %s', (amount, currency, expected) => {
    expect(formatMoney(money(amount, currency))).toBe(expected);
  });
});
