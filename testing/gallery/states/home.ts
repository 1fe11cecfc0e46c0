import type { GalleryState } from '../state.ts';

export const homeStates: readonly GalleryState[] = [{ name: 'home-empty', setUp: () => {} }];
