import { keepDeviceSetting, readDeviceSetting } from "../context/device-setting.ts";

/** Whether single keys do something: they are in the way of whoever speaks to the computer (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  return readDeviceSetting("single-keys") !== "off";
}

/** Switches single keys on or off on this device. */
export function switchSingleKeys(on: boolean): void {
  keepDeviceSetting("single-keys", on ? "on" : "off");
}
