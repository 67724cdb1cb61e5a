import { glassEasel } from "glass-easel-miniprogram-adapter";
import type { TouchPoint, ViewEvent } from "../protocol/index.ts";
import { PatchElement } from "./patch-backend.ts";

/** A node as event handlers see it. */
export interface EventNode {
  id: string;
  dataset: Record<string, unknown>;
  offsetLeft: number;
  offsetTop: number;
}

/** An event as the handlers of an app get it. */
export interface EventObject {
  type: string;
  timeStamp: number;
  target: EventNode;
  currentTarget: EventNode;
  mark: Record<string, unknown>;
  detail: unknown;
  touches?: TouchPoint[];
  changedTouches?: TouchPoint[];
}

/** What glass-easel gives a listener; inside components, targets may be their method callers. */
export interface RawEvent {
  type: string;
  timeStamp: number;
  target: unknown;
  currentTarget: unknown;
  mark: Record<string, unknown> | null;
  detail: unknown;
}

/** Makes event objects, with what the view said of the event that is being delivered. */
export class EventObjects {
  #current: ViewEvent | undefined;
  #answer: unknown;

  /** Delivers an event of the view to its node, and returns what the handlers answered last. */
  deliver(element: PatchElement, event: ViewEvent): unknown {
    const outer = this.#current;
    this.#current = event;
    this.#answer = undefined;
    try {
      element.owner?.triggerEvent(event.type, event.detail, {
        bubbles: event.isBubbling,
        composed: event.isBubbling,
        capturePhase: event.isBubbling,
      });
      return this.#answer;
    } finally {
      this.#current = outer;
    }
  }

  /** Notes what a handler returned. */
  answered(value: unknown): void {
    if (value !== undefined) this.#answer = value;
  }

  /** Makes the object that a handler of the app is called with. */
  create(raw: RawEvent): EventObject {
    const current = this.#current?.type === raw.type ? this.#current : undefined;
    const object: EventObject = {
      type: raw.type,
      timeStamp: current?.timeStamp ?? raw.timeStamp,
      target: this.#node(raw.target),
      currentTarget: this.#node(raw.currentTarget),
      mark: { ...raw.mark },
      detail: raw.detail,
    };
    if (current?.touches !== undefined) object.touches = current.touches.map((touch) => ({ ...touch }));
    if (current?.changedTouches !== undefined)
      object.changedTouches = current.changedTouches.map((touch) => ({ ...touch }));
    return object;
  }

  #node(target: unknown): EventNode {
    const element = elementOf(target);
    const backend = element?.getBackendElement() as unknown;
    const node = backend instanceof PatchElement ? backend.node : undefined;
    const offset = this.#current?.offsets.find((candidate) => candidate.node === node);
    return {
      id: element?.id ?? "",
      dataset: { ...element?.dataset },
      offsetLeft: offset?.offsetLeft ?? 0,
      offsetTop: offset?.offsetTop ?? 0,
    };
  }
}

/** The element of glass-easel behind an event's target: the target itself, or the component behind a method caller. */
function elementOf(target: unknown): glassEasel.Element | undefined {
  if (glassEasel.Element.isElement(target)) return target;
  const component = (target as { _$?: unknown } | null | undefined)?._$;
  return glassEasel.Element.isElement(component) ? component : undefined;
}
