import type { BrexSeedMerchant, MerchantKind } from './brex-seed';
import { stableId } from './identifiers';

type Row = [
  key: string,
  rawDescriptor: string,
  name: string,
  mcc: string,
  account: string,
  low: number,
  high: number,
  country?: string,
];

const exact: readonly Row[] = [
  ['uline', 'ULINE', 'Uline', '5085', '6550', 80, 900],
  ['mcmaster', 'MCMASTER-CARR SUPPLY CO', 'McMaster-Carr Supply Co', '5085', '6510', 40, 700],
  ['msc', 'MSC INDUSTRIAL SUPPLY', 'MSC Industrial Supply', '5085', '6530', 60, 1200],
  ['global-industrial', 'GLOBAL INDUSTRIAL', 'Global Industrial', '5085', '6510', 90, 1500],
  ['northern-tool', 'NORTHERN TOOL & EQUIPMENT', 'Northern Tool & Equipment', '5251', '6530', 30, 450],
  ['staples', 'STAPLES', 'Staples', '5943', '6520', 12, 320],
  ['office-depot', 'OFFICE DEPOT', 'Office Depot', '5943', '6520', 15, 280],
  ['cdw', 'CDW DIRECT', 'CDW Direct', '5045', '6620', 200, 3200],
  ['dell', 'DELL MARKETING L.P.', 'Dell Marketing L.P.', '5045', '6620', 600, 2800],
  ['aws', 'AMAZON WEB SERVICES', 'Amazon Web Services', '7372', '6640', 300, 4200],
  ['adobe', 'ADOBE INC', 'Adobe', '5734', '6610', 20, 480],
  ['slack', 'SLACK TECHNOLOGIES', 'Slack Technologies', '5734', '6610', 90, 900],
  ['zoom', 'ZOOM VIDEO COMMUNICATIONS', 'Zoom Video Communications', '4814', '6610', 15, 260],
  ['docusign', 'DOCUSIGN INC', 'DocuSign', '7372', '6610', 40, 600],
  ['indeed', 'INDEED', 'Indeed', '7311', '6110', 50, 900],
  ['delta', 'DELTA AIR LINES', 'Delta Air Lines', '3058', '6210', 180, 950],
  ['american-airlines', 'AMERICAN AIRLINES', 'American Airlines', '3001', '6210', 160, 890],
  ['southwest', 'SOUTHWEST AIRLINES', 'Southwest Airlines', '3066', '6210', 120, 620],
  ['drury', 'DRURY INN & SUITES', 'Drury Inn & Suites', '7011', '6220', 110, 540],
  ['hampton', 'HAMPTON INN KNOXVILLE WEST', 'Hampton Inn Knoxville West', '3665', '6220', 119, 480],
  ['enterprise', 'ENTERPRISE RENT-A-CAR', 'Enterprise Rent-A-Car', '3405', '6240', 45, 420],
  ['uber', 'UBER TECHNOLOGIES', 'Uber Technologies', '4121', '6240', 9, 85],
  ['pilot', 'PILOT TRAVEL CENTERS', 'Pilot Travel Centers', '5541', '6310', 40, 480],
  ['quiktrip', 'QUIKTRIP', 'QuikTrip', '5541', '6310', 25, 140],
  ['oreilly', "O'REILLY AUTO PARTS", "O'Reilly Auto Parts", '5533', '6320', 18, 340],
  ['sunbelt', 'SUNBELT RENTALS', 'Sunbelt Rentals', '7394', '6330', 150, 1900],
  ['penske', 'PENSKE TRUCK LEASING', 'Penske Truck Leasing Co LP', '7513', '6330', 300, 2100],
  ['fedex', 'FEDEX', 'FedEx', '4215', '6940', 11, 190],
  ['saia', 'SAIA MOTOR FREIGHT LINE', 'Saia Motor Freight Line', '4214', '6340', 140, 1300],
  ['cintas', 'CINTAS', 'Cintas', '7213', '6540', 60, 420],
  ['verizon', 'VERIZON WIRELESS', 'Verizon Wireless', '4814', '6630', 90, 1400],
  ['sherwin', 'SHERWIN-WILLIAMS', 'Sherwin-Williams', '5231', '6410', 35, 380],
  ['lincoln', 'LINCOLN ELECTRIC COMPANY', 'Lincoln Electric', '5085', '6540', 120, 1600],
  ['vistaprint', 'VISTAPRINT', 'Vistaprint', '2741', '6710', 30, 450],
  ['freeman', 'FREEMAN EXPOSITIONS', 'Freeman Expositions', '7389', '6720', 500, 5200],
  ['calhouns', "CALHOUN'S ON THE RIVER", "Calhoun's on the River", '5812', '6250', 60, 380],
  ['panera', 'PANERA BREAD', 'Panera Bread', '5814', '6130', 14, 190],
  ['jersey-mikes', "JERSEY MIKE'S SUBS", "Jersey Mike's Subs", '5814', '6130', 12, 160],
  ['tennessee-valley-sign', 'TENNESSEE VALLEY SIGN CO', 'Tennessee Valley Sign Co', '7333', '6710', 150, 900],
  ['smoky-printing', 'SMOKY MOUNTAIN PRINTING', 'Smoky Mountain Printing', '2741', '6710', 90, 600],
  ['canadian-tire', 'CANADIAN TIRE CORPORATION', 'Canadian Tire Corporation', '5251', '6510', 30, 300, 'CAN'],
  ['petro-canada', 'PETRO-CANADA', 'Petro-Canada', '5541', '6310', 50, 160, 'CAN'],
];

