import type { Server } from "node:http";
import type { Plugin } from "vite";
import { metaPolicy } from "./headers.ts";
import { openSignalling } from "./signalling.ts";

/** The meeting point on the port of `npm run dev` and `vite preview`; Vite's own socket keeps working beside it. */
export function signallingPlugin(): Plugin {
  const attach = (server: { httpServer: unknown }) => {
    const { httpServer } = server;
    if (!isUpgrading(httpServer)) return;
    const signalling = openSignalling();
    httpServer.on("upgrade", (request, socket, head) => signalling.upgrade(request, socket, head));
    httpServer.on("close", () => signalling.close());
  };
  return { name: "kontor:signalling", configureServer: attach, configurePreviewServer: attach };
}

function isUpgrading(server: unknown): server is Server {
  return typeof server === "object" && server !== null && "on" in server;
}

/** The policy as `<meta>`, only in the built page: in development Vite itself writes styles into the page. */
export function policyPlugin(): Plugin {
  return {
    name: "kontor:policy",
    apply: "build",
    transformIndexHtml: () => [
      { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: metaPolicy }, injectTo: "head-prepend" },
    ],
  };
}

const ASSIGNMENT = "t.innerHTML = html;";

/**
 * Solid's compiler turns JSX into markup that `template()` hands to innerHTML: the only place where this app makes HTML of text, and the
 * text is the build's. This gives that one assignment its own Trusted Types policy; every other innerHTML is refused by the browser.
 */
export function trustedTemplatesPlugin(): Plugin {
  let isFound = false;
  return {
    name: "kontor:trusted-templates",
    apply: "build",
    transform(code, id) {
      if (!/solid-js\/web\/dist\/\w+\.js$/.test(id.split("?")[0] ?? "") || !code.includes(ASSIGNMENT)) return undefined;
      isFound = true;
      const policy =
        'const kontorTemplates = globalThis.trustedTypes?.createPolicy("kontor-templates", { createHTML: (html) => html }) ?? { createHTML: (html) => html };\n';
      return { code: policy + code.replace(ASSIGNMENT, "t.innerHTML = kontorTemplates.createHTML(html);"), map: null };
    },
    buildEnd(error) {
      // Workers are built by nested builds which never see Solid; only the page's build must.
      if (!error && !isFound && [...this.getModuleIds()].some((id) => id.includes("solid-js/web/dist/")))
        this.error(`Solid no longer contains "${ASSIGNMENT}": adapt the policy.`);
    },
  };
}
