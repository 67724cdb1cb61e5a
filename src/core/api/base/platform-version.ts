/** The base library whose documented behaviour we follow; what is not there yet, `canIUse` denies. */
export const SDK_VERSION = "3.17.0";

/** The version that we give as that of WeChat itself. */
export const CLIENT_VERSION = "8.0.50";
