export * from './reasons.ts';
export * from './timing.ts';
