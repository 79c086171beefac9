import { expect, test } from "vitest";
import { failedStart } from "../../src/app/failedStart.ts";

test("a start that fails is answered in the browser's language, and runs nothing", async () => {
  const german = failedStart("de-AT");
  expect(german.status).toBe(503);
  expect(german.headers.get("content-security-policy")).toContain("default-src 'none'");
  const page = await german.text();
  expect(page).toContain('lang="de"');
  expect(page).toContain("sie liegen weiterhin auf diesem Gerät");
  expect(page).not.toMatch(/<script/i);
  expect(await failedStart("fr").text()).toContain("it is still on this device");
});
