/** Caches of the service worker: the app's files, and the page that all screens are. */
export const fileCache = "dougong-files";
export const pageCache = "dougong-page";
