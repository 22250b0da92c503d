/**
 * Trades: what a merchant category code and the words of a name say of a business. A line is the trade, the family
 * it belongs to (two trades of one family are no contradiction), its category codes, and words that tell it.
 */
const table = `
airline | travel | 3000-3299 4511 | air airlines airline airways aviation flight
lodging | lodging | 3500-3999 7011 | hotel hotels motel inn inns suites resort resorts lodge lodging
car-rental | vehicle | 3351-3441 7512 | rentacar rent car cars
truck-rental | vehicle | 7513 7519 | truck trucks leasing moving trailer trailers hauling
parking | parking | 7523 | parking garage park
tolls | tolls | 4784 | toll tolls turnpike tollway
taxi | travel | 4121 4111 4131 4789 | taxi cab ride rides limo shuttle transit
travel-agency | travel | 4722 4723 | travel tours trips
freight | freight | 4214 4215 4011 | freight trucking transport transportation logistics courier delivery express
    hauling motor line lines xpress cartage parcel shipping couriers
storage | storage | 4225 | storage warehouse warehousing
utility | utility | 4900 | utilities utility power water electric gas energy sewer cooperative light
telecom | telecom | 4812-4816 4821 4899 | wireless telephone cable fiber broadband internet communications telecom
software | software | 5734 5815-5818 7372 7371 7375 7379 7311 5045 5968 | software cloud technologies labs app video
fuel | fuel | 5541 5542 5172 5983 9752 | fuel petroleum oil gas travel stop stops gasoline convenience
restaurant | food | 5812-5814 5462 | restaurant restaurants grill grille pizza bakery cafe coffee kitchen catering
    barbecue cantina brewing diner taqueria deli donuts bistro steakhouse tavern burgers ribs pies rotisserie eatery
    custard creamery tacos taco subs sandwich sandwiches wings steak chicken seafood sushi noodle noodles bagel bagels
    smoothie brewery pub saloon chophouse trattoria pizzeria roasters ramen cafeteria burritos gelato bar
catering | food | 5811 | catering caterer
grocery | food | 5411 5422 5441 5451 5499 5300 5141-5149 | market markets grocery foods supermarket super foodservice
beverage | drink | 5921 | winery wine liquor spirits distillery whiskey beer
department | retail | 5310 5311 5331 5399 5999 | department
clothing | clothing | 5611 5621 5631 5641 5651 5655 5661 5681 5691 5697 5699 5137 5139 | clothing outfitters
    apparel shoes boots boot
home | home | 5712-5722 5713 5714 5719 | furniture blinds appliance appliances carpet flooring
books | leisure | 5942 5945 5947 5940 5941 5733 5735 | books toys music guitar bikes cyclery
flowers | flowers | 5193 5992 | florist florists flowers
electronics | electronics | 5732 5946 7622 | electronics electronic photo cameras audio
medical-supply | health | 5047 5122 5976 | medical surgical dental scientific laboratory pharmacy instruments health
    healthcare medicine
health | health | 8011 8021 8031 8041 8042 8043 8049 8050 8062 8071 8099 5912 4119 | clinic hospital
    health medical dental pharmacy drugs drug care surgery healthcare surgical physicians
vet | animals | 0742 5995 | veterinary pet pets animal
school | school | 8211 8220 8241 8244 8249 8299 | college university school academy education
church | church | 8661 8398 8641 8699 | church ministry chamber association foundation
government | government | 9211 9222 9223 9311 9399 9402 9405 | clerk treasurer trustee revenue government municipal county
    assessor comptroller
insurance | finance | 6300 5960 | insurance assurance life mutual
bank | finance | 6010-6012 6050 6051 6211 6513 | bank banking credit trust financial payday loans
    investments wealth
legal | professional | 8111 | law attorneys legal
accounting | professional | 8931 | accountants accounting tax audit
staffing | professional | 7361 | staffing employment workforce personnel
entertainment | leisure | 7832 7841 7911 7922 7929 7932 7933 7941 7991-7999 7997 | aquarium museum theatre theater cinema
    tickets festival stadium club golf fitness gym yoga zoo
beauty | beauty | 7230 7297 7298 | salon spa barber
laundry | cleaning | 7210 7211 7216 7217 | laundry cleaners carpet
uniforms | cleaning | 7218 7213 | uniform uniforms linen
cleaning | cleaning | 7349 | cleaning janitorial maid maids steam window
pest | cleaning | 7342 | pest exterminating termite
photo | photo | 7221 7395 | photography photographer studio
printing | printing | 2741 2791 7338 7332 7333 | printing graphics lithographing prints print mail copy copies sign signs
office | printing | 5943 5111 5044 5021 5978 | office paper stationery
landscaping | land | 0780 5261 0763 | lawn landscape landscaping nursery tree irrigation yard grounds feed tack
auto | auto | 5511 5521 5531-5533 5551 5561 5571 5598 5599 7531 7534 7535 7538 7539 7542 7549 | auto automotive tire
    tires towing brakes parts muffler collision oil
hvac | works | 1711 5074 5075 | hvac plumbing refrigeration heating cooling
electrical | works | 1731 5065 | electric electrical lighting controls electro
building | works | 1520 1740 1750 1761 1771 1799 7692 | roofing masonry painting construction concrete fence door
    doors glass drywall welding elevator contractors gutters siding flooring waterproofing insulation steel
hardware | works | 5200 5211 5231 5251 5072 | hardware lumber tools tool fasteners fastener paint
repair | works | 7623 7629 7692 7699 | repair repairs service locksmith lock locks tool motor pump saw mower calibration
equipment-rental | works | 7394 | rental rentals equipment
industrial | works | 5013 5039 5046 5051 5085 5131 5169 5198 5199 3443 3444 5964 5969 5099 | industrial bearing
    bearings hydraulics valve valves gasket gaskets rubber compressor conveyor pipe fittings packaging pallet
    steel metals metal tape label filter filtration foam belting fluidpower casters crate crating drum pail tank boiler
    chemical chemicals scale scales sling plastics spring die casting machinery tractor caster caste galvanizing
    plating anodizing wireform machine fabrication fabricating abrasives supply supplies safety welding tooling transmission drives conveyors hose wire rope
waste | waste | 4953 9399 | waste disposal recycling dumpster sanitation portable toilets
security | works | 7393 7382 | security alarm fire protection surveillance
laboratory | lab | 8734 5047 | scientific laboratory laboratories instrument instruments lab
`;

