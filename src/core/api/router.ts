/** Opens and closes pages. Rejects with a `WxError` whose message is the reason alone, such as `page "pages/a/a" is not found`. */
export interface Router {
  /** `url` is absolute (`/pages/a/a?x=1`) or relative to the current page. Resolves when the route was accepted. */
  navigateTo(url: string, events?: Record<string, (...values: unknown[]) => void>): Promise<{ eventChannel: unknown }>;
  redirectTo(url: string): Promise<void>;
  navigateBack(delta: number): Promise<void>;
  switchTab(url: string): Promise<void>;
  reLaunch(url: string): Promise<void>;
  /** Hides the current page, because something of the device covers it; the returned function shows it again. */
  cover(): () => void;
  /** Changes the title of the current page. */
  setNavigationBarTitle(title: string): Promise<void>;
  /** Colours are CSS hex colours. */
  setNavigationBarColor(frontColor: string, backgroundColor: string): Promise<void>;
}
