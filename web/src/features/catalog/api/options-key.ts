/** Options in one spelling: catalog compares names and values without regard to case. */
export function optionsKey(options: Readonly<Record<string, string>>): string {
  const folded = Object.entries(options).map((pair) =>
    pair.map((text) => text.trim().normalize().toLowerCase()),
  );
  return JSON.stringify(folded.sort());
}
