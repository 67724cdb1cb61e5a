import { HostError, isHostError, SCOPES, type ConsentSettings, type Ports, type Scope } from "../../ports/index.ts";
import { decodeRecords, encodeRecords } from "../../protocol/index.ts";

/** What the person allowed the app, and asking for it. All calls of one `wx` share it. */
export interface Permissions {
  /**
   * Resolves when the app may: at once when the person allowed it before, else when they allow it now.
   *
   * Rejects with `denied` when they refuse, or did so before: then nobody is asked again.
   */
  require(scope: Scope): Promise<void>;
  /** What was decided so far. */
  settings(): ConsentSettings;
  /** Lets the person change it on the page of settings, and resolves with what holds then. */
  openSettings(): Promise<ConsentSettings>;
  /** Adds a listener, called when the person takes a permission back on the page of settings. Returns how to remove it. */
  onRefused(scope: Scope, listener: () => void): () => void;
}

/** Makes the permissions of an app. What was decided stays; where nothing stays, it holds as long as the app runs. */
export function createPermissions({ consent, consentLog }: Pick<Ports, "consent" | "consentLog">): Permissions {
  let decided: ConsentSettings | undefined;
  const asking = new Map<Scope, Promise<boolean>>();
  const refusedListeners = new Set<{ scope: Scope; listener: () => void }>();

  function settings(): ConsentSettings {
    decided ??= read();
    return decided;
  }
  function read(): ConsentSettings {
    let latest: ConsentSettings = {};
    decodeRecords(readLog(), (record) => {
      latest = onlyKnown(record);
    });
    return latest;
  }
  function readLog(): Uint8Array {
    try {
      return consentLog.readSync();
    } catch (error) {
      // A second tab keeps nothing, and asks again.
      if (isHostError(error)) return new Uint8Array();
      throw error;
    }
  }
  function decide(changes: ConsentSettings): void {
    decided = { ...settings(), ...changes };
    try {
      consentLog.replaceSync(encodeRecords([decided]));
    } catch (error) {
      // Then it holds as long as the app runs.
      if (!isHostError(error)) throw error;
    }
  }
  async function ask(scope: Scope): Promise<boolean> {
    try {
      const isAllowed = await consent.ask(scope);
      decide({ [scope]: isAllowed });
      return isAllowed;
    } finally {
      asking.delete(scope);
    }
  }

  return {
    async require(scope) {
      let isAllowed = settings()[scope];
      if (isAllowed === undefined) {
        const answer = asking.get(scope) ?? ask(scope);
        asking.set(scope, answer);
        isAllowed = await answer;
      }
      if (!isAllowed) throw new HostError("denied", `The person refused ${scope}`);
    },
    settings: () => ({ ...settings() }),
    async openSettings() {
      const before = settings();
      decide(onlyKnown(await consent.openSettings({ ...before })));
      const present = [...refusedListeners];
      for (const { scope, listener } of present) if (before[scope] === true && settings()[scope] === false) listener();
      return { ...settings() };
    },
    onRefused(scope, listener) {
      const added = { scope, listener };
      refusedListeners.add(added);
      return () => void refusedListeners.delete(added);
    },
  };
}

function onlyKnown(record: unknown): ConsentSettings {
  const kept: ConsentSettings = {};
  if (typeof record !== "object" || record === null) return kept;
  for (const scope of SCOPES) {
    const isAllowed: unknown = Reflect.get(record, scope);
    if (typeof isAllowed === "boolean") kept[scope] = isAllowed;
  }
  return kept;
}
