import {
  completeDomainLists,
  domainsInForce,
  type BundleManifest,
  type DomainLists,
} from "../../core/protocol/index.ts";
import type { Project } from "../compiler/index.ts";
import type { MinihostConfig } from "./minihost-config.ts";

/** What holds for an app: minihost.config.ts over project.config.json over the defaults. */
export interface AppSettings {
  /** The part that the app itself is told. */
  manifest: Pick<BundleManifest, "domains" | "limits" | "formDataEncoding">;
  /** The lists as written, also when they are not checked. */
  domains: DomainLists;
  /** Origins that a browser reaches without the gateway where nothing is lost by that. */
  direct: readonly string[];
  /** The gateway of a built app. */
  gateway: { url?: string; token?: string };
}

/** Works out what holds for an app. */
export function toAppSettings(config: MinihostConfig, project: Partial<Pick<Project, "urlCheck">> = {}): AppSettings {
  const { limits, formDataEncoding } = config;
  const { direct = [], ...gateway } = config.gateway ?? {};
  const domains = domainsInForce({ ...config, urlCheck: config.urlCheck ?? project.urlCheck });
  return {
    manifest: {
      ...(domains === undefined ? {} : { domains }),
      ...(limits === undefined ? {} : { limits }),
      ...(formDataEncoding === undefined ? {} : { formDataEncoding }),
    },
    domains: completeDomainLists(config.domains),
    direct,
    gateway,
  };
}
