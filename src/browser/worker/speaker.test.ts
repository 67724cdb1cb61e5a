import { describe, expect, it } from "vitest";
import type { PlayerCommand, PlayerReport } from "../../core/bridge/index.ts";
import type { Player, PlayerEvent } from "../../core/ports/index.ts";
import { createFakeClock, createMemoryFiles, createMemoryHttp, type FakeClock } from "../../testing/index.ts";
import { createSpeaker } from "./speaker.ts";

interface Opened {
  clock: FakeClock;
  player: Player;
  commands: PlayerCommand[];
  events: PlayerEvent["type"][];
  report: (after: number, report: Partial<PlayerReport>) => void;
}

function open(): Opened {
  const clock = createFakeClock();
  const commands: PlayerCommand[] = [];
  const send = (...[, , , command]: unknown[]): void => void commands.push(command as PlayerCommand);
  const files = createMemoryFiles();
  const speaker = createSpeaker({ page: () => ({ send }), clock, files, http: () => createMemoryHttp(files) });
  const events: PlayerEvent["type"][] = [];
  const player = speaker.port.open("effect", ({ type }) => events.push(type));
  const state = { positionSeconds: 0, durationSeconds: 10, bufferedSeconds: 10 };
  const report = (after: number, told: Partial<PlayerReport>): void =>
    speaker.commands["player.report"](1, { after, state, isMoving: false, ...told });
  return { clock, player, commands, events, report };
}

describe("a player of the page, in its Worker", () => {
  it("knows where it is without asking, between two reports", () => {
    const { clock, player, report } = open();
    player.load({ location: "/a.mp3", protocol: "http" });
    player.play();
    report(3, { event: { type: "play" }, isMoving: true });
    clock.advance(1500);
    expect(player.stateSync().positionSeconds).toBe(1.5);
    player.set({ rate: 2 });
    clock.advance(1000);
    expect(player.stateSync().positionSeconds).toBe(3.5);
    clock.advance(60_000);
    expect(player.stateSync().positionSeconds).toBe(10);
  });

  it("is where it was told to be, until the page has done that", () => {
    const { player, report } = open();
    player.load({ location: "/a.mp3", protocol: "http" });
    report(2, { event: { type: "canplay" } });
    player.seek(5);
    report(2, { event: { type: "timeupdate" }, isMoving: true });
    expect(player.stateSync().positionSeconds).toBe(5);
    const state = { positionSeconds: 5.1, durationSeconds: 10, bufferedSeconds: 10 };
    report(3, { event: { type: "seeked" }, state });
    expect(player.stateSync().positionSeconds).toBe(5.1);
  });

  it("hears nothing of what was given up", () => {
    const { player, events, report } = open();
    player.load({ location: "/a.mp3", protocol: "http" });
    player.load({ location: "/b.mp3", protocol: "http" });
    report(2, { event: { type: "canplay" } });
    expect(events).toEqual([]);
    report(3, { event: { type: "canplay" } });
    player.close();
    report(3, { event: { type: "ended" } });
    expect(events).toEqual(["canplay"]);
  });

  it("keeps the numbers of its commands in order", () => {
    const { player, commands } = open();
    player.load({ location: "/a.mp3", protocol: "http" });
    player.play(2);
    player.close();
    expect(commands.map(({ method }) => method)).toEqual(["open", "load", "play", "close"]);
  });
});
