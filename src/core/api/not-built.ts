/**
 * The APIs of the platform that are not built yet, by kind. They exist and fail with `not supported`; `canIUse` denies them.
 *
 * A name leaves this list when its literal exists.
 */
export const NOT_BUILT = {
  /** Take an options object and answer by callbacks or a promise. */
  async: [
    "checkDeviceSupportHevc",
    "cropImage",
    "disableAlertBeforeUnload",
    "editImage",
    "enableAlertBeforeUnload",
    "hideHomeButton",
    "hideNavigationBarLoading",
    "hideTabBar",
    "hideTabBarRedDot",
    "openVideoEditor",
    "pageScrollTo",
    "removeTabBarBadge",
    "rewriteRoute",
    "saveFileToDisk",
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
    "createBufferURL",
    "createIntersectionObserver",
    "createSelectorQuery",
    "createTCPSocket",
    "createUDPSocket",
    "getAppAuthorizeSetting",
    "getSystemSetting",
    "revokeBufferURL",
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