interface Trade {
  readonly name: string;
  readonly family: string;
  readonly words: readonly string[];
}

const byCode = new Map<string, Trade>();
const byWord = new Map<string, Trade[]>();
const byName = new Map<string, Trade>();

for (const line of table.trim().replace(/\n\s+/g, ' ').split('\n')) {
  const [name = '', family = '', codes = '', words = ''] = line.split('|').map((cell) => cell.trim());
  const trade: Trade = { name, family, words: words.split(/\s+/) };
  byName.set(name, trade);
  for (const code of codes.split(' ').flatMap(codesOf)) if (!byCode.has(code)) byCode.set(code, trade);
  for (const word of trade.words) byWord.set(word, [...(byWord.get(word) ?? []), trade]);
}

function codesOf(range: string): string[] {
  const [first = 0, last = first] = range.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(4, '0'));
}

/** Families between which card networks and firms draw no sharp line. */
const neighbours: ReadonlySet<string> = new Set(
  [
    'lodging food',
    'lodging leisure',
    'parking government',
    'parking travel',
    'parking lodging',
    'works auto',
    'works industrial',
    'works home',
    'works land',
    'works waste',
    'works cleaning',
    'works lab',
    'works printing',
    'works electronics',
    'works utility',
    'electronics software',
    'electronics telecom',
    'software telecom',
    'vehicle auto',
    'vehicle storage',
    'vehicle freight',
    'vehicle travel',
    'freight storage',
    'retail food',
    'retail home',
    'retail works',
    'retail electronics',
    'retail clothing',
    'retail printing',
    'retail leisure',
    'retail health',
    'fuel food',
    'fuel retail',
    'fuel auto',
    'printing software',
    'lab health',
    'cleaning clothing',
    'cleaning waste',
    'utility telecom',
    'utility government',
    'professional finance',
    'tolls government',
    'food drink',
    'lab works',
    'auto freight',
    'land home',
    'freight works',
    'cleaning home',
    'utility waste',
    'government school',
    'photo electronics',
    'church government',
    'health finance',
    'freight printing',
    'travel freight',
    'fuel utility',
    'software professional',
  ].flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]),
);

/** Codes for what fits no other: no evidence of a trade. */
const catchAll: ReadonlySet<string> = new Set(['7399', '5999', '8999', '5399', '7299', '5969', '5964']);

/** A code for what fits no other. */
export const isCatchAll = (mcc: string): boolean => catchAll.has(mcc);

/** What a category code says of a business; null for none, an unknown one and the catch-alls. */
export function tradeOfCode(mcc: string | null): string | null {
  if (mcc === null || catchAll.has(mcc)) return null;
  return byCode.get(mcc)?.name ?? null;
}

/** Trades that serve the public, where very many firms share a word: their names mostly say what they are. */
const publicTrades: ReadonlySet<string> = new Set(
  `lodging restaurant catering grocery clothing health vet school church entertainment beauty airline bank flowers
  insurance legal parking fuel`.split(/\s+/),
);

/** Codes under which firms of many trades sell to other firms: their words tell little. */
const broadTrades: ReadonlySet<string> = new Set(
  'industrial hardware repair building office electrical auto software'.split(' '),
);

/** Whether firms of many trades have codes of this one. */
export const isBroad = (trade: string): boolean => broadTrades.has(trade);

/** Whether a firm of the trade mostly says its trade in its name. */
export const isPublic = (trade: string): boolean => publicTrades.has(trade);

/** Every trade that one of these words tells. */
export function tradesOfWords(words: Iterable<string>): ReadonlySet<string> {
  const trades = new Set<string>();
  for (const word of words) for (const trade of byWord.get(word) ?? []) trades.add(trade.name);
  return trades;
}

/** Whether the word tells one of the trades. */
export function tellsOneOf(word: string, trades: ReadonlySet<string>): boolean {
  return (byWord.get(word) ?? []).some((trade) => trades.has(trade.name));
}

/** Whether the word tells any trade at all. */
export const isTradeWord = (word: string): boolean => byWord.has(word);

export type Agreement = 'same' | 'near' | 'unknown' | 'other';

/** How a category's trade agrees with the trades of a vendor; only the sure ones speak against it. */
export function agreement(
  trade: string | null,
  trades: ReadonlySet<string>,
  sureTrades: ReadonlySet<string> = trades,
): Agreement {
  if (trade === null || trades.size === 0) return 'unknown';
  if (trades.has(trade)) return 'same';
  const family = byName.get(trade)?.family ?? '';
  const families = [...trades].map((name) => byName.get(name)?.family ?? '');
  if (families.some((other) => other === family || neighbours.has(`${family} ${other}`))) return 'near';
  return sureTrades.size > 0 ? 'other' : 'unknown';
}
