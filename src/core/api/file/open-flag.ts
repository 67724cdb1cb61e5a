/** What a file may be used for once it is open, and what opening it does. */
export interface OpenFlagMeaning {
  readonly canRead: boolean;
  readonly canWrite: boolean;
  /** Whether a file that is missing is made. */
  readonly canCreate: boolean;
  /** Whether there may be no file before. */
  readonly isExclusive: boolean;
  /** Whether its content goes. */
  readonly isEmptied: boolean;
  /** Whether all writes go to its end. */
  readonly isAppending: boolean;
  /** Whether each write is durable when it returns. */
  readonly isFlushed: boolean;
}

const NAMES = ["a", "ax", "a+", "ax+", "as", "as+", "r", "r+", "w", "wx", "w+", "wx+"] as const;

/** How a file is opened, in the words of POSIX. */
export type OpenFlag = (typeof NAMES)[number];

/** The flags of `open` and what they mean. */
export const OPEN_FLAGS: Readonly<Record<OpenFlag, OpenFlagMeaning>> = Object.fromEntries(
  NAMES.map((name) => [name, meaningOf(name)]),
  // The names are the keys.
) as Record<OpenFlag, OpenFlagMeaning>;

/** Whether a text is a flag of `open`. */
export function isOpenFlag(name: string): name is OpenFlag {
  return Object.hasOwn(OPEN_FLAGS, name);
}

function meaningOf(name: OpenFlag): OpenFlagMeaning {
  const isRead = name.startsWith("r");
  return {
    canRead: isRead || name.endsWith("+"),
    canWrite: name !== "r",
    canCreate: !isRead,
    isExclusive: name.includes("x"),
    isEmptied: name.startsWith("w"),
    isAppending: name.startsWith("a"),
    isFlushed: name.includes("s"),
  };
}
