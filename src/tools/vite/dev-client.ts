import { DEV_HELLO, DEV_PROBLEMS, DEV_UPDATE } from "../../core/protocol/index.ts";

/** Id of the module in the simulator that passes events of the dev server on as events of the window. */
export const DEV_CLIENT_ID = "\0minihost-dev-client";

/** Where Vite serves {@link DEV_CLIENT_ID}. */
export const DEV_CLIENT_URL = "/@id/__x00__minihost-dev-client";

/** The module. Only a module that Vite serves has `import.meta.hot`, so that this can't be a part of the prebuilt simulator. */
export const DEV_CLIENT_CODE: string = `
for (const name of ${JSON.stringify([DEV_UPDATE, DEV_PROBLEMS])}) {
  import.meta.hot.on(name, (detail) => window.dispatchEvent(new CustomEvent(name, { detail })));
}
import.meta.hot.send(${JSON.stringify(DEV_HELLO)});
`;
