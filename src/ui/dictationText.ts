import { createText } from "../i18n/createText.ts";

const de = {
  begin: "Diktieren",
  stop: "Diktat beenden",
  listening: "Kontor hört zu.",
  explanation:
    "Das Diktat macht Ihr Browser. Je nach Browser schickt er den Ton dazu an seinen Hersteller (Chrome an Google, Safari an Apple); Kontor selbst schickt nichts. Ohne Netz geht es meist nicht.",
  agree: "Verstanden, diktieren",
  refuse: "Lieber tippen",
  notAllowed: "Der Browser darf das Mikrofon nicht benutzen. Erlauben Sie es in seinen Einstellungen, oder tippen Sie.",
  failed: "Das Diktat geht gerade nicht, vielleicht fehlt das Netz. Bitte tippen Sie.",
};
const en: typeof de = {
  begin: "Dictate",
  stop: "Stop dictating",
  listening: "Kontor is listening.",
  explanation:
    "Your browser does the dictation. Some browsers send the sound to their maker for it (Chrome to Google, Safari to Apple); Kontor itself sends nothing. It rarely works offline.",
  agree: "Understood, dictate",
  refuse: "I’d rather type",
  notAllowed: "The browser may not use the microphone. Allow it in the browser’s settings, or type.",
  failed: "Dictation does not work right now; perhaps you are offline. Please type.",
};
export const dictationText = createText({ de, en });
