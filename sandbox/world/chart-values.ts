/** Where an account may be used: on the balance sheet only, or by these departments. */
export type AccountUse = 'balance' | 'all' | readonly string[];

export interface NaturalAccount {
  readonly code: string;
  readonly name: string;
  readonly normalBalance: 'D' | 'C';
  readonly category: string;
  readonly use: AccountUse;
  /** Also kept per product line. */
  readonly byProductLine?: boolean;
}

const row = (
  code: string,
  name: string,
  normalBalance: 'D' | 'C',
  category: string,
  use: AccountUse,
  byProductLine = false,
): NaturalAccount => ({ code, name, normalBalance, category, use, byProductLine });

export const naturalAccounts: readonly NaturalAccount[] = [
  row('1010', 'Cash - operating account', 'D', 'CASH', 'balance'),
  row('1090', 'Brex cash in transit', 'D', 'CASH', 'balance'),
  row('1100', 'Accounts receivable', 'D', 'AR', 'balance'),
  row('1200', 'Inventory', 'D', 'INV', 'balance'),
  row('1300', 'Prepaid expenses', 'D', 'PREPAID', 'balance'),
  row('1500', 'Equipment', 'D', 'FA', 'balance'),
  row('2000', 'Accounts payable', 'C', 'AP', 'balance'),
  row('2050', 'Received not invoiced', 'C', 'APCLEAR', 'balance'),
  row('2110', 'Brex card payable', 'C', 'LIAB', 'balance'),
  row('2120', 'Brex bills payable', 'C', 'LIAB', 'balance'),
  row('2130', 'Employee reimbursements payable', 'C', 'LIAB', 'balance'),
  row('2200', 'Sales tax payable', 'C', 'LIAB', 'balance'),
  row('3000', 'Retained earnings', 'C', 'EQUITY', 'balance'),
  row('4000', 'Sales', 'C', 'REV', ['10'], true),
  row('4910', 'Card rewards income', 'C', 'OTHINC', 'balance'),
  row('5200', 'Freight in', 'D', 'COGS', ['20'], true),
  row('5300', 'Purchase discounts', 'C', 'COGS', ['20', '30', '60']),
  row('6110', 'Recruiting', 'D', 'EXP', ['80']),
  row('6120', 'Training and education', 'D', 'EXP', 'all'),
  row('6130', 'Employee meals and celebrations', 'D', 'EXP', 'all'),
  row('6210', 'Airfare', 'D', 'EXP', ['10', '20', '50', '60', '70', '80', '90']),
  row('6220', 'Lodging', 'D', 'EXP', 'all'),
  row('6230', 'Meals while travelling', 'D', 'EXP', 'all'),
  row('6240', 'Ground transport', 'D', 'EXP', 'all'),
  row('6250', 'Customer entertainment', 'D', 'EXP', ['10', '90']),
  row('6310', 'Vehicle fuel', 'D', 'EXP', ['10', '30', '40']),
  row('6320', 'Vehicle repairs', 'D', 'EXP', ['30', '40']),
  row('6330', 'Equipment rental', 'D', 'EXP', ['20', '30', '40']),
  row('6340', 'Freight out', 'D', 'EXP', ['30', '40'], true),
  row('6410', 'Building repairs', 'D', 'EXP', ['30', '60', '90']),
  row('6420', 'Janitorial', 'D', 'EXP', ['30', '60']),
  row('6430', 'Utilities', 'D', 'EXP', ['30', '60']),
  row('6440', 'Waste removal', 'D', 'EXP', ['30']),
  row('6510', 'Warehouse supplies', 'D', 'EXP', ['20', '30']),
  row('6520', 'Office supplies', 'D', 'EXP', 'all'),
  row('6530', 'Small tools', 'D', 'EXP', ['30', '40']),
  row('6540', 'Safety supplies', 'D', 'EXP', ['30', '40']),
  row('6550', 'Packaging material', 'D', 'EXP', ['30'], true),
  row('6610', 'Software subscriptions', 'D', 'EXP', 'all'),
  row('6620', 'Computer hardware', 'D', 'EXP', ['60', '70', '90']),
  row('6630', 'Telephone and internet', 'D', 'EXP', ['60', '70']),
  row('6640', 'Cloud hosting', 'D', 'EXP', ['70']),
  row('6710', 'Advertising', 'D', 'EXP', ['10']),
  row('6720', 'Trade shows', 'D', 'EXP', ['10', '90']),
  row('6810', 'Legal fees', 'D', 'EXP', ['60', '80', '90']),
  row('6830', 'Consulting', 'D', 'EXP', ['60', '70', '90']),
  row('6910', 'Bank and card fees', 'D', 'EXP', ['60']),
  row('6920', 'Dues and memberships', 'D', 'EXP', ['10', '60', '80', '90']),
  row('6930', 'Licences and permits', 'D', 'EXP', ['40', '60']),
  row('6940', 'Postage and courier', 'D', 'EXP', ['30', '50', '60']),
];

export interface CodedName {
  readonly code: string;
  readonly name: string;
}

export const departments: readonly CodedName[] = [
  { code: '10', name: 'Sales' },
  { code: '20', name: 'Purchasing' },
  { code: '30', name: 'Warehouse' },
  { code: '40', name: 'Delivery Fleet' },
  { code: '50', name: 'Customer Service' },
  { code: '60', name: 'Finance' },
  { code: '70', name: 'Information Technology' },
  { code: '80', name: 'Human Resources' },
  { code: '90', name: 'Executive' },
];

export interface Site extends CodedName {
  readonly departments: readonly string[];
}

export const sites: readonly Site[] = [
  { code: '100', name: 'Knoxville Head Office', departments: departments.map(({ code }) => code) },
  { code: '200', name: 'Huntsville Branch', departments: ['10', '30', '40', '50'] },
  { code: '300', name: 'Wichita Branch', departments: ['10', '30', '40', '50'] },
  { code: '400', name: 'Fresno Branch', departments: ['10', '20', '30', '40', '50'] },
  { code: '500', name: 'Hamilton Ontario', departments: ['10', '30', '50'] },
];

export const productLines: readonly CodedName[] = [
  { code: '10', name: 'Fasteners' },
  { code: '20', name: 'Power Transmission' },
  { code: '30', name: 'Hydraulics' },
  { code: '40', name: 'Welding and Gas' },
  { code: '50', name: 'Safety' },
  { code: '60', name: 'Electrical' },
  { code: '70', name: 'Packaging' },
];
