import { describe, expect, it } from "vitest";
import { createFakeClock, createMemoryPlayer, type FakeClock, type MemoryPlayer } from "../../testing/index.ts";
import type { Player } from "../ports/index.ts";

const URL = "https://example.com/a.mp3";

/** Makes a player with something loaded, and a list of what it tells. */
async function load(buffered = 1): Promise<{ clock: FakeClock; host: MemoryPlayer; player: Player; events: string[] }> {
  const clock = createFakeClock();
  const host = createMemoryPlayer(clock);
  host.add(URL, { durationSeconds: 10, buffered });
  const events: string[] = [];
  const player = host.open("effect", ({ type }) => events.push(type));
  player.load({ location: URL, protocol: "http" });
  await turn();
  return { clock, host, player, events };
}

/** Lets everything happen that can without the clock. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe("a player by the clock", () => {
  it("pauses at ten seconds less five, and goes on there", async () => {
    const { clock, player, events } = await load();
    player.play();
    clock.advance(5000);
    player.pause();
    clock.advance(60_000);
    expect(player.stateSync()).toEqual({ positionSeconds: 5, durationSeconds: 10, bufferedSeconds: 10 });
    events.length = 0;
    player.play();
    clock.advance(4999);
    expect(events).not.toContain("ended");
    clock.advance(1);
    expect(events.at(-1)).toBe("ended");
    expect(clock.scheduledCount).toBe(0);
  });

  it("tells the time four times a second, whatever the rate, and needs half the time at twice that", async () => {
    const { clock, player, events } = await load();
    player.set({ rate: 2 });
    player.play();
    clock.advance(1000);
    expect(events).toEqual(["canplay", "play", "timeupdate", "timeupdate", "timeupdate", "timeupdate"]);
    expect(player.stateSync().positionSeconds).toBe(2);
    player.set({ rate: 0.5 });
    clock.advance(1000);
    expect(player.stateSync().positionSeconds).toBe(2.5);
  });

  it("waits at the end of what is there, and goes on when more comes", async () => {
    const { clock, host, player, events } = await load(0.2);
    player.play();
    clock.advance(20_000);
    expect(events.at(-1)).toBe("waiting");
    expect(player.stateSync()).toEqual({ positionSeconds: 2, durationSeconds: 10, bufferedSeconds: 2 });
    events.length = 0;
    host.buffer(URL, 1);
    await turn();
    expect(events).toEqual(["canplay"]);
    clock.advance(8000);
    expect(events.at(-1)).toBe("ended");
  });

  it("goes to what is not there yet when it comes", async () => {
    const { host, player, events } = await load(0.2);
    events.length = 0;
    player.seek(5);
    await turn();
    expect(events).toEqual([]);
    host.buffer(URL, 0.6);
    await turn();
    expect(events).toEqual(["seeked"]);
  });

  it("plays what is there before it tells that the rest is lost", async () => {
    const { clock, host, player, events } = await load(0.2);
    player.play();
    await turn();
    host.lose(URL);
    expect(events).toEqual(["canplay", "play"]);
    clock.advance(2000);
    await turn();
    expect(events.slice(-2)).toEqual(["waiting", "error"]);
    expect(clock.scheduledCount).toBe(0);
  });

  it("tells nothing once it is closed, and leaves nothing", async () => {
    const { clock, host, player, events } = await load();
    player.play();
    clock.advance(1000);
    events.length = 0;
    player.close();
    player.close();
    clock.advance(60_000);
    await turn();
    expect(events).toEqual([]);
    expect([clock.scheduledCount, host.speaker.openCount, host.speaker.playingCount]).toEqual([0, 0, 0]);
  });
});
