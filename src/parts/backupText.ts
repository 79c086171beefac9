import { createText } from "../i18n/createText.ts";

const de = {
  file: "Datei der Sicherung",
  fileMissing: "Bitte die Datei wählen, die auf „.kontor“ endet.",
  passphrase: "Passwort der Sicherung",
  passphraseMissing: "Bitte das Passwort eingeben, mit dem die Sicherung gemacht wurde.",
};
const en: typeof de = {
  file: "Backup file",
  fileMissing: "Please choose the file that ends in “.kontor”.",
  passphrase: "Backup passphrase",
  passphraseMissing: "Please enter the passphrase the backup was made with.",
};
export const backupText = createText({ de, en });
