import { describe, expect, inject, it } from "vitest";

const fetchFixture = (path: string): Promise<Response> => fetch(inject("serverUrl") + path);

describe("the fixtures in a browser", () => {
  it("have a picture of 640 × 480 pixels", async () => {
    const bitmap = await createImageBitmap(await (await fetchFixture("/1.jpg")).blob());
    expect([bitmap.width, bitmap.height]).toEqual([640, 480]);
  });

  it("have a song of three seconds that is not silent", async () => {
    const context = new OfflineAudioContext({ length: 1, sampleRate: 22_050 });
    const audio = await context.decodeAudioData(await (await fetchFixture("/song.mp3")).arrayBuffer());
    expect(audio.duration).toBeCloseTo(3.2, 0);
    expect(Math.max(...audio.getChannelData(0))).toBeGreaterThan(0.1);
  });

  it("have a minute of music that is not silent", async () => {
    const context = new OfflineAudioContext({ length: 1, sampleRate: 16_000 });
    const audio = await context.decodeAudioData(await (await fetchFixture("/music.wav")).arrayBuffer());
    expect(audio.duration).toBe(60);
    // More samples than a call may have arguments in Firefox.
    const loudest = audio.getChannelData(0).reduce((most, sample) => Math.max(most, sample));
    expect(loudest).toBeGreaterThan(0.1);
    expect(loudest).toBeLessThan(1);
  });

  it.each(["/report.docx", "/report.xlsx", "/report.pptx"])("have well-formed XML in %s", async (path) => {
    // The parts lie in the archive as they are.
    const archive = await (await fetchFixture(path)).text();
    const parts = [...archive.matchAll(/<\?xml [^]*?<\/[\w:]+>(?=PK)/g)].map(([part]) => part);
    expect(parts.length).toBeGreaterThanOrEqual(3);
    for (const part of parts) {
      const document = new DOMParser().parseFromString(part, "application/xml");
      expect(document.querySelector("parsererror")?.textContent).toBeUndefined();
    }
  });

  it("have a page that shows the picture", async () => {
    const response = await fetchFixture("/page.html");
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const document = new DOMParser().parseFromString(await response.text(), "text/html");
    expect(document.title).toBe("Example page");
    expect(document.images[0]?.getAttribute("src")).toBe("/1.jpg");
  });
});
