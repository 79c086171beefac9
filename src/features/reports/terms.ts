// The words of the trade that reports use: meaning, way of computing, and where the method comes from.
import { createText } from "../../i18n/createText.ts";
import type { Definition } from "./Term.tsx";

type TermKey =
  | "abc"
  | "revenue"
  | "recency"
  | "frequency"
  | "monetary"
  | "segment"
  | "alive"
  | "expectedPurchases"
  | "lifetimeValue"
  | "nextPurchase"
  | "rhythm"
  | "margin"
  | "costToServe"
  | "contribution"
  | "probability"
  | "auc"
  | "brier"
  | "lift"
  | "gain"
  | "calibration"
  | "support"
  | "confidence"
  | "ruleLift"
  | "evidence"
  | "similarity"
  | "hitRate"
  | "winRate"
  | "cycle"
  | "velocity"
  | "funnel"
  | "stageDays"
  | "stale"
  | "returned"
  | "winChance"
  | "expectedValue"
  | "commit"
  | "bestCase"
  | "backTest"
  | "interval"
  | "mase"
  | "retention"
  | "cohort";

const de: Readonly<Record<TermKey, Definition>> = {
  abc: {
    term: "ABC-Klasse",
    meaning:
      "A sind die wenigen, die zusammen den größten Teil des Umsatzes bringen, C die vielen übrigen. So sehen Sie, wem Ihre Zeit zuerst gehört.",
    computed:
      "Alle nach Umsatz geordnet und aufaddiert; wer beim Erreichen der ersten Grenze (80 %) dabei ist, ist A, bis zur zweiten (95 %) B, danach C.",
    source: "Dickie, ABC Inventory Analysis Shoots for Dollars, 1951, nach Pareto",
  },
  revenue: {
    term: "Umsatz",
    meaning: "Netto aller Positionen bis zum Stichtag, ohne Stornierte; Rückgaben vermindern ihn. Fracht zählt nicht.",
    computed:
      "Menge × Preis × (1 − Rabatt), ungerundet addiert. Gerundet wird nur die Anzeige; darum können gezeigte Einzelwerte um Cent von der gezeigten Summe abweichen.",
  },
  recency: {
    term: "Letzter Kauf",
    meaning: "Wie viele Tage der letzte Kauf am Stichtag zurückliegt. Wer erst kürzlich kaufte, kommt am ehesten wieder.",
    computed: "Punkte 1 bis 5: 5 hat das Fünftel mit den jüngsten Käufen, sofern keine eigenen Grenzen gewählt sind.",
  },
  frequency: {
    term: "Häufigkeit",
    meaning: "An wie vielen Tagen gekauft wurde.",
    computed: "Punkte 1 bis 5: 5 hat das Fünftel, das am häufigsten kauft, sofern keine eigenen Grenzen gewählt sind.",
  },
  monetary: {
    term: "Umsatz des Kunden",
    meaning: "Was der Kunde bis zum Stichtag netto gekauft hat, abzüglich Rückgaben.",
    computed: "Punkte 1 bis 5 nach Fünfteln der Kunden, sofern keine eigenen Grenzen gewählt sind.",
  },
  segment: {
    term: "Gruppe",
    meaning: "Kunden mit ähnlichem Verhalten: die Champions pflegen, die Gefährdeten anrufen, den Neuen einen zweiten Kauf leicht machen.",
    computed: "Aus den Punkten für letzten Kauf und Häufigkeit.",
    source: "RFM nach Hughes, Strategic Database Marketing, 1994",
  },
  alive: {
    term: "Noch Kunde?",
    meaning: "Wie wahrscheinlich es ist, dass dieser Kunde noch einer ist und nicht still weggeblieben.",
    computed:
      "Aus Zahl und Abstand seiner bisherigen Käufe, verglichen mit allen anderen. Wer sonst wöchentlich kaufte und seit einem Monat fehlt, ist eher weg als jemand, der stets einmal im Jahr kommt.",
    source:
      "Fader, Hardie, Lee: BG/NBD, Marketing Science 24, 2005; Schmittlein, Morrison, Colombo: Pareto/NBD, Management Science 33, 1987",
  },
  expectedPurchases: {
    term: "Erwartete Käufe",
    meaning: "Wie oft der Kunde in der gewählten Zeit voraussichtlich kauft; Käufe eines Tages zählen als einer.",
    computed: "Mit demselben Verfahren wie „Noch Kunde?“.",
  },
  lifetimeValue: {
    term: "Kundenwert",
    meaning: "Was die künftigen Käufe in der gewählten Zeit heute wert sind. Vergangenes zählt nicht mit.",
    computed: "Erwartete Käufe × erwarteter Betrag je Kauf × Marge, spätere Monate mit dem Zins abgewertet.",
    source: "Fader, Hardie, Lee: RFM and CLV, Journal of Marketing Research 42, 2005 (Gamma-Gamma)",
  },
  nextPurchase: {
    term: "Nächster Kauf",
    meaning: "Nach so vielen Tagen hat der Kunde mit 50 % Wahrscheinlichkeit wieder gekauft, falls er noch Kunde ist.",
  },
  rhythm: {
    term: "Rhythmus",
    meaning:
      "Der übliche Abstand zwischen zwei Kauftagen dieses Kunden. Gebrochen ist er, wenn der Kunde länger fehlt als je zuvor und mindestens doppelt so lang wie üblich: ein Anlass für einen Anruf.",
    computed: "Üblich ist der Median aller bisherigen Abstände: Die Hälfte war kürzer, die Hälfte länger. Drei müssen bekannt sein.",
  },
  margin: {
    term: "Rohertrag",
    meaning: "Umsatz minus Einkaufskosten der Waren, soweit diese bekannt sind.",
    computed: "Unbekannte Kosten zählen nie als null; solche Positionen bleiben hier außen vor.",
  },
  costToServe: {
    term: "Betreuungskosten",
    meaning: "Was der Kunde an Zeit, Besuchen und Sendungen kostet; bei einer Firma auch ihre Leute, die selbst nichts kaufen.",
    computed: "Minuten seiner Einträge × Stundensatz + Besuche × Kosten je Besuch + Sendungen × Kosten je Sendung.",
  },
  contribution: {
    term: "Deckungsbeitrag",
    meaning: "Was vom Umsatz nach Waren und Betreuung bleibt.",
    computed: "Umsatz − Warenkosten − Betreuungskosten. Ist ein Teil unbekannt, steht „höchstens“ davor: mehr kann es nicht sein.",
  },
  probability: {
    term: "Wahrscheinlichkeit",
    meaning: "Von 100 Kunden mit dieser Zahl trifft es bei etwa so vielen ein.",
    computed:
      "Logistische Regression über alle brauchbaren Felder, gelernt aus bekannten Antworten auf diesem Gerät, geprüft an Fällen, die sie nicht kannte.",
  },
  auc: {
    term: "Trennschärfe (AUC)",
    meaning: "Wie oft von zwei Kunden derjenige höher steht, bei dem es eintraf: 50 % ist Raten, 100 % vollkommen.",
    source: "Hanley, McNeil, Radiology 143, 1982",
  },
  brier: {
    term: "Gewinn gegenüber Raten",
    meaning: "Um wie viel kleiner der Fehler ist, als wenn man jedem den Durchschnitt sagte. Über 0 % ist nützlich.",
    computed: "1 − Brier-Wert ÷ Brier-Wert des Durchschnitts.",
    source: "Brier, Monthly Weather Review 78, 1950",
  },
  lift: {
    term: "Vielfaches des Zufalls (Lift)",
    meaning: "Wie viel mal so viele Treffer unter den Wahrscheinlichsten sind wie bei zufälliger Auswahl.",
  },
  gain: {
    term: "Gewinnkurve",
    meaning: "Welchen Teil aller Treffer Sie erreichen, wenn Sie nur die Wahrscheinlichsten ansprechen.",
  },
  calibration: {
    term: "Eichung",
    meaning:
      "Ob die Prozentzahlen stimmen: Wo 30 % gesagt wurde, sollten 30 von 100 eingetroffen sein. Die Striche zeigen, wie genau man es nach so wenigen Fällen wissen kann.",
    computed: "Zehn gleich große Gruppen; Bereich von 95 % nach Wilson.",
  },
  support: { term: "Häufigkeit", meaning: "In welchem Teil aller Einkäufe alles zusammen vorkommt." },
  confidence: { term: "Sicherheit", meaning: "Wie oft das rechte Produkt dabei ist, wenn die linken es sind." },
  ruleLift: {
    term: "Wie viel mal so oft (Lift)",
    meaning: "Wie viel mal so oft, als wenn die Produkte nichts miteinander zu tun hätten. 1 heißt: kein Zusammenhang.",
    source: "Agrawal, Imieliński, Swami, 1993; Eclat nach Zaki, 2000",
  },
  evidence: {
    term: "Mindestens so oft",
    meaning:
      "Um wie viel öfter mindestens, wenn man bedenkt, auf wie wenigen Einkäufen eine Regel beruht. Danach sind die Regeln geordnet.",
    computed: "Untere Grenze der Sicherheit (95 %, nach Wilson) ÷ Anteil des rechten Produkts an allen Einkäufen.",
    source: "Wilson, Journal of the American Statistical Association 22, 1927",
  },
  similarity: {
    term: "Ähnlichkeit",
    meaning: "Wie stark zwei Produkte von denselben Kunden gekauft werden, von 0 bis 1.",
    computed: "Gemeinsame ÷ √(die des einen × die des anderen); gezählt werden Kunden oder, wo keine genannt sind, Einkäufe.",
    source: "Linden, Smith, York: Item-to-Item Collaborative Filtering, 2003",
  },
  hitRate: {
    term: "Trefferquote",
    meaning: "Lässt man je ein gekauftes Produkt weg und errät es aus den übrigen: wie oft es unter den Vorschlägen ist.",
    computed: "Daneben steht, wie oft die beliebtesten Produkte getroffen hätten.",
  },
  winRate: {
    term: "Abschlussquote",
    meaning: "Welcher Teil der entschiedenen Verkaufschancen gewonnen wurde. Offene zählen nicht.",
    computed: "Gewonnen ÷ (gewonnen + verloren).",
  },
  cycle: {
    term: "Dauer",
    meaning: "Tage von der Eröffnung bis zum Abschluss gewonnener Verkaufschancen.",
    computed: "Nur wo beide Tage bekannt sind.",
  },
  velocity: {
    term: "Tempo",
    meaning: "Welcher Wert am Tag durch den Verkauf fließt.",
    computed: "Offene Chancen × Abschlussquote × mittlerer Wert ÷ mittlere Dauer.",
  },
  funnel: {
    term: "Trichter",
    meaning: "Wie viele Verkaufschancen bis zu jeder Stufe kamen und was dort aus ihnen wurde.",
    computed: "Aus dem Verlauf der Stufen; wer eine übersprang, gilt als durchgekommen. Verlorene tragen keinen Wert bei.",
  },
  stageDays: {
    term: "Im Mittel",
    meaning: "Wie viele Tage eine Verkaufschance in der Stufe war, bevor sie weiterkam oder entschieden wurde.",
    computed:
      "Aus dem Verlauf der Stufen: vom Eintritt bis zum Eintritt in die nächste, sonst bis zum Abschluss. Wer zweimal kommt, zählt zweimal; wo ein Tag fehlt, zählt niemand als null.",
  },
  stale: {
    term: "Liegt zu lange",
    meaning: "Offene Verkaufschancen, die länger in ihrer Stufe liegen, als der Verkaufsweg vorsieht. Hier hilft oft ein Anruf.",
    computed: "Tage seit dem letzten Eintritt in die Stufe, mehr als ihre Frist. Stufen ohne Frist kennen kein „zu lange“.",
  },
  returned: {
    term: "Zurückgekommen",
    meaning: "Verkaufschancen, die aus einer späteren Stufe in diese zurückkamen, oder nach einem Abschluss wieder aufgenommen wurden.",
    computed: "Aus dem Verlauf der Stufen: ein Eintritt, nachdem die Chance schon weiter gewesen war.",
  },
  winChance: {
    term: "Wahrscheinlichkeit",
    meaning: "Wie viele von hundert solchen Verkaufschancen am Ende gewonnen werden.",
    computed:
      "Was jemand von Hand gesetzt hat, gilt. Sonst der gewonnene Teil aller entschiedenen Chancen, die so weit kamen, wenn es mindestens 20 sind; sonst was bei der Stufe angegeben ist.",
  },
  expectedValue: {
    term: "Erwarteter Wert",
    meaning:
      "Was die offenen Verkaufschancen im Mittel bringen: nicht alle werden gewonnen, aber auch nicht keine. Die Spanne sagt, worin die Summe am Ende liegen dürfte.",
    computed:
      "Betrag × Wahrscheinlichkeit, aufaddiert. Verlorene zählen nichts, Chancen ohne Betrag fehlen und stehen daneben. Die Spanne rechnet zweierlei Zufall: ob jede einzelne gelingt, und wie genau der Anteil aus der Vergangenheit bekannt ist.",
    source: "Beta-Binomialverteilung, Skellam, Journal of the Royal Statistical Society B 10, 1948",
  },
  commit: {
    term: "So gut wie sicher",
    meaning: "Der volle Betrag aller offenen Verkaufschancen, die sehr wahrscheinlich gewonnen werden.",
    computed: "Wahrscheinlichkeit ab der Grenze in den Einstellungen, sonst 80 %.",
  },
  bestCase: { term: "Wenn alles gelingt", meaning: "Der Betrag aller offenen Verkaufschancen zusammen. Mehr kann es nicht werden." },
  backTest: {
    term: "Probe an der Vergangenheit",
    meaning: "Wie viele der damals offenen Verkaufschancen zu erwarten waren, und wie viele es wurden.",
    computed:
      "An vergangenen Monatsenden gerechnet mit dem, was damals bekannt war. Gezählt werden Chancen und keine Beträge, und ohne Wahrscheinlichkeiten von Hand: was man damals dachte, ist nicht festgehalten. Was nach der Frist noch offen ist, gilt nicht als gewonnen. Chancen ohne Tag der Eröffnung fehlen.",
  },
  interval: {
    term: "Spanne",
    meaning: "Mit der gewählten Sicherheit liegt der Monat darin. Je weiter voraus, desto breiter.",
    source: "Hyndman, Koehler, Ord, Snyder: Forecasting with Exponential Smoothing, 2008",
  },
  mase: {
    term: "Fehler in der Probe (MASE)",
    meaning: "Wie groß der Fehler war, verglichen mit „wie letzten Monat“. Unter 1 ist besser als das.",
    computed: "Vergangene Monate wurden vorhergesagt, ohne sie zu kennen.",
    source: "Hyndman, Koehler, International Journal of Forecasting 22, 2006",
  },
  retention: { term: "Wiederkehr", meaning: "Welcher Teil der neuen Kunden eines Monats so viele Monate später kaufte." },
  cohort: { term: "Neue Kunden", meaning: "Alle, deren erster Kauf in diesen Monat fiel." },
};

