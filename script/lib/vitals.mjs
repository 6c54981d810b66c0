// What a phone on slow 4G sees: node script/lib/vitals.mjs BASE_URL [PATH...]
// Chromium at 390 x 844 with 1.6 Mbit/s down, 0.75 up, 150 ms a round trip and the processor four times slower, each page
// three times with an empty cache. Prints the middle LCP, the sum of layout shifts and the longest task over 50 ms.
import { chromium } from '../../end2end/node_modules/@playwright/test/index.mjs';

const [base, ...asked] = process.argv.slice(2);
if (!base) throw new Error('usage: node script/lib/vitals.mjs BASE_URL [PATH...]');
const TIMES = 3;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

const html = async (path) => (await fetch(base + path)).text();
const first = (text, pattern) => text.match(pattern)?.[0];
const day = first(await html('/equipment'), /\/equipment\/[\w-]+(?=[?"])/);
const piece = first(await html('/shop'), /\/shop\/[^"\/?]*\d+(?=["?])/);
const paths = asked.length ? asked : ['/', '/shop', day, piece];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});

async function measure(path) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: 'ja-JP',
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', SLOW_4G);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  let bytes = 0;
  cdp.on('Network.loadingFinished', (loaded) => (bytes += loaded.encodedDataLength));
  await page.addInitScript(() => {
    window.seen = { lcp: 0, shift: 0, task: 0 };
    const on = (type, each) =>
      new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
    on('largest-contentful-paint', (entry) => (window.seen.lcp = entry.startTime));
    on('layout-shift', (entry) => (window.seen.shift += entry.hadRecentInput ? 0 : entry.value));
    on('longtask', (entry) => (window.seen.task = Math.max(window.seen.task, entry.duration)));
  });
  await page.goto(base + path, { waitUntil: 'networkidle' });
  // The network can be idle before anything is painted; what the paint shows may load more.
  await page.waitForFunction(() => window.seen.lcp > 0);
  await page.waitForLoadState('networkidle');
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  return { ...seen, bytes };
}

console.log('page                              LCP ms  shift  longest task ms   KB');
for (const path of paths) {
  const runs = [];
  for (let n = 0; n < TIMES; n++) runs.push(await measure(path));
  runs.sort((a, b) => a.lcp - b.lcp);
  const { lcp, shift, task, bytes } = runs[Math.floor(TIMES / 2)];
  const cells = [lcp.toFixed(0).padStart(7), shift.toFixed(3).padStart(6), task.toFixed(0).padStart(12)];
  console.log(`${path.padEnd(32)} ${cells.join(' ')}    ${(bytes / 1024).toFixed(0).padStart(6)}`);
}
await browser.close();
