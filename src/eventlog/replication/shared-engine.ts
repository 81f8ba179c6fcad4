import type { EventLog } from "../event-log.ts";
import type { MovingOptions } from "./replicated-log.ts";
import type { SharedAddress } from "./server-address.ts";
import type { OpenSharedLink, Role } from "./shared-link.ts";

/** What keeps shared logs. */
export interface SharedEngine {
  /** Makes what ties replicas of a shared log to it. */
  linksTo(address: SharedAddress): OpenSharedLink;
  /**
   * What somebody may do with a shared log.
   * @throws SharedLogError when nobody answers, lets them in, or it is not there, or not whole.
   */
  visit(address: SharedAddress): Promise<Role>;
  /**
   * Brings all of a local log to a shared one, which is made where it is not there. Goes on where
   * it was broken off. Nobody joins one that was made here before it is linked to.
   * @throws SharedLogError when it holds something else, or is not taken.
   */
  moveUp(address: SharedAddress, log: EventLog, options?: MovingOptions): Promise<void>;
}
