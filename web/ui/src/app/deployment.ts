const guard = "dougong.reloaded";

/** After a deploy old chunks are gone; load the new page, but never in a circle. */
export function reloadOnceWhenDeployed(): void {
  window.addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(guard) ?? "0");
    if (Date.now() - last < 60_000) return;
    sessionStorage.setItem(guard, String(Date.now()));
    event.preventDefault();
    window.location.reload();
  });
}
