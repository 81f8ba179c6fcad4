import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const ON_WINDOWS = process.platform === "win32";

/**
 * Ends a process and all of its children at once. None of them gets to do anything about it.
 *
 * @param {number} leader
 */
export function killGroup(leader) {
  if (ON_WINDOWS) spawnSync("taskkill", ["/pid", String(leader), "/T", "/F"]);
  else process.kill(-leader, "SIGKILL");
}

/**
 * Whether anything of the group still runs, and could still write.
 *
 * @param {number} leader
 */
export function groupIsAlive(leader) {
  try {
    process.kill(ON_WINDOWS ? leader : -leader, 0);
  } catch {
    return false;
  }
  return process.platform === "linux" ? hasRunningMember(leader) : true;
}

// A signal still reaches the dead whom nobody has buried: containers often lack a process that does.
function hasRunningMember(leader) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(statusOf)
    .some((status) => status?.group === leader && status.state !== "Z" && status.state !== "X");
}

function statusOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in brackets may hold anything; what follows its last bracket is state, parent, group.
    const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state, group: Number(group) };
  } catch {
    return undefined;
  }
}
