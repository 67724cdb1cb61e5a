import type { EditedImage, ImageEdit } from "../../ports/index.ts";
import type { CallContext } from "../call-context.ts";
import type { Failures } from "../failures.ts";
import { WxError } from "../wx-error.ts";
import { findLocalFile } from "./find-local-file.ts";
import { readImageHead } from "./image-head.ts";

/** What the editors of pictures say when they fail. */
export const EDIT_FAILURES: Failures = {
  "not-found": "file doesn't exist",
  "invalid-data": { reason: "image decode fail" },
};

/** Lets the person edit the picture that `src` means, and makes a temporary file of the result. */
export async function editFile(
  src: string,
  ask: (image: EditedImage) => Promise<ImageEdit>,
  context: CallContext,
): Promise<{ tempFilePath: string }> {
  const { ports, temporaryRoom } = context;
  const { path, sizeBytes } = await findLocalFile(src, context);
  if (sizeBytes === 0) throw new WxError("src image file size zero");
  const { width, height, exifOrientation } = await readImageHead(ports.files, path);
  const isOnSide = exifOrientation > 4;
  const edit = await ask({ path, width: isOnSide ? height : width, height: isOnSide ? width : height });
  const tempFilePath = await ports.imageCodec.edit(path, edit);
  await temporaryRoom.take([tempFilePath]);
  return { tempFilePath };
}
