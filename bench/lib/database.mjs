// The database, through psql: single questions, and a session whose statements are timed.
import { execFileSync, spawn } from "node:child_process";
import { createInterface } from "node:readline";

const url = process.env.DATABASE_URL;

/** Rows of a query, columns by `|`. */
export function rows(sql) {
  const text = execFileSync("psql", ["-qAtX", "-v", "ON_ERROR_STOP=1", url, "-c", sql], { encoding: "utf8" });
  return text.split("\n").filter(Boolean).map((line) => line.split("|"));
}

/** The first column of the first row. */
export const value = (sql) => rows(sql)[0]?.[0];

/** A session that tells how many ms each statement took, without starting a program for it. */
export class Timed {
  constructor() {
    this.child = spawn("psql", ["-qAtX", url], { stdio: ["pipe", "pipe", "inherit"] });
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.child.stdin.on("error", () => undefined);
    // A statement that fails ends the session: its time would look like a very good one.
    this.child.stdin.write("\\set ON_ERROR_STOP on\n\\o /dev/null\n\\timing on\n");
  }

  async run(sql) {
    this.child.stdin.write(`${sql};\n`);
    for (;;) {
      const { value: line, done } = await this.lines.next();
      if (done) throw new Error("psql ended");
      const time = /^Time: ([\d.]+) ms/.exec(line);
      if (time) return Number(time[1]);
    }
  }

  close() {
    this.child.stdin.end("\\q\n");
  }
}
