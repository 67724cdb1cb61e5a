export { run } from "./run.ts";
export { runServers, type RunningServer } from "./run-servers.ts";
