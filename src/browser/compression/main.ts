import { connect, type CompressionCommands, type CompressionStart } from "../../core/bridge/index.ts";
import { compressVideo } from "./compress-video.ts";
import { trimBlob } from "./trim-blob.ts";

addEventListener(
  "message",
  ({ data }: MessageEvent<CompressionStart<MessagePort>>) => {
    connect<{}, CompressionCommands<Blob>>(data.port, {
      "compression.run": compressVideo,
      "compression.trim": trimBlob,
    });
  },
  { once: true },
);
