import { useCoarsePointer } from "@dougong/kit/lib";
import { useEffect } from "react";
import { fileCache } from "../worker/caches.ts";

/** What this page has loaded of the app's own files. */
const loadedFiles = () =>
  performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/assets/"))
    .map(({ pathname }) => pathname);

/** The first visit loads its files before the worker is there, and no form yet. */
async function keepFiles(): Promise<void> {
  await navigator.serviceWorker.ready;
  await Promise.all([
    import("./DataFrame.tsx"),
    import("../features/record/EditPage.tsx"),
    import("../features/list/ListPage.tsx"),
  ]);
  const cache = await caches.open(fileCache);
  const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await cache.addAll([...new Set(loadedFiles())].filter((path) => !known.has(path)));
}

/**
 * Where people carry the device about, the app opens without a net, too: a service worker keeps
 * the app's own files, and no data. Absent where the address is not secure, and in development.
 */
export function useServiceWorker(): void {
  const isCarried = useCoarsePointer();
  useEffect(() => {
    if (!isCarried || !import.meta.env.PROD || !("serviceWorker" in navigator)) return;
    navigator.serviceWorker
      .register("/sw.js", { type: "module" })
      .then(keepFiles)
      .catch(() => undefined);
  }, [isCarried]);
}
