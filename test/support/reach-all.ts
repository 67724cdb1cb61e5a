/** Runs in a page or Worker of a browser: finds out which URLs it can reach. */
export function reachAll(urls: string[]): Promise<boolean[]> {
  const isReached = (url: string): Promise<boolean> =>
    new Promise((resolve) => {
      if (url.startsWith("http")) {
        fetch(url).then(
          () => resolve(true),
          () => resolve(false),
        );
        return;
      }
      const socket = new WebSocket(url);
      socket.addEventListener("open", () => resolve(true));
      socket.addEventListener("error", () => resolve(false));
    });
  return Promise.all(urls.map(isReached));
}
