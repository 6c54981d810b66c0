import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type Browser, type Page } from '@playwright/test';
import { exifSegment } from './exif';

/** The sensor's pixels, lying on their side: upright the picture is 3024 × 4032. */
export const STORED = { width: 4032, height: 3024 };
export const UPRIGHT = { width: STORED.height, height: STORED.width };

type Colour = [red: number, green: number, blue: number];

/**
 * Draws, in the browser, what the sensor saw. Upright, a red bar is on top and a blue one at the
 * right: the stored left edge becomes the top, the stored top edge the right side.
 */
async function drawJpeg({ width, height, seed }: typeof STORED & { seed: number }): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  const draw = canvas.getContext('2d')!;
  const sky = draw.createLinearGradient(0, 0, width, height);
  sky.addColorStop(0, '#e8d9b8');
  sky.addColorStop(1, '#5d7a63');
  draw.fillStyle = sky;
  draw.fillRect(0, 0, width, height);
  // Grain, so that the file is as heavy as a photograph: the same every time for one seed.
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const tile = new OffscreenCanvas(512, 512);
  const grain = tile.getContext('2d')!;
  const pixels = grain.createImageData(512, 512);
  for (let index = 0; index < pixels.data.length; index += 4) {
    pixels.data.fill(random() * 255, index, index + 3);
    pixels.data[index + 3] = 40;
  }
  grain.putImageData(pixels, 0, 0);
  draw.fillStyle = draw.createPattern(tile, 'repeat')!;
  draw.fillRect(0, 0, width, height);
  for (let blob = 0; blob < 60; blob += 1) {
    draw.fillStyle = `hsl(${Math.floor(random() * 360)} 45% 55% / 0.6)`;
    draw.beginPath();
    draw.arc(random() * width, random() * height, 40 + random() * 300, 0, 7);
    draw.fill();
  }
  draw.fillStyle = '#1030d0';
  draw.fillRect(0, 0, width, height / 10);
  draw.fillStyle = '#d01010';
  draw.fillRect(0, 0, width / 10, height);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  const reader = new FileReader();
  return new Promise((resolve) => {
    reader.onload = () => resolve((reader.result as string).split(',')[1]);
    reader.readAsDataURL(blob);
  });
}

/** Large JPEGs with orientation 6 and the place they were taken at, as a phone hands them over; no two are alike. */
async function phonePhotos(browser: Browser, count: number): Promise<Buffer[]> {
  // A context of its own: it draws also where the test has JavaScript switched off.
  const context = await browser.newContext({ javaScriptEnabled: true, baseURL: undefined });
  const page = await context.newPage();
  const photos: Buffer[] = [];
  for (let n = 0; n < count; n += 1) {
    const jpeg = Buffer.from(await page.evaluate(drawJpeg, { ...STORED, seed: 12345 + n }), 'base64');
    photos.push(Buffer.concat([jpeg.subarray(0, 2), exifSegment(), jpeg.subarray(2)]));
  }
  await context.close();
  return photos;
}

export const phonePhoto = async (browser: Browser): Promise<Buffer> => (await phonePhotos(browser, 1))[0];

/** The same as files on disk, for `setInputFiles`; gives their paths. */
export async function phonePhotoFiles(browser: Browser, count: number): Promise<string[]> {
  const folder = join(test.info().outputDir, 'photos');
  mkdirSync(folder, { recursive: true });
  return (await phonePhotos(browser, count)).map((photo, n) => {
    const path = join(folder, `IMG_${String(n + 1).padStart(4, '0')}.jpg`);
    writeFileSync(path, photo);
    return path;
  });
}

export const phonePhotoFile = async (browser: Browser): Promise<string> => (await phonePhotoFiles(browser, 1))[0];

/** What a person sees of an image file: its size and the colours at its edges. */
export type Seen = { width: number; height: number; top: Colour; right: Colour; bottom: Colour };

/** Looks at `file` as browsers show it: turned as its metadata say, as it lies where it has none. */
export async function lookAt(browser: Browser, file: Buffer): Promise<Seen> {
  const context = await browser.newContext({ javaScriptEnabled: true, baseURL: undefined });
  const page = await context.newPage();
  const seen = await page.evaluate(lookInBrowser, file.toString('base64'));
  await context.close();
  return seen;
}

async function lookInBrowser(base64: string): Promise<Seen> {
  const raw = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([raw]));
  const { width, height } = bitmap;
  const draw = new OffscreenCanvas(width, height).getContext('2d')!;
  draw.drawImage(bitmap, 0, 0);
  const at = (x: number, y: number) =>
    [...draw.getImageData(Math.floor(width * x), Math.floor(height * y), 1, 1).data.slice(0, 3)] as Colour;
  return { width, height, top: at(0.5, 0.04), right: at(0.96, 0.5), bottom: at(0.5, 0.96) };
}

export const isRed = ([red, green, blue]: Colour): boolean => red > 140 && green < 90 && blue < 90;
export const isBlue = ([red, green, blue]: Colour): boolean => blue > 140 && red < 90 && green < 110;

/** Fetches an image that the page shows, with the page's session. */
export async function download(page: Page, url: string): Promise<Buffer> {
  return (await page.request.get(url)).body();
}
