import { useEffect, useState } from "react";

const mark = "data-big-screen";

/** The board alone on the whole screen, for a wall; Esc leaves it. Null where browsers cannot. */
export function useBigScreen(): { isBig: boolean; toggle: () => void } | null {
  const [isBig, setIsBig] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const root = document.documentElement;
    function follow() {
      const isFull = document.fullscreenElement !== null;
      setIsBig(isFull);
      root.toggleAttribute(mark, isFull);
    }
    follow();
    document.addEventListener("fullscreenchange", follow);
    return () => {
      document.removeEventListener("fullscreenchange", follow);
      root.removeAttribute(mark);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, []);
  if (!document.fullscreenEnabled) return null;
  return {
    isBig,
    toggle: () =>
      void (isBig ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  };
}
