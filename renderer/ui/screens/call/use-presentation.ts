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

/**
 * The other's picture in a small window above all others; `null` where there is no picture or the
 * host has no such window.
 */
export function usePictureInPicture(
  video: { readonly current: HTMLVideoElement | null } | null,
): Toggle | null {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const element = video?.current;
    if (element === null || element === undefined) return;
    const read = () => setOn(document.pictureInPictureElement === element);
    element.addEventListener('enterpictureinpicture', read);
    element.addEventListener('leavepictureinpicture', read);
    return () => {
      element.removeEventListener('enterpictureinpicture', read);
      element.removeEventListener('leavepictureinpicture', read);
    };
  }, [video]);
  if (video === null || !document.pictureInPictureEnabled) return null;
  return {
    on,
    toggle: () =>
      void (on
        ? document.exitPictureInPicture().catch(ignore)
        : video.current?.requestPictureInPicture().catch(ignore)),
  };
}
