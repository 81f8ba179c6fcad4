import { spawn } from "node:child_process";
import { once } from "node:events";

/** A program that was started and is to be ended. */
export interface Program {
  /** What it has written so far. */
  said(): string;
  /** Resolves once it has said something. @throws Error when it ends before. */
  says(sentence: string): Promise<void>;
  /** Resolves to its exit code. */
  ended(): Promise<number | null>;
  end(signal: "SIGINT" | "SIGTERM"): Promise<number | null>;
}

/** Starts a program. */
export function startProgram(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let said = "";
  let code: number | null | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  const ended = once(child, "close").then(([exitCode]: (number | null)[]) => {
    code = exitCode ?? null;
    return code;
  });
  return {
    said: () => said,
    async says(sentence) {
      while (!said.includes(sentence)) {
        if (code !== undefined) throw new Error(`${command} ended with ${code}:\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    ended: () => ended,
    async end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
