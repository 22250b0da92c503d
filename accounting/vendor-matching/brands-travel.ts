/**
 * Travel, transport, fuel and food by the names under which they bill cards and stand in vendor lists. See brands.ts
 * for the form.
 */
export const brandsOfTravel = `
fedex, federal express, fedex express, fedex ground, fedex corporation, fedexground, fed ex | freight
fedex freight | freight | < fedex
fedex office, fedex kinkos, fedexoffice, kinkos | printing | < fedex
fedex custom critical | freight | < fedex
ups, united parcel service, ups bill, ups billing center | freight
ups store, the ups store | freight printing office 
ups supply chain solutions, ups supply chain, ups scs | freight | < ups
tforce freight, tforce, ups freight | freight
usps, us postal service, united states postal service, stamps com usps, us post office, usps po | freight government
stamps com | freight
dhl, dhl express | freight
xpo, xpo logistics, xpo logistics freight, con way freight | freight
old dominion freight line, old dominion, odfl, old dominion freight, old dominion frieght line, old dominion frt | freight
estes, estes express, estes express lines | freight
saia, saia ltl, saia motor freight | freight
abf freight, abf, arcbest | freight
yrc, yellow freight, yrc freight | freight
r l carriers, rl carriers | freight
southeastern freight, southeastern freight lines, sefl | freight
averitt, averitt express | freight
aaa cooper, aaa cooper transportation, aact | freight
j b hunt, jb hunt, jb hunt transport | freight
us xpress, u s xpress | freight
covenant transport, covenant logistics, covenant logistics group | freight
arrive logistics | freight
coyote logistics | freight
c h robinson, ch robinson | freight
echo global logistics | freight
total quality logistics, tql | freight
schneider national | freight
werner enterprises | freight
swift transportation | freight
uship | freight
ryder, ryder transportation, ryder transportation services, ryder truck rental | truck-rental freight
penske, penske truck leasing, penske truck rental, penske trk lsg | truck-rental freight
u haul, uhaul, uhaul moving storage | truck-rental storage
enterprise rent a car, enterprise rentacar, enterprise rent car, enterprise rac, ean services, enterprise? | car-rental truck-rental
enterprise fleet, enterprise fleet management, enterprise fm trust | car-rental truck-rental
national car rental, national car, national? | car-rental
alamo rent a car, alamo rent car, alamo rentacar, alamo? | car-rental
hertz, hertz corporation, hertz rent a car, hertz rent car, the hertz corporation, hertz car rental | car-rental
avis, avis rent a car, avis rent car, avis rentacar, avis budget group, avis rent a car system | car-rental
budget rent a car, budget rent car, budget rentacar, budget car rental, budget truck, budget truck rental, budget? | car-rental truck-rental
dollar rent a car, dollar rac, dollar rent car | car-rental
thrifty, thrifty car rental | car-rental
sixt, sixt rent a car | car-rental
turo | car-rental
zipcar | car-rental
plate pass, platepass, hertz toll | tolls
delta air lines, delta air, delta airlines, delta? | airline
american airlines, american air, american airline, aa com, american? | airline
united airlines, united air, united? | airline
southwest airlines, southwest air, southwes, swa, southwest? | airline
alaska airlines, alaska air | airline
jetblue, jetblue airways, jet blue | airline
spirit airlines, spirit airl, spirit air, spirit? | airline
frontier airlines, frontier air, frontier? | airline
allegiant, allegiant air | airline
hawaiian airlines | airline
air canada | airline
british airways | airline
lufthansa | airline
amtrak | taxi
greyhound | taxi
uber, uber trip, uber technologies, uber eats, ubereats, uber one | taxi restaurant
lyft, lyft ride | taxi
lime | taxi
expedia | travel-agency lodging
booking com, booking | travel-agency lodging
priceline | travel-agency lodging
hotels com | travel-agency lodging
airbnb | lodging
vrbo | lodging
concur, sap concur | software
marriott, marriott international, marriott hotels | lodging
courtyard by marriott, courtyard marriott, courtyard? | lodging | < marriott
fairfield inn, fairfield inn suites, fairfield by marriott | lodging | < marriott
residence inn | lodging | < marriott
springhill suites | lodging | < marriott
towneplace suites | lodging | < marriott
sheraton | lodging | < marriott
westin | lodging | < marriott
ritz carlton | lodging | < marriott
aloft | lodging | < marriott
hilton, hilton hotels, hilton worldwide | lodging
hampton inn, hampton inn suites, hampton inns, hampton? | lodging | < hilton
hilton garden inn | lodging | < hilton
doubletree, doubletree by hilton | lodging | < hilton
embassy suites | lodging | < hilton
homewood suites | lodging | < hilton
home2 suites | lodging | < hilton
tru by hilton | lodging | < hilton
hyatt, hyatt hotels | lodging
hyatt place | lodging | < hyatt
hyatt regency | lodging | < hyatt
hyatt house | lodging | < hyatt
holiday inn express, holiday inn exp, holiday inn express suites, hi express, hie | lodging
holiday inn, holiday inns | lodging
crowne plaza | lodging
staybridge suites | lodging
candlewood suites | lodging
intercontinental | lodging
wyndham, wyndham hotels, wyndham hotels resorts | lodging
la quinta, la quinta inn, laquinta, la quinta inn suites, laquinta inn, lq | lodging | < wyndham
days inn | lodging | < wyndham
super 8 | lodging | < wyndham
ramada | lodging | < wyndham
baymont, baymont inn | lodging | < wyndham
microtel | lodging | < wyndham
best western, best western plus, best western premier, best western hotels | lodging
comfort inn, comfort suites, comfort inn suites | lodging
quality inn | lodging
sleep inn | lodging
econo lodge | lodging
choice hotels | lodging
drury inn, drury hotels | lodging
red roof, red roof inn, red roof plus | lodging
motel 6 | lodging
studio 6 | lodging
extended stay america, extended stay | lodging
omni hotels | lodging
chevron | fuel
texaco | fuel
shell, shell oil, shell service station | fuel
exxon, exxonmobil, exxon mobil, mobil | fuel
bp, bp products, bp business solutions, bp oil, amoco | fuel
marathon petroleum, marathon petro, marathon? | fuel
speedway | fuel
sunoco | fuel
valero, valero marketing supply | fuel
phillips 66, conoco, conoco phillips, conocophillips, phillips 66 company, p66 | fuel
citgo | fuel
sinclair | fuel
circle k, circlek, circle k stores | fuel
7 eleven, 7eleven, seven eleven | fuel
racetrac, race trac, racetrac petroleum | fuel
raceway | fuel
quiktrip, quik trip, qt | fuel
wawa | fuel
sheetz | fuel
buc ees, bucees | fuel
caseys, caseys general store | fuel
maverik | fuel
mapco, mapco express, mapco mart | fuel
weigels, weigels stores | fuel
murphy usa, murphy express, murphy oil, murphy, murphy atwalmart | fuel
loves travel stops, loves, loves travel, loves country, loves travel stop, loves travel stops country stores | fuel
pilot, pilot travel centers, pilot flying j, flying j, pilot travel | fuel
ta travel center, travelcenters of america, petro stopping | fuel
wex, wright express, wex fleet | fuel finance
fleetcor, fuelman, corpay | fuel finance
comdata | fuel finance
mcdonalds | restaurant
starbucks, starbucks coffee | restaurant
dunkin, dunkin donuts | restaurant
krystal, krystal company | restaurant
wendys | restaurant
burger king | restaurant
taco bell | restaurant
chick fil a, chickfila, chic fil a | restaurant
zaxbys | restaurant
subway | restaurant
jimmy johns | restaurant
jersey mikes | restaurant
firehouse subs | restaurant
panera, panera bread | restaurant
chipotle, chipotle mexican grill, chipolte mexican grill | restaurant
qdoba | restaurant
moes, moes southwest grill | restaurant
dominos, dominos pizza | restaurant
papa johns, papa johns pizza, papa john, papa john s | restaurant
pizza hut | restaurant
little caesars | restaurant
marcos pizza | restaurant
cracker barrel, cracker barrel old country store, cracker brl | restaurant
waffle house | restaurant
ihop | restaurant
dennys | restaurant
applebees | restaurant
chilis | restaurant
olive garden | restaurant
longhorn steakhouse, longhorn steak | restaurant
texas roadhouse | restaurant
outback steakhouse, outback | restaurant
red lobster | restaurant
buffalo wild wings | restaurant
sonic drive in, sonic | restaurant
arbys | restaurant
kfc | restaurant
popeyes | restaurant
five guys | restaurant
whataburger | restaurant
in n out, in n out burger | restaurant
raising canes | restaurant
bojangles | restaurant
hardees | restaurant
culvers | restaurant
dairy queen | restaurant
mcalisters deli, mcalisters | restaurant
jasons deli | restaurant
krispy kreme | restaurant
doordash, dd doordash | restaurant
grubhub, seamless | restaurant
instacart, ic instacart, maplebear | grocery
ezcater | restaurant
shipt | grocery
postmates | restaurant
toast | software
republic parking, republic parking system | parking
laz parking | parking
sp plus parking, sp plus | parking
parkmobile | parking
parkwhiz | parking
fastrak, bay area toll authority, bay area toll, fastrak csc | tolls
pikepass, oklahoma turnpike authority, oklahoma turnpike | tolls
e zpass, ezpass, e z pass | tolls
sunpass | tolls
peach pass, state road and tollway | tolls
txtag | tolls
ipass | tolls
`;
