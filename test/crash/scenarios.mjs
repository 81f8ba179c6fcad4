import { checkpointsScenario } from "./checkpoints-scenario.mjs";
import { commitsScenario } from "./commits-scenario.mjs";
import { importScenario } from "./import-scenario.mjs";
import { sampleScenario } from "./sample-scenario.mjs";

/**
 * @typedef {import("playwright").BrowserContext} BrowserContext
 * @typedef {import("playwright").Page} Page
 * @typedef {import("./app-page.mjs").Stock} Stock
 * @typedef {import("./witness.mjs").Witness} Witness
 *
 * @typedef {object} Stage where a scenario plays: a fresh book in an open tab
 * @property {BrowserContext} context
 * @property {Page} page
 * @property {string} address
 * @property {any} material what `prepare` made, of a shape only the scenario knows
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {(page: Page) => Promise<any>} [prepare] runs once, in a book of its own
 * @property {(material: any) => readonly [number, number]} span milliseconds after the start between which the kill falls
 * @property {(stage: Stage) => Promise<void>} start sets the page to work, which tells the witness through
 *   `window.report`; resolves once it is under way
 * @property {(stock: Stock, witness: Witness) => string[]} judge what is wrong, beside what is wrong in any book
 * @property {(page: Page) => Promise<string[]>} [inspect] what is wrong and can only be asked of the reopened page
 * @property {(stock: Stock) => "whole" | "part" | "absent"} [outcome] for work that is all or nothing
 */

/**
 * What a browser can be killed at. They are taken in turn.
 *
 * @type {Scenario[]}
 */
export const SCENARIOS = [commitsScenario, importScenario, sampleScenario, checkpointsScenario];
