import * as v from 'valibot';

/** What a parser answers: the accepted value, or where and why the input was refused. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issue: string };

/** Turns something from outside into a value that may be believed, or says why not. Never throws. */
export type Parser<T> = (input: unknown) => Parsed<T>;

/** The schema types that contracts may use: those whose output is what they accept (no async). */
export type Schema<T = unknown> = v.GenericSchema<unknown, T>;

/** Output type of a schema in a contract object. */
export type Output<S extends Schema> = v.InferOutput<S>;

/**
 * Parses `input` against `schema`. Unknown object fields are dropped, so that a newer client's
 * additions do not break an older server.
 *
 * The issue names the path and the first complaint, and never contains the input's value: it may
 * be a secret.
 */
export function parse<S extends Schema>(schema: S, input: unknown): Parsed<Output<S>> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return { ok: true, value: result.output };
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  return { ok: false, issue: `${path ?? 'value'}: expected ${issue.expected ?? issue.type}` };
}

/** A parser made of a schema, for doors that take a function. */
export function parserOf<S extends Schema>(schema: S): Parser<Output<S>> {
  return (input) => parse(schema, input);
}
