import { isHostError } from "../../ports/index.ts";
import type { AnyParam } from "../api.ts";
import type { ElementHandle } from "../elements.ts";
import { describeFailure } from "../failures.ts";
import { readArguments } from "../parameters.ts";
import { WxError } from "../wx-error.ts";

/** Calls a method of a component. What that says against it becomes the reason of a failure. */
export async function invokeElement(element: ElementHandle, method: string, ...values: unknown[]): Promise<unknown> {
  try {
    return await element.invoke(method, ...values);
  } catch (cause) {
    if (isHostError(cause) || !(cause instanceof Error)) throw cause;
    throw new WxError(cause.message, undefined, { cause });
  }
}

/** Makes a method of a context object that answers nothing: that it failed is a warning on the console, under its name. */
export function createCommand<Values extends readonly unknown[]>(
  name: string,
  params: readonly (AnyParam & { readonly name: string })[],
  run: (...values: Values) => Promise<unknown>,
): (...given: Values) => void {
  const warn = (error: unknown): void => console.warn(describeFailure({ name }, error).errMsg);
  return (...given) => {
    try {
      // The check has made them what the method takes.
      run(...(readArguments(params, [...given]) as unknown as Values)).catch(warn);
    } catch (error) {
      warn(error);
    }
  };
}
