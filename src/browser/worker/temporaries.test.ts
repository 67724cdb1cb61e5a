import { beforeEach, describe, expect, it } from "vitest";
import { Temporaries } from "./temporaries.ts";
import { StoredFile } from "./volume/stored-file.ts";

describe("temporary files", () => {
  let gone: string[];
  let released: StoredFile[];
  let temporaries: Temporaries;

  beforeEach(() => {
    gone = [];
    released = [];
    temporaries = new Temporaries("run", {
      onGone: (path) => void gone.push(path),
      release: (file) => void released.push(file),
    });
  });

  it("give up a file of the volume when they go", () => {
    const file = new StoredFile(0, 1, []);
    expect(temporaries.adopt(file, "bin")).toBe("wxfile://tmp/run-1.bin");
    expect(temporaries.find("run-1.bin")).toBe(file);
    temporaries.remove("run-1.bin");
    temporaries.remove("run-1.bin");
    expect([gone, released]).toEqual([["wxfile://tmp/run-1.bin"], [file]]);
  });

  it("give up the file that another replaces, and only that", () => {
    const [file, replaced] = [new StoredFile(0, 1, []), new StoredFile(0, 2, [])];
    temporaries.adopt(file);
    temporaries.adopt(replaced);
    temporaries.rename("run-1", "run-2");
    temporaries.rename("run-2", "run-2");
    expect(temporaries.names).toEqual(["run-2"]);
    expect(temporaries.find("run-2")).toBe(file);
    expect([gone, released]).toEqual([["wxfile://tmp/run-1"], [replaced]]);
  });
});
