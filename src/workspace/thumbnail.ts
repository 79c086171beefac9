import { largestThumbnail, lookOf } from "../domain/file.ts";

/** Pixels of the longer side, tried in turn until it is small enough. */
const sides = [360, 280, 200, 128];
const qualities = [0.82, 0.65, 0.45];

/**
 * Draws a small picture of an image, at most 20 kB, as it is to be held; undefined for what is no image, or none that this browser
 * reads.
 */
export async function thumbnailOf(file: Blob, mime: string): Promise<Blob | undefined> {
  // A drawing may name other files: only <img> shows it, which fetches none.
  if (lookOf(mime) !== "image" || mime.startsWith("image/svg") || typeof OffscreenCanvas === "undefined") return undefined;
  try {
    const picture = await createImageBitmap(file);
    try {
      return await drawn(picture);
    } finally {
      picture.close();
    }
  } catch {
    return undefined; // Damaged, or of a kind this browser does not know.
  }
}

async function drawn(picture: ImageBitmap): Promise<Blob | undefined> {
  for (const side of sides) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
    const context = canvas.getContext("2d");
    if (!context) return undefined;
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of qualities) {
      const small = await inOwnForm(canvas, quality);
      if (small.size <= largestThumbnail) return small;
    }
  }
  return undefined;
}

/** WebKit writes no WebP and gives PNG instead, which is larger than JPEG. */
async function inOwnForm(canvas: OffscreenCanvas, quality: number): Promise<Blob> {
  const webp = await canvas.convertToBlob({ type: "image/webp", quality });
  return webp.type === "image/webp" ? webp : canvas.convertToBlob({ type: "image/jpeg", quality });
}
