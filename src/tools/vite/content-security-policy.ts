function policy(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** Policy of the simulator: only its own scripts, frame and server. */
export const SIMULATOR_POLICY: string = policy({
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' data:",
  "connect-src": "'self' ws: wss:",
  "frame-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'self'",
});

/** Policy of an app's frame: images, media and fonts from anywhere, as on the platform, but no script that is not ours. */
export const FRAME_POLICY: string = policy({
  "default-src": "'none'",
  "script-src": "'self'",
  "worker-src": "'self'",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "* data: blob:",
  "media-src": "* data: blob:",
  "font-src": "* data:",
  "connect-src": "'self' blob:",
  "object-src": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'self'",
});

/** Policy of the Worker that runs an app's code: it reaches any server, and makes no code from text. */
export const WORKER_POLICY: string = policy({
  "default-src": "'none'",
  "script-src": "'self'",
  "connect-src": "* ws: wss:",
});

/** Policy of an app's assets, for a person who opens one as a page: it runs no script. */
export const ASSET_POLICY: string = "sandbox";
