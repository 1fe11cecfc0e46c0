import * as v from 'valibot';

/** SQLite has no booleans: 0 or 1. */
export const flag = v.pipe(
  v.picklist([0, 1]),
  v.transform((value) => value === 1),
);
