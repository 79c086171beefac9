import { startServer } from "../support/app.ts";
import { expect, test } from "../support/journey.ts";

test("the built app opens under its own policy, on its own server, and asks no third party", async ({ server, device }) => {
  const desk = await device("desk", { url: "about:blank" });
  const strangers: string[] = [];
  desk.context.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !/^(blob|data):/.test(request.url())) strangers.push(request.url());
  });
  await desk.page.goto(server.url);
  await expect(desk.page.getByRole("heading").first()).toBeVisible();
  expect(strangers).toEqual([]);
  expect(desk.problems).toEqual([]);
});

test("once opened, it starts again without server, also after the power went", async ({ server, device }) => {
  const phone = await device("phone", { isPhone: true, serviceWorkers: "allow" });
  await phone.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await server.stop();

  await phone.kill();
  await phone.relaunch("#/contacts");
  await expect(phone.page.getByRole("heading").first()).toBeVisible();
  expect(phone.problems).toEqual([]);

  await server.start();
  await phone.page.reload();
  await expect(phone.page.getByRole("heading").first()).toBeVisible();
});

test("over https with this computer's own authority it is the same app", async ({ device }) => {
  const secure = await startServer({ https: true });
  const phone = await device("phone", { url: secure.url, isPhone: true });
  await expect(phone.page.getByRole("heading").first()).toBeVisible();
  expect(await phone.page.evaluate(() => isSecureContext)).toBe(true);
  await secure.stop();
});
