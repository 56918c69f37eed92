export function toHashtag(word: string): string {
  return `#${word.replace(/^#+/, '').replace(/\s+/g, '')}`;
}
