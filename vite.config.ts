import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import solid from "vite-plugin-solid";
import packageJson from "./package.json" with { type: "json" };
import { tablesPlugin } from "./src/server/tablesPlugin.ts";
import { policyPlugin, signallingPlugin, trustedTemplatesPlugin } from "./src/server/vitePlugins.ts";

// Which build this is: shown in settings, and by it a window notices that its engine is of another build.
const build = process.env["KONTOR_BUILD"] ?? `${packageJson.version} ${new Date().toISOString().slice(0, 16)}Z`;

export default defineConfig({
  // Any folder of any web space.
  base: "./",
  define: { __BUILD__: JSON.stringify(build) },
  server: { port: 5173 },
  build: {
    target: "es2022",
    // Said for styles as well: what only a prefix makes work in one of these is written with it.
    cssTarget: ["chrome123", "firefox128", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  worker: { format: "es", plugins: () => [tablesPlugin()] },
  plugins: [
    solid(),
    tablesPlugin(),
    trustedTemplatesPlugin(),
    policyPlugin(),
    signallingPlugin(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src/app",
      filename: "sw.ts",
      // Offered, never forced: nobody loses a half-written note to a new version.
      registerType: "prompt",
      injectRegister: false,
      manifest: {
        id: "./",
        name: "Kontor",
        short_name: "Kontor",
        description: "Your customers, on your devices.",
        start_url: "./",
        scope: "./",
        display: "standalone",
        background_color: "#ffffff",
        theme_color: "#0f5c63",
        categories: ["business", "productivity"],
        icons: [
          { src: "icons/192.png", sizes: "192x192", type: "image/png" },
          { src: "icons/512.png", sizes: "512x512", type: "image/png" },
          { src: "icons/maskable.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
          { src: "icons/icon.svg", sizes: "any", type: "image/svg+xml" },
        ],
      },
      injectManifest: {
        globPatterns: ["**/*.{js,css,html,svg,png,woff2,wasm}"],
        globIgnores: ["config.json"],
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
        // In one file: what is fetched by importScripts Trusted Types refuse.
        rollupFormat: "iife",
      },
    }),
  ],
});
