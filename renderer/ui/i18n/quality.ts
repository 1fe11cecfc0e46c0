import { quality as english } from './en/quality.ts';
import { quality as indonesian } from './id/quality.ts';

/** The texts of a call's quality in every language: they come with the call's screen. */
export const qualityTexts = { en: english, id: indonesian };

export type QualityCatalog = (typeof qualityTexts)['en'];
