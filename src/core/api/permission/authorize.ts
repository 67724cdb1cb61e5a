import { SCOPES } from "../../ports/index.ts";
import type { AsyncApi } from "../api.ts";
import { notSupported } from "../wx-error.ts";

/**
 * Asks the person for a permission before it is needed; succeeds at once when they gave it before.
 *
 * @see https://developers.weixin.qq.com/miniprogram/dev/api/open-api/authorize/wx.authorize.html
 */
export const authorize: AsyncApi<{ scope: string }, void> = {
  name: "authorize",
  reference: "open-api/authorize",
  notes: "Scopes of what is not built fail with `not supported`.",
  params: { scope: { type: "string", required: true, values: SCOPES } },
  result: {},
  async run({ scope }, { permissions }) {
    const known = SCOPES.find((name) => name === scope);
    if (known === undefined) throw notSupported();
    await permissions.require(known);
  },
};
