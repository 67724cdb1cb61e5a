import type { ElementHandle, Elements } from "../api/index.ts";
import type { PageInstance } from "./page-instance.ts";
import type { PageRouter } from "./page-router.ts";
import type { PatchElement } from "./patch-backend.ts";

/** Where a component is now. */
interface Found {
  page: PageInstance;
  element: PatchElement;
}

/** The view that shows the components. */
export interface ElementView {
  /** Calls a method of a component that a page shows. */
  invoke(page: number, node: number, method: string, values: unknown[]): Promise<unknown>;
  permissionRefused(scope: string): void;
}

/** Finds the built-in components of an app's open pages. */
export class PageElements implements Elements {
  readonly #router: PageRouter;
  readonly #view: ElementView;

  constructor(router: PageRouter, view: ElementView) {
    this.#router = router;
    this.#view = view;
  }

  byId(tag: string, id: string, owner?: object): ElementHandle {
    if (owner === undefined) return this.#handle(this.#inPage((page) => page.findById(tag, id)));
    return this.#handle(() => firstOf(this.#router.openPages, (page) => page.findById(tag, id, owner)));
  }

  first(tag: string): ElementHandle {
    return this.#handle(this.#inPage((page) => page.findByTag(tag)));
  }

  permissionRefused(scope: string): void {
    this.#view.permissionRefused(scope);
  }

  /** Searches the page that is current now, as long as it is open. */
  #inPage(find: (page: PageInstance) => PatchElement | undefined): () => Found | undefined {
    const current = this.#router.current;
    return () => {
      const page = current ?? this.#router.current;
      return page !== undefined && this.#router.openPages.includes(page) ? firstOf([page], find) : undefined;
    };
  }

  #handle(find: () => Found | undefined): ElementHandle {
    return {
      isPresent: () => find() !== undefined,
      setAttribute: (name, value) => find()?.element.setAttribute(name, value),
      invoke: async (method, ...values) => {
        const found = find();
        if (found === undefined) return undefined;
        // What the app changed before is to be there.
        found.page.flush();
        return await this.#view.invoke(found.page.number, found.element.node, method, values);
      },
    };
  }
}

function firstOf(
  pages: readonly PageInstance[],
  find: (page: PageInstance) => PatchElement | undefined,
): Found | undefined {
  for (const page of pages) {
    const element = find(page);
    if (element !== undefined) return { page, element };
  }
  return undefined;
}
