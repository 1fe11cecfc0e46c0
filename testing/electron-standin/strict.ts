/** Names that tools and the language itself look for on any object. */
const tolerated: ReadonlySet<PropertyKey> = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  '__esModule',
  '$$typeof',
  'asymmetricMatch',
  'nodeType',
]);

/** What the stand-in says of an Electron API it does not have. */
export class NotInStandIn extends Error {
  readonly code = 'not-in-stand-in';

  constructor(name: string) {
    super(`The Electron stand-in has no ${name}`);
    this.name = 'NotInStandIn';
  }
}

/**
 * Lets through what `implementation` has, and throws the name of everything else: a test must not
 * pass because something silently did nothing.
 *
 * `Full` is Electron's type, of which `implementation` is a checked part.
 */
export function strict<Full extends object>(name: string, implementation: Partial<Full>): Full {
  return new Proxy(implementation, {
    get(target, property, receiver) {
      if (Reflect.has(target, property) || isTolerated(property)) {
        return Reflect.get(target, property, receiver);
      }
      throw new NotInStandIn(`${name}.${String(property)}`);
    },
    set(target, property, value) {
      if (!Reflect.has(target, property)) throw new NotInStandIn(`${name}.${String(property)}`);
      return Reflect.set(target, property, value);
    },
  }) as Full;
}

/**
 * The same for an instance of a class: its methods run on the instance and not on the proxy, which
 * has none of its private fields.
 */
export function strictInstance<Full extends object>(name: string, instance: object): Full {
  const bound = new Map<PropertyKey, unknown>();
  return strict<Full>(
    name,
    new Proxy(instance, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function' || property === 'constructor') return value;
        if (!bound.has(property)) bound.set(property, value.bind(target));
        return bound.get(property);
      },
    }) as Partial<Full>,
  );
}

/** The same for a class: `construct` makes its instances, `statics` are its checked statics. */
export function strictClass<Full extends object>(
  name: string,
  construct: (...args: never[]) => object,
  statics: object = {},
): Full {
  const checked = strict<object>(name, statics);
  return new Proxy(function standIn() {}, {
    construct: (_target, args) => construct(...(args as never[])),
    get: (_target, property) => Reflect.get(checked, property),
  }) as unknown as Full;
}

function isTolerated(property: PropertyKey): boolean {
  return typeof property === 'symbol' || tolerated.has(property);
}
