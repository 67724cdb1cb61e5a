import { glassEasel, MiniProgramEnv, type CodeSpace, type Root } from "glass-easel-miniprogram-adapter";
import type { BundleManifest } from "../protocol/index.ts";
import type { EventObjects } from "./event-object.ts";
import type { PatchBackend } from "./patch-backend.ts";
import { hookTemplate, type TemplateGroup } from "./template-hooks.ts";

type Definition = Record<string, unknown>;

/** The pages, components and behaviours of an app, registered with glass-easel. */
export class ComponentRegistry {
  readonly #space: CodeSpace;
  readonly #environment = new MiniProgramEnv();
  readonly #builtInBehaviors: Record<string, unknown>;
  readonly #registered = new Set<string>();
  /** Components that are attached, and not ready before the view has drawn them. */
  #drawing: glassEasel.GeneralComponent[] = [];
  readonly #manifest: BundleManifest;
  readonly #events: EventObjects;

  constructor(manifest: BundleManifest, events: EventObjects) {
    this.#manifest = manifest;
    this.#events = events;
    this.#space = this.#environment.createCodeSpace("app", true);
    this.#space.setOverallBehavior(this.#readyBehavior());
    if (manifest.hasAppStyle) this.#space.addStyleSheet("app", "app");
    for (const [path, component] of Object.entries(manifest.components)) {
      this.#space.addStyleSheet(path, component.hasStyle ? path : undefined, component.styleScope);
      this.#space.addComponentStaticConfig(path, {
        component: component.isComponent,
        usingComponents: Object.fromEntries(
          Object.entries(component.usingComponents).map(([tag, target]) => [tag, `/${target}`]),
        ),
        // The adapter types this as a const enum of the same words.
        styleIsolation: component.styleIsolation as never,
        pureDataPattern: component.pureDataPattern,
      });
    }
    this.#builtInBehaviors = {
      "wx://form-field": this.#space
        .behavior()
        .definition({ properties: { name: String, value: null } })
        .register(),
      "wx://form-field-group": this.#space.behavior().definition({}).register(),
      "wx://form-field-button": this.#space.behavior().definition({}).register(),
      "wx://component-export": this.#space.behavior().definition({}).register(),
    };
  }

  get styleScopes(): glassEasel.StyleScopeManager {
    return this.#space.getComponentSpace().styleScopeManager;
  }

  /** Takes the compiled templates of all pages and components, by path. */
  addTemplates(groups: Record<string, unknown>): void {
    for (const path of Object.keys(this.#manifest.components)) {
      const group = groups[path];
      if (typeof group !== "function") continue;
      const content = hookTemplate(
        group as TemplateGroup,
        this.#events,
      ) as unknown as glassEasel.template.ComponentTemplate["content"];
      // `bindtap` without a colon is an attribute to glass-easel; this makes it an event binding.
      this.#space.addCompiledTemplate(path, { content, fallbackListenerOnNativeNode: true });
    }
  }

  isRegistered(path: string): boolean {
    return this.#registered.has(path);
  }

  definePage(path: string, definition: Definition): void {
    this.#registered.add(path);
    this.#space
      .component(path)
      .pageDefinition(this.#withBehaviors(definition) as never)
      .register();
  }

  defineComponent(path: string, definition: Definition): void {
    this.#registered.add(path);
    const { options } = definition as { options?: { addGlobalClass?: boolean; styleIsolation?: string } };
    const isolation = options?.styleIsolation ?? (options?.addGlobalClass === true ? "apply-shared" : undefined);
    const known = this.#space.getComponentStaticConfig(path);
    if (isolation !== undefined && known !== undefined) {
      this.#space.addComponentStaticConfig(path, { ...known, styleIsolation: isolation as never });
    }
    this.#space.component(path).definition(this.#withBehaviors(definition)).register();
  }

  /** Returns what `Behavior(definition)` gives the app. */
  defineBehavior(definition: Definition): unknown {
    return this.#space.behavior().definition(this.#withBehaviors(definition)).register();
  }

  /** Makes the root of a page; `query` also fills properties of the same name. */
  createRoot(path: string, query: string, backend: PatchBackend): Root {
    const url = isDecodable(query) && query !== "" ? `/${path}?${query}` : `/${path}`;
    return this.#environment.associateBackend(backend).createRoot("page", this.#space, url);
  }

  /** A behaviour of every component: glass-easel leaves it to its host to tell when a component is ready. */
  #readyBehavior(): glassEasel.GeneralBehavior {
    const drawn = (): void => {
      const components = this.#drawing;
      this.#drawing = [];
      // A parent was attached before its children, and is ready after them.
      for (const component of components.toReversed()) {
        if (glassEasel.Element.isAttached(component)) component.triggerLifetime("ready", []);
      }
    };
    const attached = (caller: { _$: glassEasel.GeneralComponent }): void => {
      if (this.#drawing.push(caller._$) === 1) glassEasel.triggerRender(caller._$, drawn);
    };
    const behavior = this.#space.behavior().lifetime("attached", function () {
      attached(this);
    });
    // The adapter hides what `setOverallBehavior` takes.
    return (behavior.register() as unknown as { _$: glassEasel.GeneralBehavior })._$;
  }

  #withBehaviors(definition: Definition): Definition {
    const { behaviors } = definition;
    if (!Array.isArray(behaviors)) return definition;
    return {
      ...definition,
      behaviors: behaviors.map((behavior: unknown) => {
        if (typeof behavior !== "string") return behavior;
        const builtIn = this.#builtInBehaviors[behavior];
        if (builtIn === undefined) throw new Error(`There is no built-in behavior "${behavior}"`);
        return builtIn;
      }),
    };
  }
}

function isDecodable(query: string): boolean {
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}
