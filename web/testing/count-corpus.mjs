/**
 * Writes count-corpus.json: 500 strings with their sizes, for the server's and the pages' counters.
 * Sizes come from Buffer and ICU and from a scan by hand, not from the code under test.
 * Run: node web/testing/count-corpus.mjs
 */
import { writeFileSync } from 'node:fs';

const BY_HAND = [
  '',
  ' ',
  'bowl',
  'नमस्ते',
  'क्षत्रिय',
  'ज्ञान',
  'श्री',
  'স্বাগতম',
  'শ্রী',
  'வணக்கம்',
  'க்ஷ',
  'ஸ்ரீ',
  'నమస్కారం',
  'క్ష',
  'ನಮಸ್ಕಾರ',
  'ಕ್ಷ',
  'നമസ്കാരം',
  'ക്ഷ',
  'ന്‍',
  'નમસ્તે',
  'ક્ષ',
  'ନମସ୍କାର',
  'କ୍ଷ',
  'ਸਤ ਸ੍ਰੀ ਅਕਾਲ',
  'السلام علیکم',
  'یہ نیلا ہے۔',
  '🪔',
  '👩‍🎨',
  '👨‍👩‍👧‍👦',
  '👍🏽',
  '🇮🇳',
  '🇮🇳🇮🇳🇮',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '❤️',
  '1️⃣',
  '☎︎',
  'e\u0301',
  'é',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙',
  '한글',
  '각',
  'ไทย',
  '漢字',
  '₹1,25,000',
  '#jaipur #नीलीमिट्टी',
  'blue#pottery',
  'see https://example.com/#top',
  '(#one)\n#two,#three',
  '# alone',
  '##twice',
  '＃日本',
  '@asha',
  'asha@example.com',
  '@asha @ravi',
  '＠ravi',
  'mail me: a.b@c.de and @d',
  '#_',
  '#1',
  '#!',
  '@',
  '@!',
  'https://x.in/a?b=#c #d',
  'HTTP://X.IN #e',
  'a\r\nb',
  'a\nb',
  '\t',
  '\u200d',
  'क\u200dष',
  'क\u200cष',
  'क्\u200dष',
  '\u2068abc\u2069',
];
const PIECES = [
  'a',
  'B',
  'z',
  '7',
  ' ',
  '\n',
  '.',
  ',',
  '-',
  'é',
  'e\u0301',
  'ñ',
  'क',
  'क्ष',
  'कि',
  'ा',
  'क्',
  'त्र',
  'ज़',
  'শ',
  'ক্ষ',
  'কি',
  'ব্',
  'க',
  'கி',
  'ஸ்ரீ',
  'తె',
  'క్ష',
  'ಕ',
  'ಕ್',
  'ന',
  'ന്റെ',
  'ગ',
  'જ્ઞ',
  'ଓ',
  'ଡ଼ି',
  'ਪੰ',
  'ਸ੍ਰ',
  'ا',
  'ں',
  'ہے',
  '۔',
  '।',
  '🪔',
  '👩🏽‍🎨',
  '👨‍👩‍👧‍👦',
  '🇮🇳',
  '🏽',
  '❤️',
  '\u200d',
  '\u200c',
  '\ufe0f',
  '漢',
  '한',
  'ไ',
  '#',
  '＃',
  '@',
  '＠',
  '#tag',
  ' #नीला',
  ' @asha',
  ' https://x.in/#y ',
  ' https://haat.example/a_b?c=1 ',
  '_',
  '!',
  '…',
  '₹',
  '%',
];

let seed = 20261121;
const below = (most) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * most);
};
const drawn = () => {
  let text = '';
  for (let left = 1 + below(24); left > 0; left -= 1) text += PIECES[below(PIECES.length)];
  return text;
};

const texts = [...BY_HAND];
const seen = new Set(texts);
while (texts.length < 500) {
  const text = drawn();
  if (!seen.has(text)) {
    seen.add(text);
    texts.push(text);
  }
}

const letter = (sign) => sign !== undefined && /^[\p{L}\p{N}_]$/u.test(sign);
/** Signs one by one: a run of signs counts once where a letter follows it, but not in a link. */
function signs(text, either, mention) {
  const all = [...text];
  let count = 0;
  for (let at = 0; at < all.length; ) {
    const end = runEnd(all, at, either);
    if (end > at && letter(all[end]) && !(mention && inAddress(all, at, end))) count += 1;
    at = end > at ? end : at + Math.max(1, linkLength(all, at));
  }
  return count;
}

/** Whether the one sign at `at` stands within an address such as asha@haat.example. */
function inAddress(all, at, end) {
  return end - at === 1 && /^[\p{L}\p{M}\p{N}_.+-]$/u.test(all[at - 1] ?? ' ');
}

/** Where the run of signs that begins at `at` ends; `at` itself when none begins there. */
function runEnd(all, at, either) {
  let end = at;
  while (either.includes(all[end])) end += 1;
  return end;
}

function linkLength(all, at) {
  const link = /^https?:\/\/[!-~]+/i.exec(all.slice(at).join(''));
  return link ? [...link[0]].length : 0;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const rows = texts.map((text) => ({
  text,
  utf16: Buffer.from(text, 'utf16le').length / 2,
  codepoints: Array.from(text).length,
  graphemes: Array.from(segmenter.segment(text)).length,
  bytes: Buffer.from(text, 'utf8').length,
  hashtags: signs(text, '#＃', false),
  mentions: signs(text, '@＠', true),
}));
// Escaped: invisible characters survive editors and are seen in a diff.
const json = JSON.stringify(rows, null, 2).replace(
  /[\u007f-\uffff]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
);
writeFileSync(new URL('count-corpus.json', import.meta.url), `${json}\n`);
