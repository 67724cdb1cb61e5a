import { HostError, type ConsentPort } from "../../core/ports/index.ts";
import type { Overlay } from "./overlay.ts";

/** Asks over what is in the page. Dialogs come one after another. */
export function createConsent(overlay: Overlay, language: string = navigator.language): ConsentPort {
  return {
    async ask(scope) {
      const { askConsent } = await loadPages();
      return askConsent(overlay, scope, language);
    },
    async openSettings(settings) {
      const { openConsentSettings } = await loadPages();
      return openConsentSettings(overlay, settings, language);
    },
  };
}

/** Few apps ask at their start. */
function loadPages(): Promise<typeof import("./consent-pages.ts")> {
  return import("./consent-pages.ts").catch((cause: unknown) => {
    throw new HostError("network", "What asks for permissions could not be loaded", { cause });
  });
}
