import type { Locator } from "@playwright/test";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where something lies once it lies still: what has just been moved is drawn anew. Throws when it does not within five seconds. */
export async function boxOf(locator: Locator): Promise<Box> {
  await locator.waitFor();
  let before: Box | null = null;
  for (let tries = 0; tries < 50; tries++) {
    const box: Box | null = await locator.boundingBox();
    if (box && before && box.x === before.x && box.y === before.y && box.height === before.height) return box;
    before = box;
    await locator.page().waitForTimeout(100);
  }
  throw new Error("it does not lie still in sight");
}
