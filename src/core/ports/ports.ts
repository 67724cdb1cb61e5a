import type { ClockPort } from "./clock.ts";
import type { FilesPort } from "./files.ts";
import type { HttpPort } from "./http.ts";
import type { ImageCodecPort } from "./image-codec.ts";
import type { InspectorPort } from "./inspector.ts";
import type { PickerPort } from "./picker.ts";
import type { PresenterPort } from "./presenter.ts";
import type { SocketPort } from "./socket.ts";
import type { SystemPort } from "./system.ts";

/** One device: everything that an app can reach. */
export interface Ports {
  clock: ClockPort;
  files: FilesPort;
  http: HttpPort;
  imageCodec: ImageCodecPort;
  /** Present when a developer tool watches. */
  inspector?: InspectorPort;
  picker: PickerPort;
  presenter: PresenterPort;
  socket: SocketPort;
  system: SystemPort;
}
