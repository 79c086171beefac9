/** What a person would call this device, until they say otherwise. */
export function guessDeviceName(browser: { readonly userAgent: string; readonly maxTouchPoints: number }): string {
  const { userAgent } = browser;
  if (/iPhone/.test(userAgent)) return "iPhone";
  // An iPad calls itself a Mac, and is one with a touch screen.
  if (/iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && browser.maxTouchPoints > 1)) return "iPad";
  if (/Android/.test(userAgent)) return /Mobile/.test(userAgent) ? "Android" : "Android-Tablet";
  if (/Windows/.test(userAgent)) return "Windows-PC";
  if (/Macintosh/.test(userAgent)) return "Mac";
  if (/CrOS/.test(userAgent)) return "Chromebook";
  return /Linux/.test(userAgent) ? "Linux-PC" : "Browser";
}
