import { expect, test } from 'vitest';
import type { Facts } from '../../api/types';
import { type FactName, factChange, guessFact } from './fact-answer';

const FACTS = { materials: ['Cotton'], story: 'Eleven days.' } satisfies Facts;

test.each([
  ['What is it made of?', 'materials'],
  ['How was it made?', 'technique'],
  ['How large is it?', 'dimensions'],
  ['What does it cost?', 'price'],
  ['Where does it come from?', 'region'],
  ['Which craft is it?', 'craft'],
  ['What is it called on Etsy? A title there takes only letters.', 'title'],
  ['यह कितनी चौड़ी है?', 'dimensions'],
  ['Is there anything buyers love to hear?', 'story'],
])('%s is taken to be about the %s', (question, fact) => {
  expect(guessFact(question)).toBe(fact);
});

test('what the server says a question is about counts more than how it sounds', () => {
  expect(guessFact('What is it made of, and how large is it?', 'dimensions')).toBe('dimensions');
  expect(guessFact('What is it made of?', 'nothing-we-know')).toBe('materials');
});

test.each([
  ['materials', 'Silk, cotton , Cotton', { materials: ['Cotton', 'Silk', 'cotton'] }],
  ['story', ' A gift. ', { story: 'Eleven days.\nA gift.' }],
  ['price', '₹ 1,250.50', { price: { amount: '1250.50', currency: 'INR' } }],
  ['price', 'cheap', null],
  ['price', '0', null],
  ['quantity', '१२', { quantity: 12 }],
  ['quantity', '0', { quantity: 0 }],
  ['quantity', 'some', null],
  ['quantity', '1000000', null],
  ['dimensions', '20 cm', { dimensions: '20 cm' }],
] as const)('an answer about the %s: %s', (name, answer, change) => {
  expect(factChange(FACTS, name, answer)).toEqual(change);
});

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `Dye ${index}`);

test.each<[FactName, string, Facts]>([
  ['materials', 'Silk', { materials: numbered(13) }],
  ['materials', 'x'.repeat(46), {}],
  ['story', 'x'.repeat(500), { story: 'x'.repeat(2500) }],
  ['craft', 'x'.repeat(81), {}],
  ['title', 'x'.repeat(141), {}],
])('more about the %s than a product takes is no change', (name, answer, facts) => {
  expect(factChange(facts, name, answer)).toBeNull();
});

test.each<[FactName, string, Facts]>([
  ['materials', 'Silk', { materials: numbered(12) }],
  ['materials', 'x'.repeat(45), {}],
  ['story', 'x'.repeat(499), { story: 'x'.repeat(2500) }],
  ['craft', 'x'.repeat(80), {}],
])('as much about the %s as a product takes is a change', (name, answer, facts) => {
  expect(factChange(facts, name, answer)).not.toBeNull();
});
