import { availableParallelism } from 'node:os';
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
  // Side by side: each worker has its own server and data (support/test.ts).
  globalSetup: './support/seed.ts',
  workers: Math.max(2, availableParallelism()),
  fullyParallel: true,
  forbidOnly: true,
  // No second tries: a test that fails sometimes is wrong, or has found something.
  retries: 0,
  // Long enough for a machine that does much else; a test that passes does not wait for them.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    screenshot: 'only-on-failure',
    // A trace of everything takes a seventh of the run's time: `--trace retain-on-failure` where it is wanted.
    trace: 'off',
    actionTimeout: 120_000,
    navigationTimeout: 120_000,
    // Nothing moves by itself, so that a click lands where it aims.
    reducedMotion: 'reduce',
    launchOptions,
  },
  projects: [
    { name: 'phone', use: phone, testIgnore: /crash/ },
    // The narrow pages set their screens themselves.
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } }, testIgnore: /narrow/ },
    { name: 'phone-nojs', use: { ...phone, javaScriptEnabled: false }, grep: /@nojs/ },
  ],
});
