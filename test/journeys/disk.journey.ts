import { doorOf } from "../support/door.ts";
import { expect, test } from "../support/journey.ts";
import { canMount, openSmallDisk } from "../support/smallDisk.ts";

if (!canMount) console.log("The full disk is left out: making a small one needs root on Linux.");
else {
  test("the disk is full: the person is told, nothing ticked is lost, the export works, and so does the app once there is room", async ({
    device,
  }) => {
    const disk = openSmallDisk(200);
    const usual = process.env["TMPDIR"];
    process.env["TMPDIR"] = disk.folder;
    try {
      const desk = await device("desk");
      const door = doorOf(() => desk.page);
      await door.createWorkspace({ name: "Platte voll", member: "Anna" });
      await door.generate({ contacts: 200, interactions: 500, seed: 1 });
      disk.fill(3_000_000);
      // Large and random, so that it is on the disk as large as it is here.
      const put = (i: number): Promise<string> =>
        desk.page.evaluate(async (n) => {
          const text = Array.from({ length: 50_000 }, () => Math.random().toString(36).slice(2, 5)).join("");
          try {
            await window.kontor?.put("party", { kind: "person", name: `Person ${n}`, custom: { text } });
            return "";
          } catch (error) {
            return String((error as { code?: string }).code);
          }
        }, i);
      let ticked = 200;
      let refusal = "";
      for (let i = 0; i < 60 && refusal === ""; i++) {
        refusal = await put(i);
        if (refusal === "") ticked++;
      }
      expect(refusal).toBe("disk-full");
      // Whoever tries again must not make it worse: a browser that is cut off twice throws everything away.
      expect(await put(999)).toBe("disk-full");
      await expect.poll(async () => (await door.status()).troubles.map(({ code }) => code)).toContain("disk-full");
      expect(await door.count("party")).toBe(ticked);
      expect(await desk.page.evaluate(async () => (await window.kontor?.export("json"))?.size ?? 0)).toBeGreaterThan(100_000);

      disk.clear();
      await expect.poll(() => put(1_000)).toBe("");
      expect(await door.count("party")).toBe(ticked + 1);
      expect((await door.status()).troubles).toEqual([]);
      for (const restart of [1, 2]) {
        await desk.close();
        await desk.relaunch();
        expect(await door.count("party"), `after start ${restart}`).toBe(ticked + 1);
      }
      expect(await door.digest("rows")).toBe(await door.digest("documents"));
      await desk.remove();
    } finally {
      if (usual === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = usual;
      disk.remove();
    }
  });
}
