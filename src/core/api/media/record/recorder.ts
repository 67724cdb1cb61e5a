import type { RecordingSettings } from "../../../ports/index.ts";
import type { ApiContext } from "../../context.ts";
import type { TemporaryRoom } from "../../file/temporary-room.ts";
import type { Permissions } from "../../permission/permissions.ts";
import { parameterError, WxError } from "../../wx-error.ts";
import { describeRecorderError } from "./recording-failure.ts";
import { RecordingSession, type SessionOptions } from "./recording-session.ts";

/** Who records. */
export type RecorderUser = "startRecord" | "RecorderManager";

/** What it says of itself when it records again, and to the other one. */
const BUSY: Readonly<Record<RecorderUser, { again: string; other: string }>> = {
  startRecord: { again: "is recording", other: "wx.startRecord is recording" },
  RecorderManager: { again: "is recording or paused", other: "the RecorderManager is recording or paused" },
};

interface RecorderContext extends Pick<ApiContext, "ports"> {
  readonly permissions: Permissions;
  readonly temporaryRoom: TemporaryRoom;
}

/** The one recorder of a device, which `wx.startRecord` and the `RecorderManager` share. */
export class Recorder {
  readonly #context: RecorderContext;
  #user: RecorderUser | undefined;
  #session: Promise<RecordingSession> | undefined;

  constructor(context: RecorderContext) {
    this.#context = context;
  }

  /** Resolves with the recording of a user, if there is one that has not ended, as soon as it has started. */
  async sessionOf(user: RecorderUser): Promise<RecordingSession | undefined> {
    if (this.#user !== user) return undefined;
    const session = await this.#session?.catch(() => undefined);
    return session?.isEnded === false ? session : undefined;
  }

  /** Starts to record, once the person allowed it. Rejects with why not. */
  async start(user: RecorderUser, settings: RecordingSettings, options: SessionOptions): Promise<RecordingSession> {
    if (this.#user !== undefined) throw new WxError(BUSY[this.#user][this.#user === user ? "again" : "other"]);
    this.#user = user;
    this.#session = this.#open(settings, options);
    void this.#release(this.#session);
    return this.#session;
  }

  async #open(settings: RecordingSettings, options: SessionOptions): Promise<RecordingSession> {
    const { ports, permissions, temporaryRoom } = this.#context;
    this.#requireForeground();
    await permissions.require("scope.record");
    this.#requireForeground();
    const session = new RecordingSession({ ports, keep: (path) => temporaryRoom.take([path]) }, options);
    try {
      await this.#requireSource(settings.source);
      session.begin(await ports.recorder.start(settings, (event) => session.handle(event)));
    } catch (error) {
      throw describeRecorderError(error);
    }
    const stopListening = permissions.onRefused("scope.record", () => session.refuse());
    void session.ended.catch(() => {}).then(stopListening);
    return session;
  }

  #requireForeground(): void {
    if (!this.#context.ports.foreground.currentSync()) throw new WxError("can't start to record in the background");
  }

  async #requireSource(source: string): Promise<void> {
    const sources = await this.#context.ports.recorder.sources();
    if (!sources.includes(source)) {
      throw parameterError(`invalid audioSource ${JSON.stringify(source)}, there are ${sources.join(", ")}`);
    }
  }

  async #release(starting: Promise<RecordingSession>): Promise<void> {
    // Who records hears of a failure.
    await starting.then((session) => session.ended).catch(() => {});
    this.#user = undefined;
    this.#session = undefined;
  }
}
