import { useEffect, useState } from 'preact/hooks';

interface Toggle {
  readonly on: boolean;
  readonly toggle: () => void;
}

/** Somebody who pressed a key at the same moment, or a system that refuses: nothing changes. */
const ignore = () => {};

/** The window filling the screen; `null` where the host does not allow it. */
export function useFullScreen(): Toggle | null {
  const [on, setOn] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const read = () => setOn(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', read);
    return () => document.removeEventListener('fullscreenchange', read);
  }, []);
  // The call is over: what comes next is no film.
  useEffect(() => () => void leaveFullScreen(), []);
  if (!document.fullscreenEnabled) return null;
  return {
    on,
    toggle: () =>
      void (on ? leaveFullScreen() : document.documentElement.requestFullscreen().catch(ignore)),
  };
}

function leaveFullScreen(): Promise<void> {
  return document.fullscreenElement === null
    ? Promise.resolve()
    : document.exitFullscreen().catch(ignore);
}

/** A toggle that may have nothing to do at the moment. */
export interface Floating extends Toggle {
  readonly possible: boolean;
}

/**
 * The other's picture in a small window above all others; `null` where the host has no such window.
 *
 * @param hasPicture whether there is one to be put there; one that floats can always be brought back
 */
export function usePictureInPicture(
  video: { readonly current: HTMLVideoElement | null },
  hasPicture: boolean,
): Floating | null {
  const [on, setOn] = useState(false);
  useEffect(() => {
    // Both events bubble (W3C Picture-in-Picture, section 4.4): whichever video it is.
    const read = () => setOn(document.pictureInPictureElement !== null);
    document.addEventListener('enterpictureinpicture', read);
    document.addEventListener('leavepictureinpicture', read);
    return () => {
      document.removeEventListener('enterpictureinpicture', read);
      document.removeEventListener('leavepictureinpicture', read);
    };
  }, []);
  if (!document.pictureInPictureEnabled) return null;
  return {
    on,
    possible: on || hasPicture,
    toggle: () =>
      void (on
        ? document.exitPictureInPicture().catch(ignore)
        : video.current?.requestPictureInPicture().catch(ignore)),
  };
}
