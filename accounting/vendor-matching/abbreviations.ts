import { stateNames } from './us-places';

/** How business names are shortened on cards and in vendor lists: short forms, a colon, what they may stand for. */
const table = `
acad: academy
acctg acctng: accounting
admin: administration
adv: advertising advanced
agcy agy: agency
air airl airln airlns arln: airlines airways
airpt arpt: airport
amer am: american america
apl appl: appliance applied
aplnc: appliance
assoc assn asn: associates association
atl: atlanta atlantic
auth: authority
auto autom: automotive automation
bbq: barbecue
bd brd: board
bldg bld: building
bldrs: builders
blvd: boulevard
br: branch
brg brgs: bearing bearings
bros bro: brothers
bus: business
cap: capital
cafe: coffee
cert: certified
chatt chat chatta chattnga: chattanooga
chem chems: chemical chemicals
clng clnrs: cleaning cleaners
clg: college cleaning
cntr ctr cnt ctrs centre: center
cntrl cntl: central control controls
coll: college
com comm: commercial communications community
comms: communications
commun: communications community
const constr: construction
cons: consulting
cont: continental controls
contr: contractors
conv: conveyor
coop: cooperative
corr: corrugated
cpa cpas: accountants
cty cnty: county city
cust: custom customer
def: defense
del: delivery
dept dpt: department
dev: development
dist distr distrib: distribution distributors distributing district
distg: distributing
dwntwn dtwn: downtown
dr: drive doctor
ed educ: education educational
elec elect elctrc elc el: electric electrical electronics
elect: electronics
emp empl: employment
eng engr engrg: engineering
ent entrpr: enterprises entertainment enterprise
env envir: environmental
eq equip eqp eqpt: equipment
est: estate
exch: exchange
exp expr xprs: express
ext: extrusion
fab fabr: fabrication fabricators
fac: facility facilities
fast fstnr fstnrs: fasteners
fdn: foundation
fed: federal
fin: financial finishing
flt: fleet
frt frgt frght: freight
ft: fort
furn: furniture
gal galv: galvanizing
gen genl: general generator
gov govt: government
gr grp: group
grl: grille
hc: healthcare
hdw hdwe hdwr hdwre: hardware
hlth: health
hosp: hospital hospitality
hts: heights
htg: heating
hvac: hvac
hwy: highway
hyd hydr hydra: hydraulics hydraulic
ind inds indus indl industr: industries industrial
info: information
ins insur: insurance
inst instr: institute instruments instrument
int intl intnl internatl: international
invest: investments
irrig: irrigation
jan janit: janitorial
lab labs: laboratories laboratory
lan: lan
lbr: lumber
leas lsg: leasing
lndscp: landscape landscaping
log logist: logistics
lwn: lawn
mach: machine machinery
maint mnt mtnc: maintenance
mat matl matls mtls: material materials
mech: mechanical
med: medical
metro: metropolitan
mfg mfr mfrs manuf manufact: manufacturing manufacturers
mgmt mgt: management
mkt mkts: market marketing
mktg: marketing
mot mtr mtrs: motor motors
mtl mtls: metal metals
mt mtn: mountain mount
mun muni munic: municipal
nat natl nl: national
no: north northern
off ofc: office
org: organization
ovhd: overhead
pckg pkg pkging: packaging package parking
pkwy: parkway
petro petrol: petroleum
pharm: pharmacy
phys: physicians
pk prk: park
plbg plmbg plumb: plumbing
plas: plastics plastic
pneu: pneumatics pneumatic
pr: printing
prod prods prdcts: products
prof pros: professional professionals
prop props: properties property
prot protn: protection
prtg prntg print: printing
prts: parts
pub: public
pwr: power
recyc: recycling
ref refrig: refrigeration
reg: regional
rent rntl rntls: rental rentals
rep: republic repair
rest rstrnt restrnt: restaurant
rm: rim
rr: railroad
rfg: roofing
sac: sacramento
saf sfty: safety
sch: school
sci scien: scientific science
sec: security secretary
serv servs svc svcs srv srvc srvcs svs: service services
shp: shop
so sou sthrn: southern south
sol solns: solutions
sp spec spclty: specialty specialties
sq: square
st: saint state street
sta: station
std: standard
stl: steel
stor: storage
sup supp suppl sply splys supl sups: supply supplies
surg: surgical
sys systs: systems system
tech techs: technologies technology technical
tel tele: telephone
thtr: theatre theater
tr trk: truck
trck: truck
trans transp trnsprt: transportation transport transmission
trl: trailer
trnsmn: transmission
trvl: travel
twp: township
univ u: university
util utils utl: utilities utility
vet: veterinary
vlly vly: valley
vlv vlvs: valve valves
vol: volunteer
whse whs wrhse: warehouse
whsl whlsl: wholesale
wks: works
wld weld wldg: welding
wtr: water
wst: waste
xing: crossing
bham bhm: birmingham
okc: oklahoma
nash nashvl: nashville
knox: knoxville
sac sacto: sacramento
tenn: tennessee
ala: alabama
ariz: arizona
ark: arkansas
cal calif: california
colo: colorado
conn: connecticut
fla: florida
ill: illinois
ind: indiana
kan kans: kansas
mass: massachusetts
mich: michigan
minn: minnesota
miss: mississippi missouri
neb nebr: nebraska
nev: nevada
okla: oklahoma
ont: ontario
ore: oregon
penn penna: pennsylvania
que: quebec
tex: texas
wash: washington
wis wisc: wisconsin
nw: northwest northwestern
ne: northeast northeastern
sw: southwest southwestern
se: southeast southeastern
n: north northern
s: south southern
e: east eastern
w: west western
occ occup: occupational
ste stes: suites
biz: business
bev bevs: beverage beverages
groc: grocery
ctrl ctrls: control controls
rpr: repair
calib: calibration
dntl: dental
hlthcare hlthcr: healthcare
plz: plaza
pnt: paint
recycl rcycl: recycling
refr: refrigeration
trng: training
trmt treatmt: treatment
vend vndg: vending
wndw: window
bch: beach
crk: creek
fls: falls
gdn gdns: garden gardens
grv: grove
hls: hills
isl: island
jct: junction
lk lks: lake lakes
pt: point port
riv rvr: river
spg spgs sprgs: springs
vlg vill: village
`;

const meanings = new Map<string, ReadonlySet<string>>();
for (const line of table.trim().split('\n')) {
  const [shorts = '', longs = ''] = line.split(':');
  for (const short of shorts.split(' ')) {
    const known = meanings.get(short) ?? [];
    meanings.set(short, new Set([...known, ...longs.trim().split(' ')]));
  }
}

for (const [code, name] of stateNames)
  if (!name.includes(' ')) meanings.set(code, new Set([...(meanings.get(code) ?? []), name]));

/** What a short form may stand for; nothing for a word that is no known short form. */
export function longForms(word: string): ReadonlySet<string> {
  return meanings.get(word) ?? nothing;
}

const nothing: ReadonlySet<string> = new Set();
