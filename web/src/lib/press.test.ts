import { expect, test } from 'vitest';
import { createPress, type Press } from './press';
import { Problem, unreachable } from './problem';

const WISH = { product_id: 'product_1', places: ['one'] };

/** Press once; the server answers with `outcome`. Returns the key that was sent. */
async function pressed(press: Press, outcome: unknown = 'made', wish: unknown = WISH) {
  let key = '';
  const call = async (headers: { 'Idempotency-Key': string }) => {
    key = headers['Idempotency-Key'];
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  const answer = await press.send(wish, call).catch((error: unknown) => error);
  expect(answer).toBe(outcome);
  return key;
}

const refused = (status: number, code = 'refused') => new Problem({ status, code, message: 'No.' });

test('each press has a key of its own', async () => {
  const keys = [await pressed(createPress()), await pressed(createPress())];
  expect(new Set(keys).size).toBe(2);
  expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
});

test.each([
  ['was lost', unreachable()],
  ['was a fault of the server', refused(503)],
  ['was that the first one is still running', refused(409, 'conflict')],
  ['was that there were too many', refused(429)],
])('while the answer %s, the key stays', async (_, outcome) => {
  const press = createPress();
  const first = await pressed(press, unreachable());
  expect(await pressed(press, outcome)).toBe(first);
  expect(await pressed(press)).toBe(first);
});

test.each([
  ['an answer', 'made'],
  ['a refusal', refused(422, 'malformed')],
  ['a conflict with its own name', refused(409, 'already_live')],
])('after %s the next press has a new key', async (_, outcome) => {
  const press = createPress();
  const first = await pressed(press, outcome);
  expect(press.isUnanswered()).toBe(false);
  expect(await pressed(press)).not.toBe(first);
});

test('another wish is another press, also while the first has no answer', async () => {
  const press = createPress();
  const first = await pressed(press, unreachable());
  const other = { ...WISH, places: ['one', 'two'] };
  expect(await pressed(press, 'made', other)).not.toBe(first);
});

const other = { ...WISH, places: ['two'] };

test.each([
  ['was lost', unreachable(), true],
  ['was a fault of the server', refused(503), true],
  ['was that the first one is still running', refused(409, 'conflict'), true],
  ['was that there were too many', refused(429), false],
  ['came', 'made', false],
])('where the answer %s, it may still be carried out or not', async (_, outcome, isUnsure) => {
  const press = createPress();
  expect(press.isUnanswered()).toBe(false);
  await pressed(press, outcome);
  expect(press.isUnanswered()).toBe(isUnsure);
});

test('a press that was lost stays unanswered, whatever is said of others', async () => {
  const press = createPress();
  const first = await pressed(press, unreachable());
  await pressed(press, refused(429));
  await pressed(press, refused(422, 'malformed'), other);
  expect(press.isUnanswered()).toBe(true);
  expect(await pressed(press)).toBe(first);
  expect(press.isUnanswered()).toBe(false);
});
