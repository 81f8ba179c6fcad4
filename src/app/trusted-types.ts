/** As far as it is used here: browsers without Trusted Types do without it. */
interface TrustedTypes {
  createPolicy(name: "default", rules: { createScriptURL(url: string): string }): void;
}

/**
 * Has the browser run scripts and workers of this app alone, wherever its code names an address:
 * everything else that would become code, from whatever text, throws a `TypeError`.
 */
export function trustOwnAddresses(): void {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy("default", { createScriptURL: ownScript });
}

const OWN = /^\/(?:assets\/[\w.-]+|service-worker)\.js$/;

function ownScript(url: string): string {
  const { origin, pathname } = new URL(url, location.href);
  if (origin === location.origin && OWN.test(pathname)) return url;
  throw new TypeError(`${url} is no script of this app.`);
}
