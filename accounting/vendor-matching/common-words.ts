const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words that only join others. */
export const connectors = set('and of the de la le el y et a an at for by in on to with und n');

/** Legal forms, wherever they stand but at the head of a name (AG EQUIPMENT, K&G AUTO). */
export const legalForms =
  set(`inc incorporated corp corporation co company llc llp lp ltd limited plc pllc pc pa
  gmbh mbh ag kg ohg kgaa sa sas sarl srl sprl srls spa bv nv vof oy oyj ab as aps asa ehf pty kk
  ltee ltda sro kft zoo`);

/** Legal forms that are also words: only at the very end of a name (HOFFMANN SE, TYPEFORM SL). */
const legalFormsAtEnd = set('se sl slu ou ug eg ev hf enr cie');

/** Whether the word at this place among so many is a legal form. */
export const isLegalForm = (word: string, at: number, length: number): boolean =>
  at > 0 && (legalForms.has(word) || (at === length - 1 && legalFormsAtEnd.has(word)));

/** Words of an account, a size or a country that a vendor's name may carry and a card text leave out. */
export const softOfVendors = set(`group usa us america americas north international intl holdings holding
  business credit acct account accounts card plan advantage stores store enterprises enterprise division div
  synchrony syncb synchb citi dept remit lockbox sales service services cos companies national formerly plus fleet commercial rewards mc mastercard visa amex`);

/** What cards add to a name without changing who is paid. */
export const noiseOfCards =
  set(`usa us na store stores str online web www com net http https bill billing billpay
  payment payments pymt pymnt pmt pmnt autopay recurring recur subscription subscr subs monthly annual yearly
  invoice inv invc purchase pos debit card acct account order orders ord pickup mktp marketplace mktplace mktpl ecom
  ecommerce checkout support customer cust retail location loc unit branch hq corporate corp intl
  group holdings inside outside pump kiosk mobile app bus ach ppd ref trip help
  qps nst mfa sub renewal trial usd bkg conf tkt ticketless int internet membership mbrshp member
  bursar tuition epay ezpay webpay paybill autocharge prem premium premiums americas emea apac`);

/** Those of them that also are words of names: after one word they may make it another's (VIKING PUMP, CORNER STORE). */
export const noiseOrName =
  set(`store stores pump bus mobile app unit branch location trip retail support customer member
  membership corporate group holdings inside outside internet help`);

/**
 * Words of many firms of many trades. On a card they may be left out or added by chance, but where the rest of
 * the name differs too they count as words.
 */
export const vagueWords =
  set(`service services svc sales supply supplies center centers products product systems
  system solutions solution industries industry enterprises technologies technology tech associates partners
  international worldwide global usa brands brand works shop warehouse outlet market
  express plus pro business commercial distribution distributors distributing equipment parts tools tool office
  industrial manufacturing company management agency department authority board district region regional
  marketing professional professionals workforce shipping logistics gas trading wholesale materials material
  hardware depot direct`);

/** Those of them that may follow a whole name and still mean the same firm: no depot, outlet or gas station. */
export const emptyWords =
  set(`service services svc sales supply supplies center centers products product systems
  system solutions solution industries industry enterprises technologies technology tech associates partners
  international worldwide global usa brands brand business distribution distributors distributing equipment parts
  company management manufacturing`);

/** Lines that no business stands behind (README rule 10 of the shared cases: fees, charges). */
export const nameless =
  set(`fee fees charge charges charged interest misc miscellaneous purchase purchases adjustment
  finance late foreign transaction transactions cash advance atm withdrawal balance transfer credit debit refund
  payment unknown merchant vendor supplier expense expenses general goods item items various other sundry cc
  annual membership overdraft service returned rebate reward rewards statement thank you your`);

/** First words that very many unrelated firms share: alone they name nobody. */
export const commonNames = set(`american america national united general first universal global international
  allied advanced superior premier quality standard central southern northern eastern western southeast southeastern
  southwest southwestern northeast northwest midwest pacific atlantic gulf mountain valley river city metro
  capital capitol golden silver state county liberty eagle star sun summit royal classic modern precision
  professional reliable express rapid quick budget best ace acme apex alpha delta omega sigma phoenix titan
  pioneer heritage independent consolidated continental federal industrial commercial tri north south east west coast coastal bay hill hills park central union american
  new old big blue red green white black gold great five four three two one all pro total complete
  a1 aaa abc spirit frontier enterprise target insight notion`);
