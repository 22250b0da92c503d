/**
 * Software, telecoms, utilities, insurance and services by the names under which they bill cards and stand in vendor
 * lists. See brands.ts for the form.
 */
export const brandsOfServices = `
microsoft, msft, microsoft 365, microsoft office, microsoft azure, azure, msbill info, ms bill | software
linkedin, linkedin corporation | software | < microsoft
github | software | < microsoft
google, google gsuite, google workspace, google ads, google cloud, google adwords, google llc, google storage | software
youtube | software | < google
adobe, adobe systems, adobe creative cloud, adobe acropro, adobe acrobat, adobe creative | software
dropbox | software
hellosign, dropbox sign | software | < dropbox
docusign | software
zoom, zoom us, zoom video, zoom video communications, zoom com | software telecom
zoominfo, zoominfo technologies | software
slack, slack technologies, slack t | software | < salesforce
salesforce, salesforce com | software
hubspot | software
mailchimp, rocket science, the rocket science group, rocket science group, intuit mailchimp | software | < intuit
intuit, quickbooks, qbooks, intuit quickbooks, turbotax, qb online | software
twilio | software telecom
sendgrid, twilio sendgrid | software | < twilio
shopify | software
godaddy, go daddy, godaddy com, dnh godaddy | software
squarespace, sqsp | software
wix, wix com | software
wordpress, automattic | software
namecheap | software
cloudflare | software
digitalocean | software
heroku | software
atlassian, jira, trello | software
asana | software
notion, notion labs | software
monday com | software
smartsheet | software
airtable | software
figma | software
canva | software
grammarly | software
calendly | software
zendesk | software
freshworks, freshdesk | software
openai, chatgpt, openai chatgpt | software
anthropic, claude ai | software
surveymonkey, survey monkey, momentive | software
eventbrite | software entertainment
autodesk | software
solidworks, dassault systemes | software
bluebeam | software
norton, nortonlifelock, symantec, gen digital | software
mcafee | software
lastpass, logmein, goto | software
1password, agilebits | software
okta | software
oracle | software
sap | software
ibm | software
cisco, webex | software telecom
ringcentral | telecom software
vonage | telecom software
epicor, epicor software | software
paypal | software finance
stripe | software finance
square, squareup, block inc | software finance
indeed | staffing software
ziprecruiter | staffing software
facebook, facebk, meta platforms, facebk ads, meta | software
twitter, x corp | software
netflix | software
spotify | software
att, at t, att bill payment, at t mobility, att mobility, at t bill payment, att wireless, cricket wireless | telecom
verizon, vzw, verizon business | telecom
verizon wireless, vzwrlss, vzw wireless, vzwrlss my vz, cellco partnership, cellco | telecom | = verizon
t mobile, tmobile, t mobile usa, sprint | telecom
comcast, xfinity!, comcast cable, comcast cable communications, comcast xfinity! | telecom
comcast business | telecom | = comcast
cox, cox communications, cox comm | telecom
cox business | telecom | = cox
cox automotive, cox automotive manheim, manheim | auto
centurylink, lumen, century link, level 3 communications, brightspeed | telecom
spectrum, charter communications, time warner cable, charter comm | telecom
frontier communications | telecom
windstream, kinetic business | telecom
dish network | telecom
directv | telecom
hughesnet | telecom
starlink | telecom
us cellular, uscellular | telecom
epb, epb fiber optics, electric power board, epb fiber | telecom utility
tennessee valley authority, tva | utility
alabama power | utility
georgia power | utility
duke energy | utility
dominion energy | utility
entergy | utility
florida power light, fpl | utility
american electric power, aep | utility
public service company of oklahoma, public service co of oklahoma, pso, psok | utility
oge, og e, oklahoma gas electric, oge energy, og e electric services | utility
oklahoma natural gas, ong | utility
pacific gas electric, pge, pgande, pge webrecurring, pacific gas and electric | utility
sacramento municipal utility district, smud | utility
southern california edison, sce | utility
san diego gas electric, sdge | utility
consolidated edison, con edison, coned | utility
atmos energy | utility
spire, spire energy, laclede gas, alagasco | utility
chattanooga gas | utility
southern company gas | utility
american water, american water works | utility
tennessee american water, tenn american water, tn american water | utility | < american water
birmingham water works, bham water works, birmingham water works board | utility
piedmont natural gas | utility
waste management, wm com, wm ezpay, wm corporate services, waste mgmt, w m | waste
republic services, republic services trash, allied waste, bfi waste, republic services repub | waste
waste connections | waste
stericycle, shred it, shredit | waste health
iron mountain | storage
cintas, cintas corporation, cintas fas, cintas uniform, cintas first aid | uniforms cleaning
unifirst, unifirst corporation, uni first | uniforms cleaning
aramark uniform, vestis, aramark uniform services, aus uniform, vestis uniform | uniforms cleaning | < aramark
aramark | catering
aramark refreshment, aramark refreshment services | catering | < aramark
alsco | uniforms cleaning
g k services | uniforms cleaning
canteen, canteen vending, compass group | catering
sodexo | catering
servpro | cleaning
servicemaster | cleaning
stanley steemer | cleaning
molly maid | cleaning
merry maids | cleaning
jan pro | cleaning
terminix | pest
orkin | pest
rollins | pest
adt, adt security | security
johnson controls, simplexgrinnell | security hvac
tyco | security
otis elevator | building
schindler elevator | building
kone | building
thyssenkrupp elevator, tk elevator | building
carrier | hvac
trane, trane us | hvac
lennox | hvac
robert half | staffing
manpower, manpowergroup | staffing
randstad | staffing
adecco | staffing
kelly services | staffing
express employment, express employment professionals, express services | staffing
aerotek | staffing
adp, adp payroll, automatic data processing | software finance
paychex | software finance
paycom | software finance
gusto | software finance
public storage | storage
extra space storage | storage
cubesmart | storage
state farm, state farm insurance | insurance
hartford, the hartford | insurance
travelers, travelers insurance | insurance
allstate | insurance
progressive insurance, progressive | insurance
geico | insurance
liberty mutual | insurance
nationwide insurance, nationwide mutual | insurance
unum, unum life insurance, unum group | insurance
cigna, cigna healthcare | insurance health
aetna | insurance health
humana | insurance health
united healthcare, unitedhealthcare, uhc | insurance health
bluecross blueshield, blue cross blue shield, bcbs | insurance health
bluecross blueshield of tennessee, blue cross blue shield of tennessee, bcbst, bcbs of tennessee, bcbst premium | insurance health
metlife | insurance
aflac | insurance
northern trust | bank
wells fargo | bank
bank of america | bank
american express | bank
chase | bank
quest diagnostics | health
labcorp | health
concentra | health
zoomcare, zoom care | health
tennessee department of revenue, tn dept of revenue, tn department of revenue, tennessee dept of revenue | government
tennessee secretary of state, tn secretary of state, tn sos | government
university of tennessee chattanooga, utc | school
chattanooga state community college, chattanooga state | school
dun bradstreet, dnb | software
equifax | finance
experian | finance
iso, ul solutions, underwriters laboratories | laboratory
society for human resource management, shrm | association
osha | government
wall street journal, wsj, dow jones, wall st journal, dj wall st journal | books
new york times, nytimes, ny times | books
harvard business review | books
thomsonreuters, thomson reuters, west publishing | software
lexisnexis, relx | software
pitney bowes, pitney bowes pi | office freight
ricoh, ricoh usa | office
xerox | office
canon solutions america | office
konica minolta | office
`;
