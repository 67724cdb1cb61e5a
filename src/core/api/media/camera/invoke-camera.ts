import type { CallContext } from "../../call-context.ts";
import type { ElementHandle } from "../../elements.ts";
import { WxError } from "../../wx-error.ts";
import { invokeElement } from "../element-command.ts";

/** Has a camera do something. Rejects when there is none on the page. */
export async function invokeCamera(element: ElementHandle, method: string, ...values: unknown[]): Promise<unknown> {
  if (!element.isPresent()) throw new WxError("there is no camera on the page");
  return await invokeElement(element, method, ...values);
}

/** Takes in the files that a camera answered with: those under `names`. Rejects with the storage limit when there is no room for them. */
export async function takeFiles<Name extends string>(
  answer: unknown,
  names: readonly Name[],
  { temporaryRoom }: Pick<CallContext, "temporaryRoom">,
): Promise<Record<Name, string>> {
  const files: [Name, string][] = names.map((name) => {
    const path: unknown = typeof answer === "object" && answer !== null ? Reflect.get(answer, name) : undefined;
    if (typeof path !== "string") throw new WxError("the camera gave no file");
    return [name, path];
  });
  await temporaryRoom.take(files.map(([, path]) => path));
  return Object.fromEntries(files) as Record<Name, string>;
}
