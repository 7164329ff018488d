// After all tests: whatever was pressed, the promises about money and access hold (the views of the migrations).
import { sql } from "./db";

export default async function check(): Promise<void> {
  let broken: string[] = [];
  // What is still on its way gets a moment.
  for (let tries = 0; tries < 15; tries += 1) {
    broken = sql("select * from broken_promises limit 20");
    if (broken.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error(`promises are broken:\n${broken.join("\n")}`);
}
