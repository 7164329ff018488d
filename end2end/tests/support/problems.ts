// Everything a browser complains about while a test runs; each complaint that the test has not announced fails it.
import type { BrowserContext, ConsoleMessage, Request, Response } from "@playwright/test";
import { BASE_URL } from "./site";

export class Problems {
  private found: string[] = [];
  private allowed: RegExp[] = [];

  constructor(context: BrowserContext) {
    context.on("console", (message) => this.hear(message));
    context.on("weberror", (error) => this.found.push(`page error: ${error.error().stack || error.error()}`));
    context.on("requestfailed", (request) => this.fail(request));
    context.on("response", (response) => this.answer(response));
  }

  /** Announces complaints that the test provokes. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns);
  }

  /** What nobody announced. */
  list(): string[] {
    return this.found.filter((text) => !this.allowed.some((pattern) => pattern.test(text)));
  }

  private hear(message: ConsoleMessage): void {
    const text = message.text();
    // Failed loads are judged below, with their addresses.
    if (message.type() === "error" && !text.startsWith("Failed to load resource")) this.found.push(`console: ${text} (${message.location().url})`);
    // Policy violations that are only reported come as warnings.
    else if (/content.security.policy|refused to/i.test(text)) this.found.push(`policy: ${text}`);
  }

  private fail(request: Request): void {
    const reason = request.failure()?.errorText ?? "";
    // A page that is left takes its open requests with it: videos, prefetches.
    if (reason === "net::ERR_ABORTED" || !request.url().startsWith(BASE_URL)) return;
    this.found.push(`request failed: ${reason} ${request.method()} ${path(request)}`);
  }

  private answer(response: Response): void {
    if (response.status() < 400 || !response.url().startsWith(BASE_URL)) return;
    this.found.push(`answer ${response.status()}: ${response.request().method()} ${path(response)}`);
  }
}

function path(thing: { url(): string }): string {
  return thing.url().slice(BASE_URL.length);
}
