/**
 * The APIs of the platform that are not built yet, by kind. They exist and fail with `not supported`; `canIUse` denies them.
 *
 * A name leaves this list when its literal exists.
 */
export const NOT_BUILT = {
  /** Take an options object and answer by callbacks or a promise. */
  async: [
    "disableAlertBeforeUnload",
    "enableAlertBeforeUnload",
    "hideHomeButton",
    "hideNavigationBarLoading",
    "hideTabBar",
    "hideTabBarRedDot",
    "pageScrollTo",
    "removeTabBarBadge",
    "rewriteRoute",
    "setBackgroundColor",
    "setBackgroundTextStyle",
    "setTabBarBadge",
    "setTabBarItem",
    "setTabBarStyle",
    "showNavigationBarLoading",
    "showTabBar",
    "showTabBarRedDot",
    "startPullDownRefresh",
    "stopPullDownRefresh",
  ],
  /** Return a value, and throw. */
  sync: [
    "createIntersectionObserver",
    "createSelectorQuery",
    "createTCPSocket",
    "createUDPSocket",
    "getAppAuthorizeSetting",
    "getSystemSetting",
  ],
  /** Take a listener; `off` exists for most of them, too. */
  event: [
    "offAppHide",
    "offAppShow",
    "offError",
    "offPageNotFound",
    "offUnhandledRejection",
    "onAppHide",
    "onAppShow",
    "onError",
    "onPageNotFound",
    "onUnhandledRejection",
  ],
} as const;
