// What people of a heating firm write down about their day, as parts of sentences. A part in braces is filled per story,
// so that inquiry, quote and invoice speak of the same boiler. German devices and
// parts are all feminine, English ones begin with a consonant: it spares a grammar. What stands more than once is likelier.

type StepText = readonly [subjects: readonly string[], sentences: readonly string[]];

export interface Slots {
  readonly device: readonly string[];
  readonly part: readonly string[];
  readonly room: readonly string[];
  readonly day: readonly string[];
  readonly colleague: readonly string[];
}

// biome-ignore format: a step a line
const de = {
  slots: {
    device: ["Gastherme", "Wärmepumpe", "Ölheizung", "Pelletheizung", "Brennwerttherme", "Solaranlage", "Fußbodenheizung", "Fernwärmestation", "Hebeanlage", "Enthärtungsanlage", "Lüftungsanlage", "Heizungsanlage", "Wärmepumpe", "Wärmepumpe"],
    part: ["Umwälzpumpe", "Zündelektrode", "Dichtung", "Steuerplatine", "Rückschlagklappe", "Sicherungsgruppe", "Drosselklappe", "Mischbatterie", "Armatur", "Regelung"],
    room: ["im Keller", "im Bad", "in der Küche", "im Dachgeschoss", "in der Einliegerwohnung", "im Heizraum", "im Waschraum", "im Anbau", "im Treppenhaus"],
    day: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"],
    colleague: ["Selin", "Petra", "Jonas", "Mirko", "Paweł", "Lena"],
  } satisfies Slots,
  money: (euros: string) => `${euros.replace(/\B(?=(\d{3})+$)/, ".")} €`,
  steps: {
    inquiry: [["Anfrage {device}", "Anfrage: neue {device}", "Interesse an {device}"], ["Möchte die {device} {room} erneuern lassen.", "Fragt, was eine neue {device} kostet und was davon gefördert wird.", "Die {device} {room} ist über 20 Jahre alt.", "Will bis Ende des Jahres umrüsten."]],
    callBack: [["Rückruf wegen {device}", "Anfrage besprochen"], ["Termin zum Anschauen am {day} vereinbart.", "Hat noch ein anderes Angebot, entscheidet nach Preis und Termin.", "Erreichbar am besten nach {hour} Uhr."]],
    survey: [["Aufmaß {device}", "Besichtigung {room}", "Vor Ort angeschaut"], ["Maße genommen, Fotos gemacht.", "Die {device} {room} muss ganz raus, Zugang ist eng.", "Leitungen sind in gutem Zustand, nur die {part} tauschen.", "Wünscht Angebot in zwei Varianten."]],
    offerSent: [["Angebot {number}", "Angebot {number}: {device}"], ["Angebot über {amount} geschickt.", "Zwei Varianten, die kleinere zu {amount}.", "Gültig vier Wochen, Lieferzeit der {device} etwa {count} Wochen."]],
    offerFollowUp: [["Nachgefasst: Angebot {number}", "Angebot {number} angekommen?"], ["Überlegt noch, will mit der Familie sprechen.", "{amount} ist mehr als gedacht; fragt nach Ratenzahlung.", "Möchte die {part} doch mit tauschen lassen.", "Meldet sich bis {day}."]],
    offerAccepted: [["Auftrag zu {number}", "Zusage {device}"], ["Nimmt Angebot {number} über {amount} an.", "Bittet um Termin möglichst bald.", "Wünscht die Ausführung in den Ferien."]],
    offerDeclined: [["Absage zu {number}", "Doch nicht: {device}"], ["Hat sich anders entschieden, {amount} war zu viel.", "Verschiebt das Ganze um ein Jahr.", "Der Vermieter will selbst beauftragen."]],
    schedule: [["Termin für Einbau", "Einbau {device}: Termin"], ["Einbau am {day} ab {hour} Uhr, zwei Leute.", "Wasser wird am {day} für drei Stunden abgestellt, Nachbarn wissen Bescheid.", "Schlüssel liegt {room} beim Zähler."]],
    install: [["Einbau {device}", "{device} eingebaut", "Montage {room}"], ["{device} {room} eingebaut und in Betrieb genommen.", "{colleague} war mit dabei, alles dicht.", "Einweisung gegeben, Unterlagen übergeben.", "Es fehlt noch die {part}, wird nachgeliefert."]],
    invoice: [["Rechnung zu {number}", "Rechnung {device}"], ["{amount}, zahlbar in 14 Tagen.", "Lohnanteil für die Steuer ausgewiesen.", "Mit Wartungsprotokoll."]],
    thanks: [["Dank", "Rückmeldung"], ["Läuft wunderbar, vielen Dank!", "Alles warm, sehr zufrieden mit {colleague}.", "Empfiehlt uns gern weiter."]],
    serviceDue: [["Wartung {device} fällig", "Erinnerung: Wartung"], ["Die Wartung der {device} ist wieder fällig.", "Terminvorschlag: {day} ab {hour} Uhr.", "Bitte Zugang {room} freihalten."]],
    serviceBooked: [["Wartungstermin", "Termin für {device}"], ["Termin am {day} um {hour} Uhr.", "Jemand ist ab {hour} Uhr zu Hause.", "Bittet, auch nach der {part} zu sehen."]],
    serviceDone: [["Wartung {device}", "Jahreswartung"], ["Gereinigt, Werte gemessen, alles in Ordnung.", "{part} getauscht, nächste Wartung in einem Jahr.", "Abgaswerte gut, Druck nachgefüllt.", "{part} wird nächstes Jahr fällig."]],
    emergency: [["Notdienst: {device} steht", "Kein warmes Wasser", "Wasser {room}"], ["Die {device} ist ausgefallen, es ist kalt.", "Wasser läuft {room}, Haupthahn ist zu.", "Fehler F{count} auf der Anzeige, Neustart hilft nicht.", "Kleine Kinder im Haus, bitte heute noch."]],
    emergencyVisit: [["Notdiensteinsatz", "Störung {device} behoben"], ["{part} war defekt, getauscht.", "Leck {room} abgedichtet, Rest kommt am {day}.", "Läuft wieder; Ersatzteil bestellt.", "{colleague} hat notdürftig überbrückt."]],
    aftercare: [["Nachgefragt nach Notdienst", "Läuft die {device}?"], ["Alles warm, sehr zufrieden.", "Es tropft noch ein wenig {room}; Termin am {day}.", "Dankt für die schnelle Hilfe."]],
    complaint: [["Beschwerde: {device}", "Ärger wegen Termin", "Reklamation {part}"], ["Die {device} ist zu laut.", "Niemand kam am {day}, niemand rief an.", "Die {part} tropft schon wieder.", "Rechnung ist höher als das Angebot über {amount}."]],
    complaintVisit: [["Reklamation angeschaut", "Nachbesserung {device}"], ["Schallschutz nachgerüstet.", "{part} auf Kulanz getauscht.", "Einstellung korrigiert, {colleague} hat es erklärt."]],
    complaintSolved: [["Reklamation erledigt", "Noch einmal gesprochen"], ["Ist jetzt zufrieden.", "Gutschrift über 50 € vereinbart.", "Entschuldigung angenommen, bleibt Kundschaft."]],
    bathInquiry: [["Neues Bad", "Bad barrierefrei umbauen"], ["Möchte Dusche statt Wanne, ebenerdig.", "Bad ist von 1978, alles soll raus.", "Pflegekasse zahlt einen Teil."]],
    showroom: [["Termin in der Ausstellung", "Bäder angeschaut"], ["Gefallen hat die große Dusche mit Regenbrause.", "Helle Fliesen, matte {part}.", "Budget etwa {amount}."]],
    paymentReminder: [["Zahlungserinnerung {number}", "Offene Rechnung {number}"], ["{amount} sind seit zwei Wochen offen.", "Freundlich erinnert."]],
    paymentCall: [["Offene Rechnung besprochen"], ["Überweist heute.", "War im Urlaub, zahlt bis {day}.", "Möchte in zwei Raten zahlen."]],
    flatsReported: [["Heizung in {count} Wohnungen kalt", "Mieter melden: {device}", "{count} Wohnungen ohne warmes Wasser"], ["Bitte bis {day} nachsehen, Mieter sind informiert.", "Hausmeister hat den Schlüssel.", "Objekt {street}."]],
    flatsVisit: [["{count} Wohnungen geprüft", "Objekt {street}"], ["Strang entlüftet, {part} getauscht.", "In zwei Wohnungen niemand da.", "{device} {room} hydraulisch abgeglichen."]],
    flatsReport: [["Bericht {street}", "Ergebnis der Prüfung"], ["Bericht mit Fotos geschickt, Angebot für die {part} folgt.", "Empfehlen Tausch der {device} im kommenden Jahr, etwa {amount}."]],
    yearlyInvitation: [["Jahresgespräch ausgemacht"], ["Treffen am {day} um {hour} Uhr bei uns.", "Bringt die Objektliste mit."]],
    yearlyMeeting: [["Jahresgespräch", "Rahmenvertrag besprochen"], ["Alle Objekte durchgegangen, {count} Anlagen stehen zum Tausch an.", "Rahmenvertrag verlängert, Stundensatz bleibt.", "Wünscht festen Ansprechpartner: {colleague}."]],
    minutesSent: [["Notizen zum Treffen", "Zusammenfassung"], ["Wie besprochen, mit Liste der offenen Punkte.", "Nächstes Treffen am {day}."]],
    priceRequest: [["Preisanfrage {device}", "Anfrage: {count} Stück {part}"], ["Brauchen {count} Stück bis {day}.", "Bitte mit Rabattstaffel."]],
    priceReply: [["Angebot {device}", "Preise {part}"], ["{amount} netto, Lieferung in {count} Tagen.", "Preis gilt bis Monatsende."]],
    order: [["Bestellung {number}", "Bestellung: {part}"], ["{count} Stück bestellt, Lieferung an Baustelle {street}.", "Wie angeboten, {amount}."]],
    deliveryDelay: [["Lieferung verspätet sich", "{device}: Lieferverzug"], ["{device} kommt erst am {day}.", "Teillieferung möglich, {part} fehlt.", "Bieten Ersatzgerät an."]],
    priceList: [["Neue Preisliste"], ["Im Schnitt {count} % mehr.", "Rabattgruppe bleibt."]],
    priceCall: [["Über Preise gesprochen", "Konditionen"], ["Bonus ab {amount} Jahresumsatz.", "Preiserhöhung für die {part} verschoben.", "Will nächste Woche vorbeikommen."]],
    trainingInvitation: [["Einladung: Schulung {device}"], ["Halber Tag, zwei Plätze frei.", "Mit Zertifikat."]],
    training: [["Schulung {device}"], ["{colleague} war dabei, gute Unterlagen.", "Neue {part} vorgeführt."]],
    plansReceived: [["Pläne {street}", "Planstand {count}: {street}"], ["Bitte bis {day} prüfen.", "{device} {room} vorgesehen, Schacht ist knapp."]],
    plansQuestion: [["Rückfrage zu den Plänen", "Schacht {street}"], ["Schacht wird zehn Zentimeter breiter.", "Statiker muss noch zustimmen.", "Aufstellort der {device} {room} geklärt."]],
    siteMeeting: [["Baubesprechung {street}", "Begehung {street}"], ["Rohbau ist {count} Wochen im Verzug.", "Durchbrüche angezeichnet.", "Elektriker und wir stimmen uns am {day} ab."]],
    referral: [["Empfehlung", "Neuer Kunde über Empfehlung"], ["Bekannte brauchen eine neue {device}.", "Hat uns beim Eigentümertreffen empfohlen."]],
    referralThanks: [["Dank für Empfehlung"], ["Vielen Dank, wir kümmern uns.", "Danke! Termin ist schon ausgemacht."]],
    pressQuestion: [["Anfrage: Artikel über Wärmepumpen", "Interview Nachwuchs im Handwerk"], ["Sucht ein Beispiel aus der Region.", "Redaktionsschluss ist {day}."]],
    pressCall: [["Fragen der Redaktion"], ["Zahlen genannt, Foto vor Ort zugesagt.", "Zitat soll vorher gezeigt werden."]],
    pressVisit: [["Fototermin Baustelle", "Interview in der Werkstatt"], ["Fotos mit {colleague} an der {device}.", "Gutes Gespräch, kommt nächste Woche."]],
    pressArticle: [["Artikel erschienen"], ["Halbe Seite mit Bild, drei Anrufe seither.", "Online und gedruckt."]],
    permitSent: [["Antrag {street}", "Anzeige {device}"], ["Unterlagen vollständig eingereicht.", "Anschluss der {device} angezeigt."]],
    permitCall: [["Nachfrage zum Antrag"], ["Liegt noch beim Kollegen.", "Es fehlt der Lageplan.", "Bescheid kommt bis {day}."]],
    permitReceived: [["Bescheid {street}", "Genehmigung {device}"], ["Genehmigt, Auflage: Schallschutz.", "Abnahme am {day}."]],
    newsletter: [["Rundbrief Frühling", "Rundbrief Herbst", "Fördermittel: was jetzt gilt"], []],
    fair: [["Messe Haus & Wärme", "Tag der offenen Tür", "Handwerkermarkt"], ["Am Stand gesprochen, Interesse an {device}.", "Hat Prospekt mitgenommen.", "Kommt mit Grundriss wieder."]],
    fairFollowUp: [["Unser Gespräch auf der Messe"], ["Unterlagen zur {device} geschickt.", "Termin angeboten: {day}."]],
    socialComment: [["Kommentar zum Foto", "Bewertung"], ["„Schnell, sauber, freundlich.“", "Fragt öffentlich nach Preisen für eine {device}.", "Lobt {colleague}."]],
    remark: [["Notiz", "Merken", "Zum Haus"], ["Hund im Hof, vorher anrufen.", "Parken nur in der Seitenstraße.", "Zählernummer ist fotografiert.", "Am {day} nie erreichbar.", "Kennt {colleague} vom Verein.", "Zweitwohnung, Post bitte per E-Mail."]],
    birthday: [["Geburtstag"], ["Herzlichen Glückwunsch vom ganzen Betrieb!"]],
  },
  more: ["Unterlagen liegen in der Mappe.", "War kurz angebunden.", "Freundlich und gut vorbereitet.", "Fotos folgen.", "Bitte bei {colleague} nachfragen.", "Nächster Schritt: Termin am {day}.", "Rückruf am {day} gegen {hour} Uhr.", "Wir melden uns bis {day}.", "Kostenrahmen {amount}.", "Adresse der Baustelle: {street}."],
  unreached: ["Später noch einmal versuchen.", "Um Rückruf gebeten.", "Auf Mailbox gesprochen: wegen {number}.", "Sekretariat richtet es aus."],
  missed: ["Niemand zu Hause, Karte eingeworfen.", "Neuer Termin: {day} um {hour} Uhr.", "Abgesagt wegen Krankheit.", "Material war nicht da, verschoben."],
  notes: ["Hund im Hof, bitte vorher anrufen.", "Schlüssel bei den Nachbarn links.", "Zahlt immer sofort.", "Rechnung bitte nur per E-Mail.", "Hört schlecht, bitte laut und langsam.", "Kellerabgang von außen.", "Möchte nur von Frau Lindner betreut werden.", "Heizraum ist abgeschlossen, Hausmeister anrufen.", "Baujahr 1964, Leitungen zum Teil noch verzinkt.", "Skonto drei Prozent vereinbart."],
  tags: ["Wartungsvertrag", "Stammkunde", "Altbau", "Neubau", "Wärmepumpe", "Solar", "Badsanierung", "Notdienst", "Weihnachtskarte", "Rahmenvertrag", "Skonto", "Schlüssel vorhanden", "Förderung", "VIP"],
  industries: { managers: "Hausverwaltung", hospitality: "Gastgewerbe", crafts: "Handwerk", health: "Gesundheit", education: "Bildung", trade: "Handel", industry: "Industrie", legal: "Recht und Steuern", wholesale: "Großhandel", architecture: "Architektur und Planung", press: "Presse", authority: "Verwaltung", energy: "Energieberatung" },
  titles: {
    owner: ["Inhaberin", "Inhaber"], director: ["Geschäftsführerin", "Geschäftsführer"], purchasing: ["Einkäuferin", "Einkäufer"], accounts: ["Buchhalterin", "Buchhalter"], facility: ["Objektbetreuerin", "Objektbetreuer"],
    caretaker: ["Hausmeisterin", "Hausmeister"], architect: ["Architektin", "Architekt"], planner: ["Fachplanerin", "Fachplaner"], sales: ["Außendienstmitarbeiterin", "Außendienstmitarbeiter"], assistant: ["Assistentin", "Assistent"],
    editor: ["Redakteurin", "Redakteur"], clerk: ["Sachbearbeiterin", "Sachbearbeiter"], consultant: ["Energieberaterin", "Energieberater"], head: ["Leiterin", "Leiter"], foreman: ["Bauleiterin", "Bauleiter"],
  },
  departments: ["Einkauf", "Technik", "Verwaltung", "Buchhaltung", "Vertrieb", "Objektbetreuung"],
  sales: {
    pipeline: "Angebote",
    stages: { inquiry: "Anfrage", visit: "Besichtigung", quote: "Angebot versandt", negotiation: "Verhandlung", won: "Gewonnen", lost: "Verloren" },
    losses: { declined: ["Preis", "Verschoben", "Vermieter beauftragt selbst"], silent: { asked: "Nicht weiterverfolgt", quoted: "Keine Antwort" }, competitors: ["Kessler Haustechnik", "Wärme & Bad Steinle", "Energieteam Schwaben", "Alpenklima"] },
    owners: ["Petra Lindner", "Jonas Brandl", "Selin Aydın"],
    series: { invoice: "R", creditNote: "G" },
    creditFor: (number: string) => `Zu Rechnung ${number}`,
    bath: "Neues Bad",
  },
  labels: { reception: "Zentrale", emergency: "Notfall", office: "Büro" },
} as const;

