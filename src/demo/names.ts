// Invented people are put together from these; any likeness is chance. Word lists, not rules.

export type Salutation = "ms" | "mr";
export interface GivenNames {
  readonly ms: readonly string[];
  readonly mr: readonly string[];
}

const words = (text: string): readonly string[] => text.split(" ");
const list = (text: string): readonly string[] => text.split(", ");

/** Given and family names of one origin stand together, as they mostly do in a telephone book. */
export interface NameStock {
  readonly given: GivenNames;
  readonly family: readonly string[];
}

export const german: NameStock = {
  given: {
    ms: list(
      "Anna, Barbara, Birgit, Brigitte, Carolin, Christa, Christine, Claudia, Doris, Elfriede, Elisabeth, Erika, Eva, Franziska, Friederike, Gisela, Greta, Hannelore, Heike, Helga, Ida, Ingrid, Jana, Johanna, Jutta, Karin, Katharina, Käthe, Lea, Lena, Leonie, Magdalena, Marlene, Monika, Nina, Petra, Renate, Rosemarie, Sabine, Sophie, Susanne, Theresa, Ulrike, Ursula, Veronika, Anna-Lena, Eva-Maria, Marie-Luise",
    ),
    mr: list(
      "Alexander, Andreas, Anton, Benedikt, Bernd, Björn, Christian, Christoph, Daniel, Dieter, Emil, Felix, Florian, Franz, Friedrich, Georg, Gerhard, Günther, Hans, Heinrich, Helmut, Jakob, Jan, Johannes, Jonas, Josef, Jörg, Jürgen, Karl, Klaus, Korbinian, Leon, Lukas, Manfred, Markus, Matthias, Maximilian, Michael, Moritz, Oliver, Paul, Peter, Rainer, Sebastian, Stefan, Thomas, Tobias, Uwe, Wolfgang, Hans-Peter, Karl-Heinz, Söhnke",
    ),
  },
  family: list(
    "Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Schäfer, Koch, Bauer, Richter, Klein, Wolf, Schröder, Neumann, Schwarz, Zimmermann, Braun, Krüger, Hofmann, Hartmann, Lange, Schmitt, Werner, Krause, Meier, Lehmann, Schmid, Maier, Köhler, Herrmann, König, Walter, Mayer, Huber, Kaiser, Fuchs, Peters, Lang, Scholz, Möller, Weiß, Jung, Hahn, Schubert, Vogel, Keller, Günther, Frank, Berger, Winkler, Roth, Beck, Lorenz, Baumann, Franke, Albrecht, Schuster, Simon, Ludwig, Böhm, Winter, Kraus, Schumacher, Krämer, Vogt, Stein, Jäger, Sommer, Groß, Seidel, Brandt, Haas, Schreiber, Graf, Dietrich, Ziegler, Kuhn, Kühn, Pohl, Engel, Horn, Busch, Bergmann, Thomas, Voigt, Sauer, Arnold, Pfeiffer, Lindner, Brandl, Obermaier, Strobl, Gruber, Zöllner, Öttl, Übelacker, Reißner, Groß-Bölting, Moser, Egger, Brunner, Steiner, von der Heide, von Stetten, vom Berg, zur Mühlen, zu Hohenfels, von Ammersfeld, Schulze-Delling, Meyer-Landrut, Müller-Thurau, Kröger-Wenzel, Ströbele-Noack, Hasenöhrl, Kürschner, Büttner, Käßbohrer, Grünwald, Löffler, Schürmann, Stößel",
  ),
};

const turkish: NameStock = {
  given: {
    ms: words("Ayşe Emine Elif Zeynep Selin Gülşen Fatma Derya Esra Melek"),
    mr: words("Mehmet Mustafa Emre Can Ömer Hüseyin Yusuf İbrahim Kerem Şükrü"),
  },
  family: words("Yılmaz Kaya Demir Şahin Çelik Yıldız Aydın Öztürk Arslan Doğan Kılıç Güneş"),
};
const polish: NameStock = {
  given: { ms: words("Agnieszka Katarzyna Małgorzata Joanna Ewa Zofia"), mr: words("Paweł Piotr Krzysztof Tomasz Łukasz Marek") },
  family: words("Nowak Kowalski Wiśniewski Wójcik Kamiński Lewandowski Dąbrowski Szymański Woźniak Jabłoński"),
};
const italian: NameStock = {
  given: { ms: words("Giulia Francesca Chiara Lucia Paola"), mr: words("Giuseppe Marco Luca Antonio Salvatore") },
  family: list("Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, De Luca, Di Stefano, D'Angelo"),
};
const southEastern: NameStock = {
  given: { ms: words("Ivana Marija Eleni Jelena Mirjana Vesna"), mr: words("Ivan Marko Dragan Nikos Goran Željko") },
  family: words("Horvat Kovačević Marić Petrović Papadopoulos Nikolaidis Jurić Šimić"),
};
export const english: NameStock = {
  given: { ms: words("Emily Charlotte Alice Fiona Margaret Siobhán"), mr: words("James Oliver Harry Thomas Alasdair Rhys") },
  family: list("Smith, Jones, Taylor, Evans, O'Connor, MacLeod, Whitfield, Ashworth, Penhaligon, Fitzgerald-Moore"),
};
export const swiss: NameStock = {
  given: { ms: words("Regula Ursina Vreni Anneliese Céline Nadja"), mr: words("Reto Urs Beat Jürg Luca Ueli") },
  family: list("Bühler, Zürcher, Ammann, Gerber, Frei, Baumgartner, Caduff, Wyss, Rochat, von Allmen"),
};

/** How names of people who live in the German-speaking countries are spread. */
export const spread: readonly (readonly [NameStock, number])[] = [
  [german, 0.83],
  [turkish, 0.07],
  [polish, 0.04],
  [italian, 0.03],
  [southEastern, 0.03],
];

export const streets: readonly string[] = list(
  "Ahornweg, Am Anger, Am Mühlbach, An der Stadtmauer, Bachstraße, Bahnhofstraße, Beethovenstraße, Birkenallee, Blumenstraße, Brunnengasse, Buchenweg, Dorfstraße, Eichendorffstraße, Erlenweg, Feldstraße, Fichtenweg, Finkenweg, Friedhofstraße, Gartenstraße, Goethestraße, Hauptstraße, Haydnstraße, Heinrich-Heine-Straße, Hinter der Kirche, Hochstraße, Holunderweg, Im Winkel, Industriestraße, Jahnstraße, Kapellenweg, Kastanienallee, Kirchgasse, Kirschblütenweg, Königsberger Straße, Lange Gasse, Lerchenweg, Lindenstraße, Lärchenweg, Marktplatz, Meisenweg, Mozartstraße, Mühlenweg, Neue Straße, Obere Gasse, Oststraße, Parkstraße, Pestalozzistraße, Poststraße, Quellenweg, Ringstraße, Rosenweg, Schillerstraße, Schlossallee, Schulstraße, Schützenstraße, Sonnenhang, Talstraße, Tannenweg, Uferstraße, Ulmenweg, Waldstraße, Wiesengrund, Ziegeleiweg, Zum Sportplatz",
);
export const englishStreets: readonly string[] = list("Mill Lane, Church Street, Station Road, Park View, Queens Road, Orchard Close");
