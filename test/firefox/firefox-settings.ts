/** A proxy that does not exist: every request to another machine fails at once. */
const NOWHERE = { "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9 };

/**
 * Preferences of a Firefox under test, beside those that Puppeteer sets: it talks to this machine
 * alone, and saves downloads without asking.
 */
export function firefoxSettings(downloads: string): Record<string, string | number | boolean> {
  return {
    ...NOWHERE,
    "network.proxy.type": 1,
    "network.proxy.share_proxy_settings": true,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "localhost, 127.0.0.1",
    "network.trr.mode": 5,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "network.dns.disablePrefetch": true,
    "network.prefetch-next": false,
    "app.update.disabledForTesting": true,
    "app.normandy.enabled": false,
    "browser.region.network.url": "",
    "browser.safebrowsing.downloads.enabled": false,
    "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false,
    "browser.search.update": false,
    "datareporting.healthreport.uploadEnabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "dom.push.connection.enabled": false,
    "extensions.getAddons.cache.enabled": false,
    "extensions.update.enabled": false,
    "geo.enabled": false,
    "media.gmp-manager.updateEnabled": false,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": false,
    "toolkit.telemetry.unified": false,
    // The pages of these stories stand in one or two tabs.
    "dom.ipc.processCount": 2,
    "dom.ipc.processPrelaunch.enabled": false,
    "intl.accept_languages": "en-US, en",
    "intl.locale.requested": "en-US",
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    "browser.download.useDownloadDir": true,
    "browser.download.always_ask_before_handling_new_types": false,
    "browser.download.alwaysOpenPanel": false,
  };
}
