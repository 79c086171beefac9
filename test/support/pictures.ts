import { Buffer } from "node:buffer";
import type { Page } from "@playwright/test";

/** Photos as a camera writes them: JPEG, each of some hundred kilobytes (of `side` × 3/4 `side` pixels of noise over a slope). */
export async function takePhotos(page: Page, count: number, side: number): Promise<Buffer[]> {
  const taken: string[] = await page.evaluate(
    async ([many, width]) => {
      const photos: string[] = [];
      for (let photo = 0; photo < many; photo++) {
        const canvas = new OffscreenCanvas(width, (width * 3) / 4);
        const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
        const image = context.createImageData(canvas.width, canvas.height);
        for (let i = 0; i < image.data.length; i += 4) {
          const noise = Math.random() * 90;
          image.data[i] = 60 + noise + 50 * photo;
          image.data[i + 1] = (i / image.data.length) * 160 + noise;
          image.data[i + 2] = 120 + noise;
          image.data[i + 3] = 255;
        }
        context.putImageData(image, 0, 0);
        const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
        const address = await new Promise<string>((resolve) => {
          const reader = new FileReader();
          reader.onload = () => resolve(String(reader.result));
          reader.readAsDataURL(blob);
        });
        photos.push(address.slice(address.indexOf(",") + 1));
      }
      return photos;
    },
    [count, side] as const,
  );
  return taken.map((base64) => Buffer.from(base64, "base64"));
}
