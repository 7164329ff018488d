// Browser tests on the built site: `./test browser` builds it and runs this. Each spec says by its name where it runs:
// `*.spec.ts` with JavaScript, `*.nojs.spec.ts` without, `*.both.spec.ts` in both. In the last, tests tagged `@plain` are about what the
// server answers, in which no script of ours has a part; without JavaScript is then enough.
import { defineConfig, devices } from "@playwright/test";
import { BASE_URL, serverEnv } from "./tests/support/site";

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 } };

export default defineConfig({
  testDir: "./tests",
  globalTeardown: "./tests/support/promises.ts",
  outputDir: "./test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 3,
  reporter: "list",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: BASE_URL,
    locale: "en-GB",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // A trace of every test costs a third of the time; `--trace on` makes one of a test that fails.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--mute-audio",
      ],
    },
  },
  projects: [
    { name: "js", testIgnore: /\.nojs\.spec\.ts$/, grepInvert: /@plain/, use: desktop },
    { name: "no-js", testMatch: /\.(nojs|both)\.spec\.ts$/, use: { ...desktop, javaScriptEnabled: false } },
  ],
  webServer: {
    command: "node server.mjs",
    url: `${BASE_URL}/readyz`,
    env: serverEnv(),
    // The first start makes the demo courses' videos.
    timeout: 10 * 60_000,
    reuseExistingServer: Boolean(process.env.E2E_REUSE),
    gracefulShutdown: { signal: "SIGTERM", timeout: 8_000 },
    stdout: "ignore",
    stderr: "pipe",
  },
});
