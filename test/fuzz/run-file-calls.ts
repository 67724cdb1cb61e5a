import type { StoredDevice } from "../conformance/stored-device.ts";
import type { FileCall, FileOutcome } from "./file-model.ts";

/** Does calls on a device in one turn, and lists all user files afterwards. It sees nothing but its parameters, so it may travel as text. */
export function runFileCalls(
  { manager }: StoredDevice,
  calls: readonly FileCall[],
): { outcomes: FileOutcome[]; all: [path: string, text: string | null][] } {
  const USR = "wxfile://usr";
  const fds: string[] = [];
  const fdOf = (number: number): string => fds[number] ?? "none";
  const run = (call: FileCall): unknown => {
    switch (call[0]) {
      case "access":
        return manager.accessSync(USR + call[1]);
      case "readdir":
        return manager.readdirSync(USR + call[1]);
      case "readFile":
        return manager.readFileSync(USR + call[1], "utf8");
      case "stat": {
        const stats = manager.statSync(USR + call[1]);
        if (Array.isArray(stats)) throw new Error("a list was not asked for");
        return stats.isDirectory() ? "directory" : stats.size;
      }
      case "unlink":
        return manager.unlinkSync(USR + call[1]);
      case "mkdir":
        return manager.mkdirSync(USR + call[1], call[2]);
      case "rmdir":
        return manager.rmdirSync(USR + call[1], call[2]);
      case "writeFile":
        return manager.writeFileSync(USR + call[1], call[2]);
      case "appendFile":
        return manager.appendFileSync(USR + call[1], call[2]);
      case "rename":
        return manager.renameSync(USR + call[1], USR + call[2]);
      case "copyFile":
        return manager.copyFileSync(USR + call[1], USR + call[2]);
      case "truncate":
        return manager.truncateSync({ filePath: USR + call[1], length: call[2] });
      case "open":
        return fds.push(manager.openSync({ filePath: USR + call[1], flag: call[2] as "r" })) - 1;
      case "write":
        return manager.writeSync({ fd: fdOf(call[1]), data: call[2], position: call[3] }).bytesWritten;
      case "read": {
        const arrayBuffer = new ArrayBuffer(call[2]);
        const { bytesRead } = manager.readSync({ fd: fdOf(call[1]), arrayBuffer, length: call[2], position: call[3] });
        return new TextDecoder().decode(new Uint8Array(arrayBuffer, 0, bytesRead));
      }
      case "ftruncate":
        return manager.ftruncateSync({ fd: fdOf(call[1]), length: call[2] });
      case "close":
        return manager.closeSync({ fd: fdOf(call[1]) });
    }
  };
  const outcomes = calls.map((call): FileOutcome => {
    try {
      return { value: run(call) };
    } catch (error) {
      const { errno } = error as { errno?: number };
      if (errno === undefined) throw error;
      return { errno };
    }
  });
  const all: [path: string, text: string | null][] = [];
  const list = (path: string): void => {
    const stats = manager.statSync(USR + path);
    const isDirectory = !Array.isArray(stats) && stats.isDirectory();
    all.push([path, isDirectory ? null : String(manager.readFileSync(USR + path, "utf8"))]);
    if (isDirectory) for (const name of manager.readdirSync(USR + path)) list(`${path}/${name}`);
  };
  list("");
  return { outcomes, all: all.toSorted(([one], [other]) => (one < other ? -1 : 1)) };
}
