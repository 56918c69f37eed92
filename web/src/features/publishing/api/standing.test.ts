import { expect, test } from 'vitest';
import { publicationOf } from '../../../../testing/fixture/sample-data';
import { type Standing, standingIn } from './standing';
import type { PublicationStatus } from './types';

const there = (status: PublicationStatus, number = 1) =>
  publicationOf('pinterest', status, { publication_id: `pub_${status}_${number}`, number });

test.each<[Standing, PublicationStatus]>([
  ['free', 'failed'],
  ['free', 'unpublished'],
  ['moving', 'planned'],
  ['moving', 'claimed'],
  ['moving', 'sent'],
  ['live', 'confirmed'],
  ['unsure', 'unknown'],
])('it is %s where it is %s', (standing, status) => {
  const publication = there(status);
  const found = standingIn([publication], 'pinterest', publication.account.id);
  expect(found).toEqual({ standing, publication });
});

test('another account of the platform, and another platform, say nothing of this one', () => {
  const publication = there('confirmed');
  const free = { standing: 'free', publication: null };
  expect(standingIn([publication], 'pinterest', 'other')).toEqual(free);
  expect(standingIn([publication], 'etsy', publication.account.id)).toEqual(free);
  expect(standingIn([publication], 'pinterest', undefined)).toEqual(free);
});

test('of several posts in an account the one on its way counts before those that are live', () => {
  const posts = [there('confirmed', 1), there('sent', 2), there('failed', 3)];
  const { account } = there('sent');
  expect(standingIn(posts, 'pinterest', account.id).publication?.number).toBe(2);
  const settled = [there('confirmed', 1), there('confirmed', 2), there('failed', 3)];
  expect(standingIn(settled, 'pinterest', account.id).publication?.number).toBe(2);
});