const noisy: readonly Row[] = [
  ['amazon-noisy', 'AMZN Mktp US*2X4RT1QJ3', 'Amazon Marketplace', '5942', '6520', 12, 260],
  ['home-depot-noisy', 'THE HOME DEPOT #0723 KNOXVILLE TN', 'The Home Depot', '5200', '6410', 20, 340],
  ['lowes-noisy', 'LOWES #00466*', "Lowe's", '5200', '6410', 18, 290],
  ['united-noisy', 'UNITED      0162371894423', 'United Airlines', '3000', '6210', 180, 880],
  ['chickfila-noisy', 'TST* CHICK-FIL-A #02213 865-555-0141', 'Chick-fil-A', '5814', '6230', 9, 48],
  ['starbucks-noisy', 'SQ *STARBUCKS 48211 WICHITA KS', 'Starbucks', '5814', '6230', 5, 28],
];

const ambiguous: readonly Row[] = [
  ['fastenal', 'FASTENAL COMPANY', 'Fastenal', '5085', '6530', 25, 640],
  ['motion', 'MOTION INDUSTRIES', 'Motion Industries', '5085', '6510', 80, 1300],
];

const unknown: readonly Row[] = [
  ['dolly-sods', 'DOLLY SODS OUTFITTERS 304-555-0177', 'Dolly Sods Outfitters', '5941', '6130', 40, 220],
  ['kowloon-house', 'SQ *KOWLOON NOODLE HOUSE', 'Kowloon Noodle House', '5812', '6230', 12, 60],
  ['radioshack', 'RADIOSHACK', 'RadioShack', '5732', '6520', 8, 90],
];

/** Where the company's cards are used. */
export const merchants: readonly BrexSeedMerchant[] = [
  ...exact.map(asMerchant('exact')),
  ...noisy.map(asMerchant('noisy')),
  ...ambiguous.map(asMerchant('ambiguous')),
  ...unknown.map(asMerchant('unknown')),
];

function asMerchant(kind: MerchantKind): (row: Row) => BrexSeedMerchant {
  return ([key, rawDescriptor, name, mcc, account, low, high, country = 'USA']) => ({
    key,
    id: stableId('merchant', key),
    kind,
    rawDescriptor,
    name,
    mcc,
    country,
    account,
    low,
    high,
  });
}
