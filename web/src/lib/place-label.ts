/** The name of a place: the platform, and which of its accounts where it has several. */
export function placeLabel(
  platform: string,
  account: { name: string } | null | undefined,
  accounts: number,
): string {
  return accounts > 1 && account ? `${platform}, ${account.name}` : platform;
}
