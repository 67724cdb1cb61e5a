import { glassEasel } from "glass-easel-miniprogram-adapter";
import type { EventObjects, RawEvent } from "./event-object.ts";
import { PatchElement } from "./patch-backend.ts";

type Handler = (this: unknown, event: unknown) => unknown;

/** The part of glass-easel's template runner that compiled templates call and that is adapted here. */
interface Runner {
  i: (element: glassEasel.Element, id: string) => void;
  r: (element: glassEasel.Element, name: string, value: unknown, ...rest: unknown[]) => void;
  v: (element: glassEasel.Element, event: string, handler: unknown, ...rest: unknown[]) => void;
  setEventListenerWrapper(wrap: (caller: unknown, event: RawEvent, handler: Handler) => unknown): void;
}

type Generate = (runner: Runner, ...rest: unknown[]) => unknown;

/** A compiled template: a function from the name of a sub-template to its generator. */
export type TemplateGroup = ((name: string) => Generate | undefined) & { _?: unknown };

/**
 * Adapts a compiled template to the platform: handlers get the platform's event objects, a missing method is a warning, ids reach
 * the view, and `hidden` works on custom components too.
 */
export function hookTemplate(group: TemplateGroup, events: EventObjects): TemplateGroup {
  const hooked = new WeakSet<Runner>();
  return (name) => {
    const generate = group(name);
    if (generate === undefined) return undefined;
    return (runner, ...rest) => {
      if (!hooked.has(runner)) {
        hooked.add(runner);
        hookRunner(runner, events);
      }
      return generate(runner, ...rest);
    };
  };
}

function hookRunner(runner: Runner, events: EventObjects): void {
  const { i: setId, r: setProperty, v: setHandler } = runner;
  runner.i = (element, id) => {
    setId(element, id);
    // glass-easel would write it with a prefix of its own, which `#id` in a page's WXSS does not have.
    const node: unknown = element.getBackendElement();
    if (node instanceof PatchElement) node.setId(id);
  };
  runner.setEventListenerWrapper((caller, event, handler) => {
    events.answered(handler.call(caller, events.create(event)));
    // The platform's handlers do not stop an event by what they return.
    return undefined;
  });
  runner.r = (element, name, value, ...rest) => {
    if (
      name === "hidden" &&
      glassEasel.Component.isComponent(element) &&
      !glassEasel.Component.hasProperty(element, "hidden")
    ) {
      element.updateAttribute("hidden", value);
    } else {
      setProperty(element, name, value, ...rest);
    }
  };
  runner.v = (element, event, handler, ...rest) => {
    const text =
      typeof handler === "function" ? handler : handler === undefined || handler === null ? "" : String(handler);
    setHandler(element, event, typeof text === "string" && text !== "" ? methodHandler(element, text) : text, ...rest);
  };
}

/** A handler that finds the method of the component when the event comes, as the platform does. */
function methodHandler(element: glassEasel.Element, name: string): Handler {
  return function (event) {
    const host = element.ownerShadowRoot?.getHostNode();
    const method: unknown = host === undefined ? undefined : glassEasel.Component.getMethod(host, name);
    if (typeof method === "function") return (method as Handler).call(this, event);
    console.warn(
      `Component "${host?.is ?? ""}" does not have a method "${name}" to handle event "${(event as RawEvent).type}".`,
    );
    return undefined;
  };
}
