import { clientsClaim, type WorkboxPlugin } from "workbox-core";
import { ExpirationPlugin } from "workbox-expiration";
import { registerRoute } from "workbox-routing";
import { CacheFirst, NetworkFirst } from "workbox-strategies";
import { fileCache, pageCache } from "./caches.ts";

/**
 * Lets the app open without a net. It keeps the app's own files, whose names change with their
 * content, and the one page that all screens are; nothing that the API answers. Each visit asks the
 * server for the page first, so that a new version is there at once.
 */
declare const self: { skipWaiting: () => Promise<void> };

/** Longer than a slow answer takes, shorter than people wait. */
const patienceSeconds = 4;
const days = 24 * 60 * 60;

void self.skipWaiting();
clientsClaim();

const isScreen = (path: string) =>
  !/^\/(api|assets|webjars|q|p)\//.test(path) && !path.slice(path.lastIndexOf("/")).includes(".");

/** What a proxy says while the server is away is no page. */
const unlessBroken = ({ response }: { response: Response }): Promise<Response> =>
  response.status >= 500
    ? Promise.reject(new Error(`status ${response.status}`))
    : Promise.resolve(response);

registerRoute(
  ({ request, url }) => request.mode === "navigate" && isScreen(url.pathname),
  new NetworkFirst({
    cacheName: pageCache,
    networkTimeoutSeconds: patienceSeconds,
    matchOptions: { ignoreVary: true },
    plugins: [{ cacheKeyWillBeUsed: () => Promise.resolve("/"), fetchDidSucceed: unlessBroken }],
  }),
);

registerRoute(
  ({ sameOrigin, url }) => sameOrigin && url.pathname.startsWith("/assets/"),
  new CacheFirst({
    cacheName: fileCache,
    // The name of a file says its content, however it was asked for.
    matchOptions: { ignoreVary: true },
    plugins: [new ExpirationPlugin({ maxEntries: 300, maxAgeSeconds: 60 * days }) as WorkboxPlugin],
  }),
);
