export * from './leg/leg.ts';
export * from './reasons.ts';
export * from './routing.ts';
export * from './routing-attach.ts';
export * from './routing-types.ts';
export * from './routing-views.ts';
export * from './timing.ts';
