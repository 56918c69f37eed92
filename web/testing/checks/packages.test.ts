import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUDGET_BYTES, closure } from '../size';

interface Locked {
  integrity?: string;
  inBundle?: boolean;
}

test('the lock names no registry, and a checksum for every package', () => {
  const lock = readFileSync('package-lock.json', 'utf8');
  expect(lock).not.toContain('"resolved"');
  const { packages } = JSON.parse(lock) as { packages: Record<string, Locked> };
  // What is bundled comes in the archive of another package, under that one's checksum.
  const unchecked = Object.entries(packages).filter(
    ([path, one]) => path && !one.integrity && !one.inBundle,
  );
  expect(unchecked.map(([path]) => path)).toEqual([]);
});

test('the size of a page counts each file that it needs, once', () => {
  const manifest = {
    page: { file: 'page.js', imports: ['shared', 'other'] },
    other: { file: 'other.js', imports: ['shared'] },
    shared: { file: 'shared.js', imports: ['page'] },
    lazy: { file: 'lazy.js' },
  };
  expect([...closure(manifest, ['page'])].sort()).toEqual(['other.js', 'page.js', 'shared.js']);
  expect(() => closure(manifest, ['absent'])).toThrow('absent');
  expect(BUDGET_BYTES).toBe(170_000);
});

test('nothing on the page needs a hole in the content security policy', () => {
  const page = readFileSync('index.html', 'utf8');
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
});
