/** The page that the platform names as the referrer of all requests; `0` stands for a version under development. */
export function refererOf(appId: string): string {
  return `https://servicewechat.com/${appId}/0/page-frame.html`;
}
