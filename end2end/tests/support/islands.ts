// Waiting for islands, and what is known of their chunks.
import { type Page, expect } from "@playwright/test";

/** Waits until the island of this name is awake. */
export async function awake(page: Page, name: string): Promise<void> {
  await expect(page.locator(`leptos-island[data-component^="${name}_"]`).first()).toHaveAttribute("data-ready", "true", { timeout: 20_000 });
}

/** Waits until the player has wired the page. */
export async function playerAwake(page: Page): Promise<void> {
  await awake(page, "Player");
  await expect(page.locator("#player")).toHaveAttribute("data-ready", "true");
}
