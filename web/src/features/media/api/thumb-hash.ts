/** Draws a ThumbHash: https://evanw.github.io/thumbhash/, for pictures without transparency. */
export interface Thumb {
  width: number;
  height: number;
  /** Red, green, blue and alpha of each pixel. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

const MAX_SIDE = 32;

export function drawThumb(base64: string): Thumb | null {
  const hash = bytesOf(base64);
  if (hash.length < 8) return null;
  const at = (index: number) => hash[index] ?? 0;
  const head = at(0) | (at(1) << 8) | (at(2) << 16);
  const shape = at(3) | (at(4) << 8);
  const landscape = shape >> 15;
  const across = Math.max(3, landscape ? 7 : shape & 7);
  const down = Math.max(3, landscape ? shape & 7 : 7);
  let nibble = 10;
  const plane = (nx: number, ny: number, dc: number, scale: number): Plane => {
    const waves: Wave[] = [{ x: 0, y: 0, power: dc }];
    for (let y = 0; y < ny; y++) {
      for (let x = y ? 0 : 1; x * ny < nx * (ny - y); x++) {
        const value = (at(nibble >> 1) >> ((nibble & 1) << 2)) & 15;
        nibble += 1;
        waves.push({ x, y, power: (value / 7.5 - 1) * scale * 2 });
      }
    }
    return waves;
  };
  const light = plane(across, down, (head & 63) / 63, ((head >> 18) & 31) / 31);
  const yellow = plane(3, 3, ((head >> 6) & 63) / 31.5 - 1, (((shape >> 3) & 63) / 63) * 1.25);
  const red = plane(3, 3, ((head >> 12) & 63) / 31.5 - 1, (((shape >> 9) & 63) / 63) * 1.25);
  const ratio = across / down;
  const width = Math.round(ratio > 1 ? MAX_SIDE : MAX_SIDE * ratio);
  const height = Math.round(ratio > 1 ? MAX_SIDE / ratio : MAX_SIDE);
  return { width, height, pixels: renderPixels(width, height, light, yellow, red) };
}

interface Wave {
  x: number;
  y: number;
  power: number;
}
type Plane = readonly Wave[];

function renderPixels(width: number, height: number, light: Plane, yellow: Plane, red: Plane) {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let place = 0; place < width * height; place++) {
    const x = (Math.PI / width) * ((place % width) + 0.5);
    const y = (Math.PI / height) * (Math.floor(place / width) + 0.5);
    const [l, p, q] = [valueAt(light, x, y), valueAt(yellow, x, y), valueAt(red, x, y)];
    const b = l - (2 / 3) * p;
    const r = (3 * l - b + q) / 2;
    pixels.set([r * 255, (r - q) * 255, b * 255, 255], place * 4);
  }
  return pixels;
}

function valueAt(plane: Plane, x: number, y: number): number {
  let sum = 0;
  for (const wave of plane) sum += wave.power * Math.cos(x * wave.x) * Math.cos(y * wave.y);
  return sum;
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}
