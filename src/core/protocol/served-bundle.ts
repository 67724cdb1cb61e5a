import type { BundleManifest, BundleStyles } from "./bundle.ts";
import type { GatewayAccess } from "./gateway.ts";

/** A bundle as a server hands it out. */
export interface ServedBundle {
  manifest: BundleManifest;
  styles: BundleStyles;
  /** URL of the script, relative to the page. */
  script: string;
  /** URL of the folder of the package's files, relative to the page; ends with a slash. */
  packageFolder: string;
  /** Present where the page's server has a gateway; its address is relative to the page. */
  gateway?: GatewayAccess;
}
