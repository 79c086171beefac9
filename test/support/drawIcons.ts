import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { browserFlags, openBrowserPath } from "./browser.ts";

/** `npm run icons`: draws the PNGs that systems ask for from the one SVG; run after changing it, and commit what it writes. */
const svg = readFileSync("public/icons/icon.svg", "utf8");
const square = svg.replace(/rx="\d+"/, "");
// A mask may cut everything outside the middle 80 %.
const maskable = square
  .replace("<g ", '<g transform="translate(256 256) scale(.74) translate(-256 -256)"><g ')
  .replace("</svg>", "</g></svg>");

const browser = await chromium.launch({ executablePath: await openBrowserPath(), args: [...browserFlags] });
const page = await browser.newPage();
for (const [name, size, drawing] of [
  ["192.png", 192, svg],
  ["512.png", 512, svg],
  ["maskable.png", 512, maskable],
  // Apple rounds the corners itself and shows transparency as black.
  ["apple-touch.png", 180, square],
] as const) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
  writeFileSync(`public/icons/${name}`, await page.screenshot({ omitBackground: true }));
}
await browser.close();
