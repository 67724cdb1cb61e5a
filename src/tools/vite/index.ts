export { buildSite, type BuildOptions, type SiteBuild } from "./build/build-site.ts";
export { startDevServer, type DevServer, type DevServerOptions } from "./dev-server.ts";
export { defineConfig, type MinihostConfig } from "./minihost-config.ts";
export { minihost, type MinihostOptions } from "./plugin.ts";
export { problemOf, problemText } from "./problem-text.ts";
