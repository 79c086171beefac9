// Dictation where the browser has it and where it has not: nothing listens before somebody has read where the voice may go.

import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { setLanguage } from "../../src/i18n/language.ts";
import { DictateButton } from "../../src/ui/DictateButton.tsx";
import { show } from "../support/scene.tsx";

/** What a browser gives out, as far as a page can see. */
class Recognition {
  static all: Recognition[] = [];
  lang = "";
  onresult: ((event: unknown) => void) | null = null;
  onerror: ((event: { readonly error: string }) => void) | null = null;
  onend: (() => void) | null = null;
  isListening = false;
  start(): void {
    this.isListening = true;
    Recognition.all.push(this);
  }
  stop(): void {
    this.isListening = false;
    this.onend?.();
  }
  hears(said: string, isFinal = true): void {
    this.onresult?.({ resultIndex: 0, results: [Object.assign([{ transcript: said }], { isFinal })] });
  }
}

const own = globalThis as unknown as Record<string, unknown>;
beforeEach(() => {
  localStorage.clear();
  setLanguage("de");
  Recognition.all = [];
  own["SpeechRecognition"] = own["webkitSpeechRecognition"] = Recognition;
});
afterEach(() => {
  own["SpeechRecognition"] = own["webkitSpeechRecognition"] = undefined;
});

const texts: string[] = [];
const shown = () => {
  texts.length = 0;
  show(() => <DictateButton onText={(text) => texts.push(text)} />);
};

test("where the browser cannot listen, nothing is offered", async () => {
  own["SpeechRecognition"] = own["webkitSpeechRecognition"] = undefined;
  shown();
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
});

test("the first press says where the voice may go and listens to nobody; whoever agreed once is not told again", async () => {
  shown();
  await page.getByRole("button", { name: "Diktieren" }).click();
  await expect.element(page.getByText(/schickt er den Ton dazu an seinen Hersteller/)).toBeVisible();
  expect(Recognition.all).toHaveLength(0);
  await page.getByRole("button", { name: "Lieber tippen" }).click();
  expect(Recognition.all).toHaveLength(0);
  await page.getByRole("button", { name: "Diktieren" }).click();
  await page.getByRole("button", { name: "Verstanden, diktieren" }).click();
  expect(Recognition.all).toMatchObject([{ lang: "de-DE", isListening: true }]);
  await page.getByRole("button", { name: "Diktat beenden" }).click();
  await page.getByRole("button", { name: "Diktieren" }).click();
  await expect.element(page.getByText(/an seinen Hersteller/)).not.toBeInTheDocument();
  expect(Recognition.all).toHaveLength(2);
});

test("finished pieces are written down, and what was refused says what to do", async () => {
  localStorage.setItem("kontor.dictation", "agreed");
  shown();
  await page.getByRole("button", { name: "Diktieren" }).click();
  const [hearing] = Recognition.all;
  hearing?.hears("Tor war", false);
  hearing?.hears(" Tor war verschlossen ");
  expect(texts).toEqual(["Tor war verschlossen"]);
  hearing?.onerror?.({ error: "not-allowed" });
  hearing?.stop();
  await expect.element(page.getByText(/darf das Mikrofon nicht benutzen/)).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Diktieren" })).toBeVisible();
});
