import { defineConfig, devices } from '@playwright/test';

const isRoot = process.getuid?.() === 0;

/** Debian's Chromium, kept from calling home: each attempt would only wait for a closed network. */
const launchOptions = {
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  userAgent: devices['Pixel 7'].userAgent,
};

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  // One server and one database for all: the tests run one after the other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // No second tries: a test that fails sometimes is wrong, or has found something.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: process.env.BASE_URL || 'http://127.0.0.1:3000',
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    launchOptions,
  },
  projects: [
    { name: 'phone', use: phone, testIgnore: /crash/ },
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    { name: 'phone-nojs', use: { ...phone, javaScriptEnabled: false }, grep: /@nojs/ },
  ],
});
