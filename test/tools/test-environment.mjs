const LOCAL = "localhost,127.0.0.1,::1";

/**
 * The environment of tests, wherever they run: texts and days as in the stories, and no proxy between the tests and
 * what they start on this machine.
 *
 * @returns {Record<string, string>}
 */
export function testEnvironment() {
  const spared = [process.env.NO_PROXY ?? process.env.no_proxy, LOCAL].filter(Boolean).join(",");
  return { LC_ALL: "en_US.UTF-8", TZ: "UTC", NO_PROXY: spared, no_proxy: spared };
}