const en: Readonly<Record<TermKey, Definition>> = {
  abc: {
    term: "ABC class",
    meaning: "A are the few who together bring in most of the revenue, C the many others. It shows who deserves your time first.",
    computed:
      "Everyone sorted by revenue and added up: whoever is included when the first threshold (80%) is reached is A, up to the second (95%) B, then C.",
    source: "Dickie, ABC Inventory Analysis Shoots for Dollars, 1951, after Pareto",
  },
  revenue: {
    term: "Revenue",
    meaning: "Net total of all lines up to the date chosen, without cancelled ones; returns reduce it. Freight is not included.",
    computed:
      "Quantity × price × (1 − discount), added up unrounded. Only the display is rounded, so the values shown may differ from the total shown by a few cents.",
  },
  recency: {
    term: "Last purchase",
    meaning: "How many days before the date chosen the last purchase was. Customers who bought recently are most likely to come back.",
    computed: "Scores 1 to 5: the fifth with the most recent purchases scores 5, unless you set your own thresholds.",
  },
  frequency: {
    term: "Frequency",
    meaning: "On how many days the customer bought something.",
    computed: "Scores 1 to 5: the fifth that buys most often scores 5, unless you set your own thresholds.",
  },
  monetary: {
    term: "Customer's revenue",
    meaning: "What the customer bought up to the date chosen, net and less returns.",
    computed: "Scores 1 to 5 by fifths of the customers, unless you set your own thresholds.",
  },
  segment: {
    term: "Group",
    meaning: "Customers who behave alike: look after champions, call those at risk, make a second purchase easy for new ones.",
    computed: "From the scores for last purchase and frequency.",
    source: "RFM after Hughes, Strategic Database Marketing, 1994",
  },
  alive: {
    term: "Still a customer?",
    meaning: "How likely it is that this customer still is one and has not quietly drifted away.",
    computed:
      "From the number of purchases so far and the time between them, compared with everyone else. Someone who used to buy weekly and has been away for a month is more likely gone than someone who comes once a year.",
    source:
      "Fader, Hardie, Lee: BG/NBD, Marketing Science 24, 2005; Schmittlein, Morrison, Colombo: Pareto/NBD, Management Science 33, 1987",
  },
  expectedPurchases: {
    term: "Expected purchases",
    meaning: "How often the customer will probably buy in the period chosen; purchases on one day count as one.",
    computed: "By the same method as “Still a customer?”.",
  },
  lifetimeValue: {
    term: "Customer value",
    meaning: "What future purchases in the period chosen are worth today. The past is not part of it.",
    computed: "Expected purchases × expected amount each × margin, with later months discounted.",
    source: "Fader, Hardie, Lee: RFM and CLV, Journal of Marketing Research 42, 2005 (Gamma-Gamma)",
  },
  nextPurchase: {
    term: "Next purchase",
    meaning: "After this many days there is a 50% chance that the customer has bought again, if still a customer.",
  },
  rhythm: {
    term: "Rhythm",
    meaning:
      "This customer's usual gap between two purchase days. It is broken when they stay away longer than ever before and at least twice as long as usual: a reason to call.",
    computed: "Usual is the median of all gaps so far: half were shorter, half longer. Three must be known.",
  },
  margin: {
    term: "Gross margin",
    meaning: "Revenue less the cost of the goods, as far as it is known.",
    computed: "An unknown cost is never counted as zero; such lines are left out here.",
  },
  costToServe: {
    term: "Cost to serve",
    meaning: "What the customer costs in time, visits and mailings; for a firm, this includes its people who buy nothing themselves.",
    computed: "Minutes of their activities × hourly cost + visits × cost per visit + mailings × cost per mailing.",
  },
  contribution: {
    term: "Contribution margin",
    meaning: "What is left of the revenue after the goods and the cost of serving the customer.",
    computed: "Revenue − cost of goods − cost to serve. Where a part is unknown, it says “at most”: it cannot be more.",
  },
  probability: {
    term: "Probability",
    meaning: "Of 100 customers with this figure, it comes true for about that many.",
    computed: "Logistic regression on all usable fields, learned on this device from known answers and tested on cases it had not seen.",
  },
  auc: {
    term: "How well it tells them apart (AUC)",
    meaning: "How often, of two customers, the one it came true for is ranked higher: 50% is guessing, 100% is perfect.",
    source: "Hanley, McNeil, Radiology 143, 1982",
  },
  brier: {
    term: "Gain over guessing",
    meaning: "How much smaller the error is than if everyone were given the average. Above 0% is useful.",
    computed: "1 − Brier score ÷ Brier score of the average.",
    source: "Brier, Monthly Weather Review 78, 1950",
  },
  lift: {
    term: "Times better than chance (lift)",
    meaning: "How many times as many hits there are among the most likely as in a random selection.",
  },
  gain: { term: "Gain curve", meaning: "What share of all hits you reach if you only contact the most likely." },
  calibration: {
    term: "Calibration",
    meaning:
      "Whether the percentages are right: where 30% was predicted, 30 of 100 should have come true. The bars show how precisely that can be known from so few cases.",
    computed: "Ten groups of equal size; 95% interval (Wilson).",
  },
  support: { term: "Frequency", meaning: "In what share of all purchases everything occurs together." },
  confidence: { term: "Confidence", meaning: "How often the product on the right is bought when those on the left are." },
  ruleLift: {
    term: "Times as often (lift)",
    meaning: "How many times as often as if the products had nothing to do with each other. 1 means no connection.",
    source: "Agrawal, Imieliński, Swami, 1993; Eclat after Zaki, 2000",
  },
  evidence: {
    term: "At least as often",
    meaning: "How many times as often at least, considering how few purchases a rule is based on. Rules are sorted by this.",
    computed: "Lower bound of the confidence (95%, Wilson) ÷ share of the product on the right in all purchases.",
    source: "Wilson, Journal of the American Statistical Association 22, 1927",
  },
  similarity: {
    term: "Similarity",
    meaning: "How strongly two products are bought by the same customers, from 0 to 1.",
    computed: "Those with both ÷ √(those with one × those with the other); customers are counted or, where none are named, purchases.",
    source: "Linden, Smith, York: Item-to-Item Collaborative Filtering, 2003",
  },
  hitRate: {
    term: "Hit rate",
    meaning: "One purchased product is left out and guessed from the rest: how often it is among the suggestions.",
    computed: "Beside it, how often the most popular products would have been right.",
  },
  winRate: {
    term: "Win rate",
    meaning: "What share of the decided deals was won. Open ones do not count.",
    computed: "Won ÷ (won + lost).",
  },
  cycle: {
    term: "Duration",
    meaning: "Days from opening to closing of the deals that were won.",
    computed: "Only where both days are known.",
  },
  velocity: {
    term: "Velocity",
    meaning: "The value that flows through the pipeline per day.",
    computed: "Open deals × win rate × average value ÷ average duration.",
  },
  funnel: {
    term: "Funnel",
    meaning: "How many deals reached each stage, and what became of them there.",
    computed: "From the history of stages; a deal that skipped one counts as having passed it. Lost deals add no value.",
  },
  stageDays: {
    term: "Average",
    meaning: "How many days a deal was in the stage before it went on or was decided.",
    computed:
      "From the history of stages: from entering it to entering the next, or else to closing. A deal that comes twice counts twice; where a date is missing, it is not counted as zero.",
  },
  stale: {
    term: "Too long",
    meaning: "Open deals that have been in their stage for longer than the pipeline allows. A call often helps.",
    computed: "Days since they last entered the stage, more than its limit. Stages without a limit have no “too long”.",
  },
  returned: {
    term: "Came back",
    meaning: "Deals that came back into this stage from a later one, or were reopened after they had been closed.",
    computed: "From the history of stages: an entry after the deal had already been further along.",
  },
  winChance: {
    term: "Probability",
    meaning: "How many of a hundred deals like this are won in the end.",
    computed:
      "What somebody set by hand counts. Otherwise the share won of all decided deals that got as far, if there are at least 20; otherwise what is set for the stage.",
  },
  expectedValue: {
    term: "Expected value",
    meaning:
      "What the open deals will bring on average: not all of them are won, but some are. The range shows where the total will probably lie.",
    computed:
      "Amount × probability, added up. Lost deals count for nothing; deals without an amount are left out and shown separately. The range reflects two kinds of chance: whether each deal succeeds, and how well its share is known from the past.",
    source: "Beta-binomial distribution, Skellam, Journal of the Royal Statistical Society B 10, 1948",
  },
  commit: {
    term: "As good as won",
    meaning: "The full amount of all open deals that are very likely to be won.",
    computed: "A probability at or above the threshold in the settings, or 80%.",
  },
  bestCase: { term: "If all succeed", meaning: "The amount of all open deals together. It cannot be more." },
  backTest: {
    term: "Test on the past",
    meaning: "How many of the deals open at the time were expected to be won, and how many were.",
    computed:
      "Calculated for past month ends from what was known at the time. Deals are counted, not amounts, and without probabilities set by hand, since earlier ones are not kept. Deals still open after the time given count as not won. Deals without an opening date are left out.",
  },
  interval: {
    term: "Range",
    meaning: "The month will lie within it, with the confidence chosen. The further ahead, the wider.",
    source: "Hyndman, Koehler, Ord, Snyder: Forecasting with Exponential Smoothing, 2008",
  },
  mase: {
    term: "Error when tested (MASE)",
    meaning: "How large the error was, compared with “same as last month”. Below 1 is better than that.",
    computed: "Past months were forecast without knowing them.",
    source: "Hyndman, Koehler, International Journal of Forecasting 22, 2006",
  },
  retention: { term: "Came back", meaning: "What share of a month's new customers bought this many months later." },
  cohort: { term: "New customers", meaning: "Everybody whose first purchase fell in this month." },
};
export const terms = createText({ de, en });
