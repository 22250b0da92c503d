/**
 * Large businesses a distributor buys from, by the names under which they bill cards and stand in vendor lists:
 * industrial and building supply, packaging, manufacturers, retail, office, auto parts. See brands.ts for the form.
 */
export const brandsOfSupply = `
grainger, w w grainger, ww grainger, granger industrial | industrial hardware
zoro, zoro tools, zoro com | industrial hardware | < grainger
mcmaster carr, mcmaster, mcmaster carr supply, mc master carr | industrial hardware
msc industrial, msc industrial supply, msc industrial direct, msc direct, mscdirect, msc | industrial hardware
fastenal, fastenal company | industrial hardware
motion industries, motion, motion ind, mi motion | industrial | < genuine parts
applied industrial, applied industrial technologies, applied ind tech, applied ind technologies, ait bearings, bearings inc | industrial
applied mss, applied maintenance supplies, applied maint supplies, applied maintenance supplies solutions | industrial | < applied industrial
kaman, kaman industrial, kaman industrial technologies | industrial | < motion industries
dxp, dxp enterprises | industrial
bdi, bearing distributors, bdi usa | industrial
uline, u line, uline ship supplies, uline shipping supplies, u line shipping supplies | industrial printing
global industrial, global equipment, globalindustrial, global industrial equipment | industrial
hd supply, hds white cap, hd supply facilities maintenance | industrial hardware | < home depot
white cap, whitecap, white cap construction supply | industrial hardware
home depot, the home depot, homedepot, homedepot com, home depot usa | hardware
home depot pro, the home depot pro, interline brands, supplyworks, supply works | hardware industrial | = home depot
lowes, lowe, lowes home centers, lowes home improvement, lowes companies | hardware
menards, menard | hardware
ace hardware | hardware
true value, true value hardware | hardware
do it best | hardware
harbor freight, harbor freight tools | hardware
northern tool, northern tool equipment, northern tool and equip | hardware
tractor supply, tractor supply company, tsc, tractor supply co | landscaping hardware
sherwin williams, sherwinwilliams, the sherwin williams | hardware
ppg paints, ppg, ppg architectural | hardware
sunbelt rentals | equipment-rental
united rentals, united rental | equipment-rental
herc rentals, herc, hertz equipment rental, hertz equipment, herc holdings | equipment-rental
h e equipment, h e equipment services, he equipment services | equipment-rental
ferguson, ferguson enterprises, ferguson waterworks | hvac industrial
winsupply | hvac
winlectric | electrical | < winsupply
johnstone supply | hvac
wesco, wesco distribution | electrical
anixter | electrical | < wesco
graybar, graybar electric | electrical
rexel, rexel usa, gexpro | electrical
border states, border states electric, border states industries | electrical
ced, consolidated electrical distributors, consolidated electrical | electrical
sonepar | electrical
city electric supply, ces | electrical
crescent electric, crescent electric supply | electrical
mayer electric, mayer electric supply | electrical
allied electronics, allied electronics automation, rs components, rs americas | electrical electronics
digi key, digikey | electronics electrical
mouser, mouser electronics | electronics electrical
newark, newark electronics, newark element14, element14 | electronics electrical
automationdirect, automation direct | electrical industrial
rockwell automation | electrical industrial
siemens, siemens industry | electrical industrial
schneider electric | electrical
abb | electrical
eaton | electrical industrial
parker hannifin, parker, parker store | industrial
festo | industrial
smc pneumatics, smc corporation of america | industrial
norgren, imi norgren | industrial
bosch, robert bosch, bosch power tools | hardware industrial
bosch rexroth | industrial | < bosch
skf, skf usa | industrial
timken, timken company | industrial
ntn, ntn bearing, ntn americas, ntn bearing corp of america | industrial
nsk | industrial
schaeffler, ina, schaeffler group | industrial
gates, gates corporation | industrial
regal rexnord, rexnord, regal beloit | industrial
dodge industrial | industrial
baldor | electrical
us tsubaki, tsubaki, u s tsubaki | industrial
martin sprocket, martin sprocket gear | industrial
lovejoy | industrial
lawson products, lawson | industrial hardware
barnes distribution | industrial
wurth, wuerth, wurth usa | industrial hardware
hilti | hardware
snap on, snapon, snap on industrial, snap on tools | hardware auto
mac tools | hardware auto
matco tools | hardware auto
makita, makita usa | hardware
dewalt, dewalt service center | hardware
milwaukee tool, milwaukee electric tool | hardware
stanley black decker, black decker | hardware
karcher, kaercher | industrial cleaning
cole parmer | laboratory
fisher scientific, fisher sci, thermo fisher, thermofisher, fisher safety, thermo fisher scientific | laboratory health
vwr, vwr international, avantor, vwr scientific | laboratory health
sigma aldrich, milliporesigma | laboratory
transcat | laboratory industrial
airgas, airgas usa | industrial
linde gas, linde gas equipment, praxair, linde gas & equipment, praxair distribution, linde gas equip | industrial
linde material handling | works
matheson, matheson tri gas | industrial
lincoln electric | industrial
crown lift trucks, crown equipment | industrial repair
toyota material handling | industrial repair
raymond handling | industrial repair
hyster yale | industrial repair
caterpillar | industrial repair
cummins, cummins sales service, cummins sales and service | auto industrial
bunzl | industrial office
veritiv | industrial office
packaging corporation of america, packaging corp of america, pca | industrial
international paper | industrial
westrock, smurfit westrock | industrial
pratt industries, pratt | industrial
imperial dade | industrial
staples, staples inc | office
staples advantage, staples business advantage, staples contract commercial, staples business | office | = staples
quill, quill corp, quill corporation | office | < staples
office depot, officedepot, office max, officemax, office depot officemax | office
odp, odp business solutions, odp business sol | office | = office depot
w b mason, wb mason | office
viking office | office
amazon, amazon com, amzn, amzn mktp, amazon mktp, amazon mktplace, amazon marketplace, amazon prime, amzn com, amazon capital services, amazon business, amz | department
amazon web services, aws, amzn web services, aws emea | software | < amazon
whole foods, wholefds, whole foods market, wfm | grocery | < amazon
walmart, wal mart, wm supercenter, wmt, walmart supercenter, walmart com, wal mart stores, wm superc, walmart plus, wal sams | department grocery
sams club, sam s club, samsclub, sams | department grocery fuel
costco, costco wholesale, costco whse | department grocery fuel
bjs wholesale, bjs wholesale club | department grocery
target, target stores, target com | department
kroger | grocery fuel
publix, publix super markets, publix supermarkets | grocery
food city, food city supermarket, k va t food | grocery
food lion | grocery
aldi | grocery
safeway | grocery
trader joes | grocery
ingles, ingles markets | grocery
winn dixie | grocery
save a lot | grocery
dollar general, dg, dollargeneral | department
dollar tree | department
family dollar | department
big lots | department
best buy, bestbuy, bestbuycom, best buy business | electronics
newegg, newegg business, newegg com | electronics software
b h photo, bh photo, b h foto electronics, bh foto electronics, b h photo video, bhphoto | electronics
micro center | electronics
cdw, cdw direct, cdw govt, cdw government | software electronics
insight direct, insight enterprises | software electronics
connection, pc connection | software electronics
shi, shi international | software electronics
apple, apple com, apple store | electronics software
dell, dell technologies, dell marketing, dell computer, dell sales | electronics software
hp, hewlett packard, hp inc, hewlett packard enterprise | electronics software
lenovo | electronics software
ebay | department
walgreens | health
cvs, cvs pharmacy | health
rite aid | health
autozone, auto zone, autozone parts | auto
oreilly auto, oreilly, oreilly auto parts, o reilly auto parts, oreilly automotive | auto
advance auto, advance auto parts, advanced auto parts | auto
carquest, carquest auto parts | auto
napa, napa auto parts, genuine parts, genuine parts company, napa auto | auto
pep boys | auto
firestone, firestone complete auto care, bridgestone | auto
goodyear, goodyear commercial tire, goodyear tire, goodyear auto service | auto
discount tire, americas tire | auto
mavis, mavis tire, mavis discount tire, mavis tire brakes | auto
jiffy lube | auto
valvoline, valvoline instant oil change, vioc | auto
express oil change, express oil | auto
take 5 oil change | auto
safelite, safelite autoglass | auto
leviton, leviton mfg | electrical
hubbell | electrical
emerson | industrial
honeywell | industrial electronics
3m | industrial
ecolab | industrial cleaning
southern tire mart | auto
barnes noble | books
michaels | department
hobby lobby | department
ikea | home
wayfair | home
petsmart | animals
dicks sporting goods | books
academy sports | books
red wing, red wing shoes, red wing shoe | clothing
boot barn | clothing
vistaprint, vista print | printing
alphagraphics | printing
minuteman press | printing
signarama, sign a rama | printing
fastsigns | printing
rhino linings | auto
line x | auto
budget blinds | home
target specialty products, target specialty | landscaping
delta faucet | hvac
`;
