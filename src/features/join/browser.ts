export interface BrowserFacts {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  /** Runs from the home screen. */
  readonly isInstalled: boolean;
}

/** `inApp`: a page inside another app, where nothing lasts · `iosSafari`: shares nothing with the app on the home screen · `fit`: join here. */
export function browserKind(browser: BrowserFacts): "inApp" | "iosSafari" | "fit" {
  const { userAgent, isInstalled } = browser;
  const isApple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && browser.maxTouchPoints > 1);
  if (isInstalled) return "fit";
  if (/FBAN|FBAV|Instagram|WhatsApp|Line\/|MicroMessenger|LinkedInApp|Snapchat|Twitter|TikTok|GSA\/|; wv\)/i.test(userAgent))
    return "inApp";
  // Safari and the other browsers name themselves; a web view inside a mail or chat program does not.
  if (isApple && !/Safari\//.test(userAgent)) return "inApp";
  return isApple ? "iosSafari" : "fit";
}

export const thisBrowser = (): BrowserFacts => ({
  userAgent: navigator.userAgent,
  maxTouchPoints: navigator.maxTouchPoints,
  isInstalled: matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true,
});
