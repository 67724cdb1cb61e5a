/**
 * Starts a Worker of the runtime, so that it is held to a policy: that of its own file, or, where the page has its policy in its markup because
 * its server sends none with files, that of the page.
 */
export function startWorker(url: string): Worker {
  const isServerSilent = document.querySelector('meta[http-equiv="Content-Security-Policy"]') !== null;
  if (!isServerSilent) return new Worker(url, { type: "module" });
  // A Worker has the policy of its maker only from such a URL.
  const start = URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" }));
  const worker = new Worker(start, { type: "module" });
  URL.revokeObjectURL(start);
  return worker;
}
