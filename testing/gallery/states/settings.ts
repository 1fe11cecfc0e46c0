import type { GalleryState } from '../state.ts';

export const settingsStates: readonly GalleryState[] = [];
