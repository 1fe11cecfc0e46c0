export * from './endpoint.ts';
export * from './reasons.ts';
export * from './routing/attach.ts';
export * from './routing/machine.ts';
export * from './routing/types.ts';
export * from './routing/views.ts';
export * from './timing.ts';
