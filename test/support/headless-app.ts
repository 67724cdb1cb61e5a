import { onTestFinished } from "vitest";
import { createDevice, type App, type Device, type DeviceOptions, type Launch } from "../../src/node/index.ts";
import { compileApp, minimalApp, type AppFiles } from "./compiled-app.ts";

/** An app on a headless device of its own; it ends with the test. */
export interface HeadlessApp {
  readonly device: Device;
  readonly app: App;
}

/** Compiles an app, which gets what {@link minimalApp} has and it lacks, and launches it. */
export async function launchApp(files: AppFiles, options?: DeviceOptions, launch?: Launch): Promise<HeadlessApp> {
  const bundle = await compileApp(minimalApp(files));
  const device = await createDevice(options);
  onTestFinished(() => device.close());
  return { device, app: await device.launch(bundle, launch) };
}
