import { WxComponent } from "./component.ts";

/** `<wx-page>`: the root element of a page. */
export class WxPage extends WxComponent {
  static override readonly tag: string = "page";
}
