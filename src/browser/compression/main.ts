import { connect, type CompressionCommands, type CompressionStart } from "../../core/bridge/index.ts";
import { compressVideo } from "./compress-video.ts";

addEventListener(
  "message",
  ({ data }: MessageEvent<CompressionStart<MessagePort>>) => {
    connect<{}, CompressionCommands<Blob>>(data.port, { "compression.run": compressVideo });
  },
  { once: true },
);
