import { useSyncExternalStore } from "react";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (notify) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", notify);
      return () => media.removeEventListener("change", notify);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** Narrow screens get the phone's composition, not a shrunk PC page. */
export const useIsPhone = (): boolean => useMedia("(max-width: 767px)");

/** A finger is the pointer: native inputs, larger targets. */
export const useCoarsePointer = (): boolean => useMedia("(pointer: coarse)");

/** Whoever asked the device for stillness gets no motion. */
export const useStillness = (): boolean => useMedia("(prefers-reduced-motion: reduce)");

export function useIsOnline(): boolean {
  return useSyncExternalStore(
    (notify) => {
      window.addEventListener("online", notify);
      window.addEventListener("offline", notify);
      return () => {
        window.removeEventListener("online", notify);
        window.removeEventListener("offline", notify);
      };
    },
    () => navigator.onLine,
    () => true,
  );
}