// biome-ignore format: a step a line
const en = {
  slots: {
    device: ["gas boiler", "heat pump", "wood boiler", "pellet boiler", "condensing boiler", "solar collector", "floor heating", "district heating unit", "lifting unit", "water softener", "ventilation unit", "heating system", "heat pump", "heat pump"],
    part: ["circulation pump", "ignition electrode", "gasket", "control board", "check valve", "safety valve", "throttle valve", "mixer tap", "fitting", "controller"],
    room: ["in the cellar", "in the bathroom", "in the kitchen", "in the attic", "in the granny flat", "in the boiler room", "in the laundry", "in the annexe", "in the stairwell"],
    day: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    colleague: ["Selin", "Petra", "Jonas", "Mirko", "Paweł", "Lena"],
  },
  money: (euros) => `€${euros.replace(/\B(?=(\d{3})+$)/, ",")}`,
  steps: {
    inquiry: [["Inquiry: {device}", "Inquiry about a new {device}", "Interested in a {device}"], ["Wants the {device} {room} replaced.", "Asks what a new {device} costs and which grants there are.", "The {device} {room} is more than 20 years old.", "Wants it done by the end of the year."]],
    callBack: [["Called back about the {device}", "Talked about the inquiry"], ["Appointment to have a look on {day}.", "Has another quote, will decide by price and date.", "Best reached after {hour} o'clock."]],
    survey: [["Measured for the {device}", "Had a look {room}", "On site"], ["Took measurements and photos.", "The {device} {room} has to go, access is narrow.", "Pipes are in good order, only the {part} needs replacing.", "Wants a quote in two versions."]],
    offerSent: [["Quote {number}", "Quote {number}: {device}"], ["Sent quote for {amount}.", "Two versions, the smaller at {amount}.", "Valid four weeks, the {device} takes about {count} weeks to arrive."]],
    offerFollowUp: [["Followed up on quote {number}", "Did quote {number} arrive?"], ["Still thinking, wants to talk to the family.", "{amount} is more than expected; asks about instalments.", "Would like the {part} replaced after all.", "Will get back by {day}."]],
    offerAccepted: [["Order for {number}", "Yes to the {device}"], ["Accepts quote {number} for {amount}.", "Asks for a date as soon as possible.", "Wants it done in the holidays."]],
    offerDeclined: [["No to {number}", "Not now: {device}"], ["Decided otherwise, {amount} was too much.", "Puts it off for a year.", "The landlord will order it himself."]],
    schedule: [["Date for installation", "Installing the {device}: date"], ["Installation on {day} from {hour} o'clock, two people.", "Water off for three hours on {day}, neighbours know.", "Key is {room} by the meter."]],
    install: [["Installed {device}", "{device} fitted", "Fitting {room}"], ["Fitted the {device} {room} and started it.", "{colleague} came along, everything tight.", "Explained how it works, handed over the papers.", "The {part} is missing, will follow."]],
    invoice: [["Invoice for {number}", "Invoice {device}"], ["{amount}, due in 14 days.", "Labour shown separately for tax.", "With service record."]],
    thanks: [["Thanks", "Feedback"], ["Works beautifully, thank you!", "All warm, very happy with {colleague}.", "Will recommend us."]],
    serviceDue: [["Service of the {device} is due", "Reminder: service"], ["The {device} is due for its service.", "Suggested date: {day} from {hour} o'clock.", "Please keep access {room} clear."]],
    serviceBooked: [["Service appointment", "Date for the {device}"], ["Appointment on {day} at {hour} o'clock.", "Somebody is home from {hour} o'clock.", "Asks to look at the {part} as well."]],
    serviceDone: [["Serviced {device}", "Yearly service"], ["Cleaned, measured, all in order.", "Replaced the {part}, next service in a year.", "Exhaust values good, pressure topped up.", "The {part} will be due next year."]],
    emergency: [["Emergency: {device} stopped", "No hot water", "Water {room}"], ["The {device} has failed, the house is cold.", "Water {room}, main valve is shut.", "Error F{count} on the display, restarting does not help.", "Small children in the house, please come today."]],
    emergencyVisit: [["Emergency visit", "Fixed the {device}"], ["The {part} was broken, replaced it.", "Sealed the leak {room}, the rest on {day}.", "Running again; spare part ordered.", "{colleague} bridged it for now."]],
    aftercare: [["Asked after the emergency", "Is the {device} running?"], ["All warm, very happy.", "Still drips a little {room}; appointment on {day}.", "Thanks for the quick help."]],
    complaint: [["Complaint: {device}", "Upset about the appointment", "Complaint about the {part}"], ["The {device} is too loud.", "Nobody came on {day}, nobody called.", "The {part} drips again.", "The invoice is higher than the quote of {amount}."]],
    complaintVisit: [["Looked into the complaint", "Rework on the {device}"], ["Added sound insulation.", "Replaced the {part} free of charge.", "Corrected the settings, {colleague} explained it."]],
    complaintSolved: [["Complaint settled", "Talked once more"], ["Is happy now.", "Agreed on a credit of €50.", "Apology accepted, stays with us."]],
    bathInquiry: [["New bathroom", "Step-free bathroom"], ["Wants a shower instead of the bath, level with the floor.", "Bathroom is from 1978, everything must go.", "Care insurance pays part of it."]],
    showroom: [["Visit to the showroom", "Looked at bathrooms"], ["Liked the big shower with the rain head.", "Light tiles, matt {part}.", "Budget about {amount}."]],
    paymentReminder: [["Payment reminder {number}", "Open invoice {number}"], ["{amount} open for two weeks.", "Friendly reminder."]],
    paymentCall: [["Talked about the open invoice"], ["Pays today.", "Was on holiday, pays by {day}.", "Would like to pay in two parts."]],
    flatsReported: [["Heating cold in {count} flats", "Tenants report: {device}", "{count} flats without hot water"], ["Please check by {day}, tenants know.", "The caretaker has the key.", "Building {street}."]],
    flatsVisit: [["Checked {count} flats", "Building {street}"], ["Bled the riser, replaced the {part}.", "Nobody in at two flats.", "Balanced the {device} {room}."]],
    flatsReport: [["Report {street}", "Result of the check"], ["Sent report with photos, quote for the {part} follows.", "Recommend replacing the {device} next year, about {amount}."]],
    yearlyInvitation: [["Yearly review arranged"], ["Meeting on {day} at {hour} o'clock at our place.", "Will bring the list of buildings."]],
    yearlyMeeting: [["Yearly review", "Talked about the framework contract"], ["Went through all buildings, {count} systems are due for replacement.", "Framework contract renewed, hourly rate stays.", "Wants one person to talk to: {colleague}."]],
    minutesSent: [["Notes from the meeting", "Summary"], ["As discussed, with the list of open points.", "Next meeting on {day}."]],
    priceRequest: [["Price inquiry: {device}", "Inquiry: {count} × {part}"], ["Need {count} by {day}.", "Please with discount scale."]],
    priceReply: [["Offer {device}", "Prices {part}"], ["{amount} net, delivery in {count} days.", "Price holds until the end of the month."]],
    order: [["Order {number}", "Order: {part}"], ["Ordered {count}, delivery to site {street}.", "As offered, {amount}."]],
    deliveryDelay: [["Delivery is late", "{device}: delay"], ["The {device} will not come before {day}.", "Part delivery possible, the {part} is missing.", "Offers a replacement unit."]],
    priceList: [["New price list"], ["On average {count} % more.", "Discount group stays."]],
    priceCall: [["Talked about prices", "Terms"], ["Bonus from {amount} a year.", "Price increase for the {part} put off.", "Wants to come by next week."]],
    trainingInvitation: [["Invitation: training {device}"], ["Half a day, two places left.", "With certificate."]],
    training: [["Training {device}"], ["{colleague} took part, good papers.", "New {part} shown."]],
    plansReceived: [["Plans {street}", "Plans, version {count}: {street}"], ["Please check by {day}.", "{device} planned {room}, the shaft is narrow."]],
    plansQuestion: [["Question about the plans", "Shaft {street}"], ["Shaft will be ten centimetres wider.", "The structural engineer must agree.", "Place of the {device} {room} settled."]],
    siteMeeting: [["Site meeting {street}", "Walked through {street}"], ["Shell is {count} weeks late.", "Marked the openings.", "We and the electrician talk on {day}."]],
    referral: [["Referral", "New customer by referral"], ["Friends need a new {device}.", "Recommended us at the owners' meeting."]],
    referralThanks: [["Thanks for the referral"], ["Thank you, we will take care.", "Thanks! The appointment is made."]],
    pressQuestion: [["Inquiry: article on heat pumps", "Interview on young people in the trades"], ["Looks for an example from the region.", "Deadline is {day}."]],
    pressCall: [["Questions from the editor"], ["Gave figures, promised a photo on site.", "Wants to show the quotation first."]],
    pressVisit: [["Photos on site", "Interview in the workshop"], ["Photos with {colleague} at the {device}.", "Good talk, comes out next week."]],
    pressArticle: [["Article is out"], ["Half a page with picture, three calls since.", "Online and in print."]],
    permitSent: [["Application {street}", "Notice of {device}"], ["Papers complete and handed in.", "Gave notice of the {device}."]],
    permitCall: [["Asked about the application"], ["Still with a colleague.", "Site plan is missing.", "Decision by {day}."]],
    permitReceived: [["Decision {street}", "Permit {device}"], ["Granted, condition: sound insulation.", "Inspection on {day}."]],
    newsletter: [["Spring letter", "Autumn letter", "Grants: what is new"], []],
    fair: [["Home and heating fair", "Open day", "Craft market"], ["Talked at the stand, interested in a {device}.", "Took a leaflet.", "Will come back with a floor plan."]],
    fairFollowUp: [["Our talk at the fair"], ["Sent papers on the {device}.", "Offered a date: {day}."]],
    socialComment: [["Comment on the photo", "Review"], ["“Quick, clean, friendly.”", "Asks in public what a {device} costs.", "Praises {colleague}."]],
    remark: [["Note", "Remember", "About the house"], ["Dog in the yard, call first.", "Parking only in the side street.", "Meter number is in the photo.", "Never reachable on {day}.", "Knows {colleague} from the club.", "Second home, post by e-mail please."]],
    birthday: [["Birthday"], ["Happy birthday from all of us!"]],
  },
  more: ["Papers are in the folder.", "Was in a hurry.", "Friendly and well prepared.", "Photos follow.", "Please ask {colleague}.", "Next step: appointment on {day}.", "Call back on {day} around {hour} o'clock.", "We get back by {day}.", "Budget {amount}.", "Address of the site: {street}."],
  unreached: ["Try again later.", "Asked to be called back.", "Left a message about {number}.", "The office will pass it on."],
  missed: ["Nobody home, left a card.", "New date: {day} at {hour} o'clock.", "Cancelled, ill.", "Material was not there, put off."],
  notes: ["Dog in the yard, please call first.", "Key with the neighbours on the left.", "Always pays at once.", "Invoices by e-mail only, please.", "Hard of hearing, please speak up.", "Cellar stairs from outside.", "Wants to deal with Ms Lindner only.", "Boiler room is locked, call the caretaker.", "Built in 1964, some pipes still galvanised.", "Three percent discount agreed."],
  tags: ["Service contract", "Regular", "Old building", "New building", "Heat pump", "Solar", "Bathroom", "Emergency service", "Christmas card", "Framework contract", "Discount", "Key held", "Grant", "VIP"],
  industries: { managers: "Property management", hospitality: "Hospitality", crafts: "Crafts", health: "Health", education: "Education", trade: "Retail", industry: "Manufacturing", legal: "Law and tax", wholesale: "Wholesale", architecture: "Architecture and planning", press: "Press", authority: "Administration", energy: "Energy advice" },
  titles: {
    owner: ["Owner", "Owner"], director: ["Managing director", "Managing director"], purchasing: ["Buyer", "Buyer"], accounts: ["Accountant", "Accountant"], facility: ["Property manager", "Property manager"],
    caretaker: ["Caretaker", "Caretaker"], architect: ["Architect", "Architect"], planner: ["Planning engineer", "Planning engineer"], sales: ["Sales representative", "Sales representative"], assistant: ["Assistant", "Assistant"],
    editor: ["Editor", "Editor"], clerk: ["Officer", "Officer"], consultant: ["Energy consultant", "Energy consultant"], head: ["Head", "Head"], foreman: ["Site manager", "Site manager"],
  },
  departments: ["Purchasing", "Engineering", "Administration", "Accounts", "Sales", "Property care"],
  sales: {
    pipeline: "Quotes",
    stages: { inquiry: "Inquiry", visit: "Site visit", quote: "Quote sent", negotiation: "Negotiation", won: "Won", lost: "Lost" },
    losses: { declined: ["Price", "Put off", "Landlord orders himself"], silent: { asked: "Not pursued", quoted: "No answer" }, competitors: ["Kessler Haustechnik", "Wärme & Bad Steinle", "Energieteam Schwaben", "Alpenklima"] },
    owners: ["Petra Lindner", "Jonas Brandl", "Selin Aydın"],
    series: { invoice: "INV", creditNote: "CN" },
    creditFor: (number) => `For invoice ${number}`,
    bath: "New bathroom",
  },
  labels: { reception: "Reception", emergency: "Emergency", office: "Office" },
} as const satisfies DemoText;

