/** URL of the folder of the built runtime, whose files lie side by side; ends with a slash. */
export const runtimeFolder: string = import.meta.url.slice(0, import.meta.url.lastIndexOf("/") + 1);
