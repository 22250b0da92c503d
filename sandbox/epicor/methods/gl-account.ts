import { accountDescription, accountProblem, displayed, requireAccount } from '../accounts';
import { today } from '../context';
import { type Method, method } from './method';

/** Erp.BO.GLAccountSvc (EPICOR.md 6). */
export const glAccountMethods: Readonly<Record<string, Method>> = {
  /** Void where the account may be used on the date; refuses with the reason otherwise. */
  ValidateGLAccount: method(
    {
      COACode: 'text',
      GLAccount: 'text',
      ExtCompanyID: 'text',
      RestrictID: 'text',
      EffectiveDate: 'date',
      ValidateDynamicSegment: 'flag',
    },
    (context, given) => {
      requireAccount(
        { ...context, coaCode: given.text('COACode') },
        given.text('GLAccount'),
        given.text('EffectiveDate'),
        'GLAccount',
        given.flag('ValidateDynamicSegment'),
      );
      return {};
    },
  ),
  GlAccountExists: method({ ipCOACode: 'text', ipGLAccount: 'text' }, (context, given) => ({
    returnObj: context.db.table('GLAccount').get(given.text('ipCOACode'), given.text('ipGLAccount')) !== null,
  })),
  GetGLAcctDispAndDesc: method(
    { COACode: 'text', GLAccount: 'text', ExtCompanyID: 'text', isBalanceAcct: 'flag', balanceType: 'text' },
    (context, given) => {
      const account = given.text('GLAccount');
      const known = accountProblem(context, account, today(context)) === null;
      return {
        parameters: {
          glAcctDisp: displayed(context, account),
          glAcctDesc: known ? accountDescription(context, account) : '',
        },
      };
    },
  ),
};
