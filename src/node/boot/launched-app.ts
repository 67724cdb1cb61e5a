import type { Launch } from "../../core/logic/index.ts";
import type { Ports } from "../../core/ports/index.ts";
import { domainsInForce, type Bundle, type BundleManifest } from "../../core/protocol/index.ts";
import { startApp, type App, type StartedApp } from "./app.ts";
import type { DeviceOptions } from "./device-options.ts";

/** The app of a device, which runs at most one in its life. */
export class LaunchedApp {
  readonly #ports: Ports;
  readonly #options: DeviceOptions;
  #starting: Promise<StartedApp> | undefined;

  constructor(ports: Ports, options: DeviceOptions) {
    this.#ports = ports;
    this.#options = options;
  }

  async launch(bundle: Bundle, launch?: Launch): Promise<App> {
    if (this.#starting !== undefined)
      throw new Error("This device has its app already. Make another device for another app.");
    const manifest = manifestFor(bundle.manifest, this.#options);
    this.#starting = startApp({ ...bundle, manifest }, this.#ports, launch);
    return (await this.#starting).app;
  }

  /** Ends the app, also one that is about to start. */
  async close(): Promise<void> {
    // Who launched it has the error of an app that did not start.
    const started = await this.#starting?.catch(() => undefined);
    started?.close();
  }
}

/** What a script gave the device counts more than what the app's own files say. */
function manifestFor(manifest: BundleManifest, options: DeviceOptions): BundleManifest {
  const { appId, domains, urlCheck, networkTimeout, limits, formDataEncoding, requiredBackgroundModes } = options;
  const hasLists = domains !== undefined || urlCheck !== undefined;
  return {
    ...manifest,
    ...(appId === undefined ? {} : { appId }),
    ...(hasLists ? { domains: domainsInForce({ domains, urlCheck }) } : {}),
    ...(formDataEncoding === undefined ? {} : { formDataEncoding }),
    ...(requiredBackgroundModes === undefined ? {} : { requiredBackgroundModes: [...requiredBackgroundModes] }),
    networkTimeout: { ...manifest.networkTimeout, ...networkTimeout },
    limits: { ...manifest.limits, ...limits },
  };
}
