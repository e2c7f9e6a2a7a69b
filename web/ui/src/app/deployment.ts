const guard = "dougong.reloaded";

/**
 * After a deploy old chunks are gone; load the new page, but never in a circle, and only from a
 * server that answers: without a net what was typed would be lost for nothing.
 */
export function reloadOnceWhenDeployed(): void {
  window.addEventListener("vite:preloadError", () => {
    const last = Number(sessionStorage.getItem(guard) ?? "0");
    if (Date.now() - last < 60_000 || !navigator.onLine) return;
    fetch("/", { method: "HEAD", cache: "no-store" }).then(
      () => {
        sessionStorage.setItem(guard, String(Date.now()));
        window.location.reload();
      },
      () => undefined,
    );
  });
}
