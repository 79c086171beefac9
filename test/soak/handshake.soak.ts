import { expect, test } from "vitest";
import { Chance } from "../../src/lib/chance.ts";
import { openDoor, sayFirstWords } from "../support/knock.ts";

const WORDS = 10_000;

test("who knows the password gets nothing by ten thousand different first words, each of them read", async () => {
  expect(await sayFirstWords(await openDoor(), new Chance(4), WORDS)).toBe(WORDS);
});
