/** How long a text is, honestly: what a person sees and what a platform counts differ. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export interface TextCount {
  /** UTF-16 code units, the strictest count in use: a text that fits by it fits by any. */
  units: number;
  /** What a reader would call letters. */
  letters: number;
}

export function countText(text: string): TextCount {
  let letters = 0;
  for (const _ of segmenter.segment(text)) letters += 1;
  return { units: text.length, letters };
}

const HASHTAG = /(?<=^|[^\p{L}\p{N}_&/])#[\p{L}\p{M}\p{N}_]+/gu;

export function countHashtags(text: string): number {
  return text.match(HASHTAG)?.length ?? 0;
}

/** The first `most` letters, never a broken one. */
export function firstLetters(text: string, most: number): string {
  let kept = '';
  let count = 0;
  for (const { segment } of segmenter.segment(text)) {
    if (count++ === most) return kept;
    kept += segment;
  }
  return kept;
}
