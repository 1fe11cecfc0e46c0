import type { GalleryState } from '../state.ts';

/** Ringing and in a call. `drawnPicture` of `../picture.ts` stands in for cameras. */
export const callStates: readonly GalleryState[] = [];
