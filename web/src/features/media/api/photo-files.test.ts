import { expect, test } from 'vitest';
import { droppedFiles, sortFiles } from './photo-files';

type Tree = { [name: string]: Tree | File };

function entryOf(name: string, node: Tree | File): object {
  if (node instanceof File)
    return { name, isFile: true, file: (take: (file: File) => void) => take(node) };
  const inside = Object.entries(node).map(([child, below]) => entryOf(child, below));
  const createReader = () => {
    const rest = [...inside];
    // Two at a time, as browsers answer a hundred at a time.
    return { readEntries: (take: (some: object[]) => void) => take(rest.splice(0, 2)) };
  };
  return { name, isFile: false, createReader };
}

function dropped(tree: Tree): DataTransfer {
  const items = Object.entries(tree).map(([name, node]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entryOf(name, node),
  }));
  return { items, files: [] } as unknown as DataTransfer;
}

const jpeg = (name: string) => new File(['x'], name, { type: 'image/jpeg' });

test('a dropped folder gives all that is in it, without hidden files', async () => {
  const files = await droppedFiles(
    dropped({
      pottery: {
        'a.jpg': jpeg('a.jpg'),
        'b.jpg': jpeg('b.jpg'),
        old: { 'c.jpg': jpeg('c.jpg'), '.thumb.jpg': jpeg('.thumb.jpg') },
      },
      'd.jpg': jpeg('d.jpg'),
    }),
  );
  expect(files.map((one) => one.name)).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
});

test('a browser without entries still gives its files', async () => {
  const files = [jpeg('a.jpg')];
  const plain = { items: [{ kind: 'file' }], files } as unknown as DataTransfer;
  expect(await droppedFiles(plain)).toEqual(files);
});

test('kinds that a system does not know are told by their name', () => {
  const { photos, rejected } = sortFiles([
    new File(['x'], 'a.HEIC'),
    new File(['x'], 'b.tif'),
    new File(['x'], 'c.avif'),
    new File(['x'], 'd.svg', { type: 'image/svg+xml' }),
  ]);
  expect(photos.map((one) => one.name)).toEqual(['a.HEIC', 'b.tif', 'c.avif']);
  expect(rejected).toEqual([{ name: 'd.svg', reason: 'kind' }]);
});
