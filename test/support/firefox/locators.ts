// Runs before each test file in Firefox: gives Vitest's `page` and `userEvent` their way to elements.
import { Locator, selectorEngine } from "@vitest/browser/locators";
import { page, type UserEventClickOptions } from "vitest/browser";

/** An element that is clicked where it lies. */
class FirefoxLocator extends Locator {
  readonly selector: string;

  constructor(selector: string, container?: Element) {
    super();
    this.selector = selector;
    this._container = container;
  }

  override click(options: UserEventClickOptions = {}): Promise<void> {
    const element = this.element();
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    const { left, top, width, height } = element.getBoundingClientRect();
    const { x, y } = options.position ?? { x: width / 2, y: height / 2 };
    return super.click({ position: { x: left + x, y: top + y } });
  }

  protected locator(selector: string): Locator {
    return new FirefoxLocator(`${this.selector} >> ${selector}`, this._container);
  }

  protected elementLocator(element: Element): Locator {
    return new FirefoxLocator(selectorEngine.generateSelectorSimple(element), element);
  }
}

page.extend({
  elementLocator: (element: Element) => new FirefoxLocator(selectorEngine.generateSelectorSimple(element), element),
});
