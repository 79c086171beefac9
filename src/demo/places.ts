// Real places with a real postal code of theirs, so that maps, letters and country rules have something to work on.

export interface Place {
  readonly postalCode: string;
  readonly locality: string;
  readonly country: "DE" | "AT" | "CH" | "GB";
  /** Area code and block of the telephone numbers that are reserved for fiction and lie nearest. */
  readonly area: string;
}

const places = (country: Place["country"], text: string): readonly Place[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [postalCode = "", locality = ""] = line.split("|");
      return { postalCode, locality, country, area: country === "DE" ? areaOf(postalCode) : country === "GB" ? "020 7946 0" : munich };
    });

const munich = "089 99998 ";
/** The Bundesnetzagentur keeps a thousand numbers free in each of five cities (Mitteilung 148/2021). */
const areaOf = (postalCode: string): string =>
  ({ 0: "030 23125 ", 1: "030 23125 ", 2: "040 66969 ", 3: "069 90009 ", 4: "0221 4710 ", 5: "0221 4710 ", 6: "069 90009 " })[
    postalCode[0] ?? ""
  ] ?? munich;

/** Where the firm's vans go every day. */
export const nearby = places(
  "DE",
  `
  86150|Augsburg
  86152|Augsburg
  86159|Augsburg
  86161|Augsburg
  86199|Augsburg
  86316|Friedberg
  86343|Königsbrunn
  86356|Neusäß
  86368|Gersthofen
  86391|Stadtbergen
  86399|Bobingen
  86415|Mering
  86551|Aichach
  86609|Donauwörth
  86830|Schwabmünchen
  86899|Landsberg am Lech
  89312|Günzburg
  89407|Dillingen an der Donau
`,
);

export const farther = places(
  "DE",
  `
  10115|Berlin
  10437|Berlin
  12043|Berlin
  01067|Dresden
  02826|Görlitz
  03046|Cottbus
  04109|Leipzig
  06108|Halle (Saale)
  07743|Jena
  08056|Zwickau
  09111|Chemnitz
  14467|Potsdam
  15230|Frankfurt (Oder)
  17489|Greifswald
  18055|Rostock
  19053|Schwerin
  20095|Hamburg
  22765|Hamburg
  23552|Lübeck
  24103|Kiel
  24937|Flensburg
  25813|Husum
  26122|Oldenburg
  26721|Emden
  28195|Bremen
  29221|Celle
  30159|Hannover
  31134|Hildesheim
  33098|Paderborn
  33602|Bielefeld
  34117|Kassel
  35037|Marburg
  36037|Fulda
  37073|Göttingen
  38100|Braunschweig
  39104|Magdeburg
  40213|Düsseldorf
  42103|Wuppertal
  44135|Dortmund
  44787|Bochum
  45127|Essen
  48143|Münster
  49074|Osnabrück
  50667|Köln
  50823|Köln
  52062|Aachen
  53111|Bonn
  54290|Trier
  55116|Mainz
  56068|Koblenz
  57072|Siegen
  60311|Frankfurt am Main
  64283|Darmstadt
  65183|Wiesbaden
  66111|Saarbrücken
  68159|Mannheim
  69115|Heidelberg
  70173|Stuttgart
  72070|Tübingen
  72764|Reutlingen
  74072|Heilbronn
  75172|Pforzheim
  76131|Karlsruhe
  77652|Offenburg
  78462|Konstanz
  79098|Freiburg im Breisgau
  80331|München
  80469|München
  81541|München
  82319|Starnberg
  82467|Garmisch-Partenkirchen
  83022|Rosenheim
  84028|Landshut
  85049|Ingolstadt
  85354|Freising
  87435|Kempten (Allgäu)
  87700|Memmingen
  88131|Lindau (Bodensee)
  88212|Ravensburg
  89073|Ulm
  90402|Nürnberg
  93047|Regensburg
  94032|Passau
  95444|Bayreuth
  96047|Bamberg
  97070|Würzburg
  99084|Erfurt
  99423|Weimar
`,
);

export const austrian = places(
  "AT",
  `
  1010|Wien
  1070|Wien
  4020|Linz
  5020|Salzburg
  6020|Innsbruck
  6330|Kufstein
  6850|Dornbirn
  6900|Bregenz
  8010|Graz
  9020|Klagenfurt am Wörthersee
`,
);

export const swissPlaces = places(
  "CH",
  `
  8001|Zürich
  8400|Winterthur
  3011|Bern
  4051|Basel
  6003|Luzern
  7000|Chur
  8280|Kreuzlingen
  9000|St. Gallen
  1201|Genève
`,
);

export const british = places(
  "GB",
  `
  EC1A 1BB|London
  W1A 0AX|London
  M1 1AE|Manchester
  B33 8TH|Birmingham
`,
);

/** Mobile numbers that networks keep free for fiction; their length is fixed, so there are no more than these. */
export const mobiles: readonly string[] = [
  "0152 28817386",
  "0152 28895456",
  "0152 54599371",
  "0172 9925904",
  "0172 9968532",
  "0172 9973185",
  "0172 9973186",
  "0172 9980752",
  "0174 9091317",
  "0174 9464308",
  ...Array.from({ length: 100 }, (_, i) => `0171 39200${String(i).padStart(2, "0")}`),
  ...Array.from({ length: 100 }, (_, i) => `0176 040690${String(i).padStart(2, "0")}`),
];
