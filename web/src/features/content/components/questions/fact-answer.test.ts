import { expect, test } from 'vitest';
import type { Facts } from '../../api/types';
import { factChange, guessFact } from './fact-answer';

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
  ['quantity', '१२', { quantity: 12 }],
  ['quantity', 'some', null],
  ['dimensions', '20 cm', { dimensions: '20 cm' }],
] as const)('an answer about the %s: %s', (name, answer, change) => {
  expect(factChange(FACTS, name, answer)).toEqual(change);
});