export type StepKey = keyof typeof de.steps;
export type Industry = keyof typeof de.industries;
export type Title = keyof typeof de.titles;
/** Words of the books: quotes and how they end, invoices, credit notes. */
export interface SalesText {
  readonly pipeline: string;
  readonly stages: Readonly<Record<"inquiry" | "visit" | "quote" | "negotiation" | "won" | "lost", string>>;
  /** `declined` stands in the order of the sentences of the step that tells of it. */
  readonly losses: {
    readonly declined: readonly string[];
    readonly silent: Readonly<Record<"asked" | "quoted", string>>;
    readonly competitors: readonly string[];
  };
  readonly owners: readonly string[];
  readonly series: Readonly<Record<"invoice" | "creditNote", string>>;
  readonly creditFor: (number: string) => string;
  readonly bath: string;
}
export interface DemoText {
  readonly slots: Slots;
  readonly money: (euros: string) => string;
  readonly steps: Readonly<Record<StepKey, StepText>>;
  readonly more: readonly string[];
  readonly unreached: readonly string[];
  readonly missed: readonly string[];
  readonly notes: readonly string[];
  readonly tags: readonly string[];
  readonly industries: Readonly<Record<Industry, string>>;
  readonly titles: Readonly<Record<Title, readonly [ms: string, mr: string]>>;
  readonly departments: readonly string[];
  readonly sales: SalesText;
  readonly labels: Readonly<Record<"reception" | "emergency" | "office", string>>;
}

export const demoText: Readonly<Record<"de" | "en", DemoText>> = { de, en };
