/**
 * Imported first. The page's policy lets no string become the address of a script; this admits the app's own built files and nothing else,
 * also for libraries that start workers (the service worker's registration). HTML from text stays refused.
 */
interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicyFactory };

trustedTypes?.createPolicy("default", {
  createScriptURL(address) {
    const { origin, pathname } = new URL(address, document.baseURI);
    const isOwn = origin === location.origin && (/\/assets\/[^/]+\.js$/.test(pathname) || pathname.endsWith("/sw.js"));
    // In development scripts lie wherever the sources do, and no policy is set.
    if (!isOwn) throw new TypeError(`${pathname} is not a script of this app`);
    return address;
  },
});
