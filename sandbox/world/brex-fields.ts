import type { BrexSeedField, BrexSeedFieldValue } from './brex-seed';
import { departments, naturalAccounts, productLines, sites } from './chart-values';
import { stableId } from './identifiers';

/** Remote ids of the coding fields, as the connection file names them. */
export const fieldIds = {
  account: 'gl_account',
  department: 'department',
  location: 'location',
  productLine: 'product_line',
} as const;

/** A value that somebody made in Brex alone: it stands for no Epicor code. */
export const unmappedAccountName = 'Employee gifts (new)';

/** The coding dimensions, each value carrying Epicor's segment code as its remote id. */
export function brexFields(): BrexSeedField[] {
  return [
    field(fieldIds.account, 'GL account', [
      ...naturalAccounts.map(({ code, name }) => coded(fieldIds.account, code, `${code} ${name}`)),
      {
        brexId: stableId('efo', `${fieldIds.account}/${unmappedAccountName}`),
        value: unmappedAccountName,
        remoteId: null,
      },
    ]),
    field(
      fieldIds.department,
      'Department',
      departments.map(({ code, name }) => coded(fieldIds.department, code, name)),
    ),
    field(
      fieldIds.location,
      'Location',
      sites.map(({ code, name }) => coded(fieldIds.location, code, name)),
    ),
    field(
      fieldIds.productLine,
      'Product line',
      productLines.map(({ code, name }) => coded(fieldIds.productLine, code, name)),
    ),
  ];
}

function field(remoteId: string, name: string, values: BrexSeedFieldValue[]): BrexSeedField {
  return { brexId: stableId('ef', remoteId), name, remoteId, values };
}

function coded(fieldId: string, code: string, value: string): BrexSeedFieldValue {
  return { brexId: stableId('efo', `${fieldId}/${code}`), value, remoteId: code };
}
