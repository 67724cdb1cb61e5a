import { element } from "../element.ts";
import type { DocumentTexts } from "./document-texts.ts";

/** Shows a form in `container` and resolves with the password that the person types. */
export function askPassword(container: HTMLElement, texts: DocumentTexts, isRetry: boolean): Promise<string> {
  return new Promise((resolve) => {
    const text = isRetry ? texts.passwordWrong : texts.passwordNeeded;
    const input = element("input", "document-password-input");
    input.type = "password";
    input.ariaLabel = text;
    input.autocomplete = "off";
    const submit = element("button", "weui-btn weui-btn_primary", texts.openWithPassword);
    const form = element("form", "document-password", element("p", "", text), input, submit);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      form.remove();
      resolve(input.value);
    });
    container.append(form);
    input.focus();
  });
}
