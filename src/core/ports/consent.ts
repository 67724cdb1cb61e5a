/** What an app needs a person's consent for, by the platform's names. */
export const SCOPES = ["scope.camera", "scope.record", "scope.writePhotosAlbum"] as const;

/** One thing that a person allows or refuses. */
export type Scope = (typeof SCOPES)[number];

/** What a person decided so far; a scope that was never asked for is absent. */
export type ConsentSettings = { [Name in Scope]?: boolean };

/** Asks a person what the app may do. What was decided is kept by `core/api`. */
export interface ConsentPort {
  /** Asks once. Resolves with whether it is allowed; a dialog that goes without an answer is a refusal. */
  ask(scope: Scope): Promise<boolean>;
  /** Opens the page of settings with what was decided so far, and resolves with what holds when the person leaves it. */
  openSettings(settings: ConsentSettings): Promise<ConsentSettings>;
}
