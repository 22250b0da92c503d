import { adviceOn } from '../../accounting/connection-advice';
import { settingsWith } from './support/example-records';

const atIssuer = { CARD_EXPENSE_POST: { vendor: 'card-issuer' } } as const;

describe('advice on settings', () => {
  it('is none for the defaults', () => {
    expect(adviceOn(settingsWith({}))).toEqual([]);
  });

  it('is to skip payments of the card where card spend is owed to its issuer', () => {
    const [advice] = adviceOn(settingsWith({ types: atIssuer, cardIssuerVendor: 'BREX' }));
    expect(advice).toMatch(/CARD_EXPENSE_POST leaves payables at the card issuer.*skip.*vendor BREX/);
  });

  it('is none once they are skipped', () => {
    const types = { ...atIssuer, CARD_PAYMENT: { document: 'skip' } } as const;
    expect(adviceOn(settingsWith({ types, cardIssuerVendor: 'BREX' }))).toEqual([]);
  });
});
