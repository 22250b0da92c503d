const lines = (text: string): readonly string[] => text.trim().split(/\s*[,\n]\s*/);

/** States and territories of the United States, provinces of Canada: code and name. */
const states = `al alabama,ak alaska,az arizona,ar arkansas,ca california,co colorado,ct connecticut,de delaware,
dc district of columbia,fl florida,ga georgia,hi hawaii,id idaho,il illinois,in indiana,ia iowa,ks kansas,
ky kentucky,la louisiana,me maine,md maryland,ma massachusetts,mi michigan,mn minnesota,ms mississippi,mo missouri,
mt montana,ne nebraska,nv nevada,nh new hampshire,nj new jersey,nm new mexico,ny new york,nc north carolina,
nd north dakota,oh ohio,ok oklahoma,or oregon,pa pennsylvania,pr puerto rico,ri rhode island,sc south carolina,
sd south dakota,tn tennessee,tx texas,ut utah,vt vermont,va virginia,wa washington,wv west virginia,wi wisconsin,
wy wyoming,ab alberta,bc british columbia,mb manitoba,nb new brunswick,ns nova scotia,on ontario,qc quebec,
sk saskatchewan`;

export const stateNames: ReadonlyMap<string, string> = new Map(
  lines(states).map((line) => [line.slice(0, 2), line.slice(3)]),
);

export const stateCodes: ReadonlyMap<string, string> = new Map(
  [...stateNames].map(([code, name]) => [name, code]),
);

/** Large towns, since a card text names them without saying that they are towns. */
export const largeTowns: readonly string[] = lines(`
new york, los angeles, chicago, houston, phoenix, philadelphia, san antonio, san diego, dallas, austin, jacksonville,
fort worth, san jose, columbus, charlotte, indianapolis, san francisco, seattle, denver, oklahoma city, nashville,
el paso, las vegas, boston, detroit, portland, louisville, memphis, baltimore, milwaukee, albuquerque, tucson, fresno,
sacramento, mesa, kansas city, atlanta, omaha, colorado springs, raleigh, miami, virginia beach, long beach, oakland,
minneapolis, bakersfield, tulsa, tampa, arlington, wichita, aurora, new orleans, cleveland, honolulu, anaheim,
lexington, henderson, stockton, riverside, corpus christi, orlando, irvine, cincinnati, santa ana, newark,
saint paul, st paul, pittsburgh, greensboro, lincoln, durham, plano, anchorage, jersey city, saint louis, st louis,
chandler, north las vegas, chula vista, buffalo, gilbert, reno, madison, fort wayne, toledo, lubbock,
st petersburg, laredo, irving, chesapeake, glendale, winston salem, scottsdale, garland, boise, norfolk,
fremont, spokane, richmond, baton rouge, hialeah, tacoma, san bernardino, modesto, fontana, santa clarita,
birmingham, oxnard, fayetteville, rochester, moreno valley, glendale, yonkers, huntington beach, aurora,
salt lake city, amarillo, montgomery, little rock, akron, augusta, grand rapids, mobile, huntsville, shreveport,
knoxville, worcester, brownsville, des moines, overland park, chattanooga, tempe, springfield, providence, vancouver,
fort lauderdale, sioux falls, rancho cucamonga, santa rosa, oceanside, ontario, elk grove, salem, eugene,
jackson, cary, fort collins, corona, alexandria, hayward, clarksville, lakewood, lancaster, salinas, palmdale,
hollywood, macon, kansas city, sunnyvale, pomona, escondido, naperville, joliet, bellevue, rockford, savannah,
bridgeport, torrance, mcallen, syracuse, roseville, murfreesboro, dayton, fullerton, orange, pasadena, killeen,
mesquite, warren, hampton, west valley city, columbia, olathe, thornton, miramar, sterling heights, waco, cedar rapids,
charleston, visalia, topeka, gainesville, thousand oaks, elizabeth, new haven, stamford, concord, hartford, kent,
lafayette, simi valley, athens, evansville, santa clara, abilene, norman, ann arbor, allentown, beaumont, columbia,
odessa, fargo, wilmington, berkeley, peoria, lansing, green bay, davenport, tyler, pensacola, broken arrow, tuscaloosa,
franklin, marietta, decatur, dalton, cleveland, johnson city, kingsport, bowling green, asheville, greenville,
spartanburg, alpharetta, smyrna, kennesaw, dothan, hoover, bessemer, lebanon, gallatin, hendersonville, cookeville,
folsom, davis, vacaville, redding, chico, muskogee, bartlesville, sapulpa, owasso, stillwater, edmond, lawton`);

/** Airports as cards of airlines and car rentals name them. */
export const airports: ReadonlySet<string> = new Set(
  `atl lax ord dfw den jfk sfo sea las mco ewr clt phx iah mia bos msp fll dtw phl lga bwi slc dca iad san tpa bna
  aus mdw hnl dal pdx stl rdu hou oak msy mci sjc sna smf sat rsw clt ind cle pit cvg cmh jax bdl mke abq ont
  bur oma buf okc rno tul bhm cha tys mem sdf gsp hsv lit dsm ric orf chs sav geg boi elp icn`.split(/\s+/),
);

/** Regions that name a branch. */
export const regions: ReadonlySet<string> = new Set(
  `north south east west central northeast northwest southeast southwest mid midsouth midwest midatlantic gulf coast
  northern southern eastern western downtown uptown airport region regional`.split(/\s+/),
);

/** Countries as a legal entity's text names them ("HUBSPOT IRELAND LTD"). */
export const countries: ReadonlySet<string> = new Set(
  `ireland canada mexico germany deutschland france netherlands luxembourg uk england singapore india japan australia
  switzerland sweden europe emea`.split(/\s+/),
);
