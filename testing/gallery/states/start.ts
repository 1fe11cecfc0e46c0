import type { GalleryState } from '../state.ts';

export const startStates: readonly GalleryState[] = [];
