import type { Scope } from "../ports/index.ts";

/** A built-in component of a page. It is looked for anew each time: an app may ask for it before it is there. */
export interface ElementHandle {
  /** Whether it is there now. */
  isPresent(): boolean;
  /** Sets an attribute, as the template does. Nothing happens while the component is not there. */
  setAttribute(name: string, value: unknown): void;
  /**
   * Calls a method that the component declares, and resolves with what that says; with `undefined` while the component is not there.
   * Rejects with a `HostError` where no view can do it, and with any other error for what the component says against it.
   */
  invoke(method: string, ...values: unknown[]): Promise<unknown>;
}

/** The built-in components of an app's pages. */
export interface Elements {
  /**
   * The `<tag>` with this id in a component or page of the app (`owner`, its `this`), or in the page that is current now; before there is
   * one, in the page that is current then.
   */
  byId(tag: string, id: string, owner?: object): ElementHandle;
  /** The first `<tag>` of the page that is current now, wherever it is in the page. */
  first(tag: string): ElementHandle;
  /** Tells all of them that the person took a permission back. */
  permissionRefused(scope: Scope): void;
}
