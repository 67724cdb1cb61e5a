import type { RecorderPort } from "../../src/core/ports/index.ts";

/** A recorder, and whether it records. */
export interface TrackedRecorder {
  readonly recorder: RecorderPort;
  isRecording(): boolean;
  /** Resolves as soon as it records. */
  recording(): Promise<void>;
}

/** Watches a recorder: it records from the moment that it has started until it is told to end, or failed. */
export function trackRecorder(recorder: RecorderPort): TrackedRecorder {
  let isRecording = false;
  const waiting: (() => void)[] = [];
  const ended = (): void => {
    isRecording = false;
  };
  return {
    isRecording: () => isRecording,
    recording: () =>
      new Promise((resolve) => {
        if (isRecording) resolve();
        else waiting.push(resolve);
      }),
    recorder: {
      sources: () => recorder.sources(),
      async start(settings, onEvent) {
        const recording = await recorder.start(settings, (event) => {
          if (event.type === "failed") ended();
          onEvent(event);
        });
        isRecording = true;
        // Whoever started it takes it before.
        setTimeout(() => {
          for (const wake of waiting.splice(0)) wake();
        });
        return {
          pause: () => recording.pause(),
          resume: () => recording.resume(),
          stop: () => recording.stop().finally(ended),
          cancel: () => recording.cancel().finally(ended),
        };
      },
    },
  };
}
