import { z } from 'zod';
import { section } from './connection-section';

/** Values of Epicor's Vendor columns for every vendor that is created, as the connection file gives them. */
export type VendorTemplate = Readonly<Record<string, string | number | boolean>>;

const words = (text: string): string[] => text.trim().split(/\s+/);

/*
 * Columns of Vendor that a site or its rules may require of a new vendor (EPICOR.md 5). Left out are those that
 * Epicor assigns or joins, that name the vendor (VendorID, Name), and that hold our marker (ExternalId).
 */
const texts = words(`
  Address1 Address2 Address3 City State ZIP Country TaxPayerID PurPoint TermsCode GroupCode FaxNum PhoneNum Comment
  AccountRef DefaultFOB CurrencyCode TaxRegionCode LangNameID BorderCrossing FormatStr EMailAddress VendURL
  TaxAuthorityCode CalendarID EDICode RevChargeMethod PmtAcctRef LegalName TaxRegReason OrgRegCode THBranchID
  ParamCode Code1099ID TIN TINType NameControl ShipViaCode FormTypeID INSupplierType DEOrgType MXRetentionCode
  AccountNum TWGUIRegNum MXTARCode TaxEntityType MXDIOTTranType MXTaxpayerType US1099State BusinessCatList`);
const integers = words('CountryNum PMUID EarlyBuffer LateBuffer MaxLateDaysPORel');
const flags = words(`
  Inactive Print1099 OneCheck PrintLabels PayHold RcvInspectionReq ElecPayment Approved WebVendor ConsolidatedPurchasing
  LocalPurchasing CPay AdvTaxInv AllowAsAltRemitTo NoBankingReference NonUS PaymentReporting FATCA EInvoice EDISupplier`);

const optional = (names: readonly string[], value: z.ZodType): [string, z.ZodType][] =>
  names.map((name) => [name, value.optional()]);

const shape: Record<string, z.ZodType> = Object.fromEntries([
  ...optional(texts, z.string()),
  ...optional(integers, z.int()),
  ...optional(flags, z.boolean()),
]);

/** `vendors.template` of the connection file: an unknown column, or a value of the wrong kind, is an error. */
export const vendorTemplate = section(shape).transform((template) => template as VendorTemplate);
