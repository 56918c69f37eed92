import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { formatBytes, formatMoney, formatNumber } from './format';

beforeAll(async () => {
  await i18next.init({ lng: 'en', resources: {} });
});

test('numbers are grouped by lakh and crore', () => {
  expect(formatNumber(12_345_678)).toBe('1,23,45,678');
});

test.each([
  ['123450.00', '₹1,23,450'],
  ['123450.5', '₹1,23,450.50'],
  ['99', '₹99'],
  // More digits than a float can hold: the decimal text is formatted, not a number made of it.
  ['90071992547409.93', '₹9,00,71,99,25,47,409.93'],
])('%s rupees are %s', (amount, text) => {
  expect(formatMoney({ amount, currency: 'INR' })).toBe(text);
});

test('Hindi keeps Latin digits', async () => {
  await i18next.changeLanguage('hi');
  expect(formatNumber(123_456)).toBe('1,23,456');
  await i18next.changeLanguage('en');
});

test.each([
  [812, '812 byte'],
  [21_870, '22 kB'],
  [3_400_000, '3.4 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
