/**
 * What every answer carries. The policy is said by header because a `<meta>` policy does not bind a SharedWorker, which could call out;
 * index.html repeats it as the floor for hosts that set no headers. The files in hosts/ are written from here (a test compares them).
 */

const POLICY: Readonly<Record<string, readonly string[]>> = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  // Overlays place themselves with style attributes; an attribute can neither load nor run anything.
  "style-src-attr": ["'unsafe-inline'"],
  "img-src": ["'self'", "blob:", "data:"],
  "font-src": ["'self'"],
  "media-src": ["'self'", "blob:"],
  // wss: because a team chooses its own meeting point; only a WebSocket to where the link says, never http elsewhere.
  "connect-src": ["'self'", "wss:"],
  "worker-src": ["'self'"],
  "manifest-src": ["'self'"],
  "form-action": ["'none'"],
  "base-uri": ["'none'"],
  "object-src": ["'none'"],
  "frame-src": ["'none'"],
  // `default` admits the app's own worker addresses, `kontor-templates` the markup compiled at build time.
  "require-trusted-types-for": ["'script'"],
  "trusted-types": ["kontor-templates", "default"],
};

const written = (policy: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(policy)
    .map(([name, values]) => [name, ...values].join(" "))
    .join("; ");

/** For `<meta>`, where frame-ancestors means nothing. */
export const metaPolicy = written(POLICY);

export const headerPolicy = written({ ...POLICY, "frame-ancestors": ["'none'"] });

export const securityHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": headerPolicy,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // The camera scans invitations and takes photos; and only to pages that may use one Chromium names the addresses of a network without a gateway.
  "Permissions-Policy": [
    "camera=(self)",
    // Voice notes, and dictation once it is pressed.
    "microphone=(self)",
    "geolocation=(self)",
    "clipboard-read=(self)",
    "clipboard-write=(self)",
    "screen-wake-lock=(self)",
    ...["browsing-topics", "display-capture", "midi", "payment", "publickey-credentials-get", "serial", "usb", "hid"].map(
      (name) => `${name}=()`,
    ),
  ].join(", "),
};

const FOREVER = "public, max-age=31536000, immutable";
const ASK_AGAIN = "no-cache";

/** Files under assets/ carry a hash of their content in their name; everything else must be asked for again. */
export const cacheControlOf = (path: string): string => (/^\/?assets\/.+-[\w-]{8}\.\w+$/.test(path) ? FOREVER : ASK_AGAIN);
