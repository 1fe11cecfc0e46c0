/** How a value that is no plain data is carried: by a name and a number the other side knows. */
export interface Foreign {
  readonly kind: 'function' | 'promise';
  readonly id: number;
}

export interface CodecHooks {
  /** Names a function or promise, or answers `null` where such values are refused. */
  out?(value: object): Foreign | null;
  /** Makes something of a named function or promise. */
  in?(foreign: Foreign): unknown;
}

export interface Codec {
  /** @throws {Error} `An object could not be cloned.`, Electron's words */
  encode(value: unknown, hooks?: CodecHooks): string;
  decode(text: string, hooks?: CodecHooks): unknown;
}

/**
 * Structured clone as text, since a CDP binding carries only strings: keeps `undefined`, dates,
 * maps, sets, byte arrays, errors and cycles, and refuses what the algorithm of IPC refuses.
 *
 * One self-contained function: its source also runs in the pages.
 */
export function createCodec(): Codec {
  type Ref =
    | readonly [0, string | number | boolean | null]
    | readonly [1, number]
    | readonly [2, string];
  type Node = readonly [string, ...unknown[]];
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const numbers: Record<string, number> = {
    NaN: Number.NaN,
    Infinity: 1 / 0,
    '-Infinity': -1 / 0,
    '-0': -0,
  };
  const toBase64 = (bytes: Uint8Array): string => {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

  const encode = (value: unknown, hooks: CodecHooks = {}): string => {
    const nodes: Node[] = [];
    const seen = new Map<object, number>();
    const ref = (item: unknown): Ref => {
      switch (typeof item) {
        case 'undefined':
          return [2, 'undefined'];
        case 'bigint':
          return [2, `bigint:${item}`];
        case 'string':
        case 'boolean':
          return [0, item];
        case 'number':
          return Number.isFinite(item) && !Object.is(item, -0)
            ? [0, item]
            : [2, `number:${Object.is(item, -0) ? '-0' : item}`];
        case 'symbol':
          return refuse();
        default:
          return item === null ? [0, null] : [1, objectIndex(item as object)];
      }
    };
    const objectIndex = (item: object): number => {
      const known = seen.get(item);
      if (known !== undefined) return known;
      const index = nodes.length;
      seen.set(item, index);
      nodes.push(['pending']);
      nodes[index] = node(item);
      return index;
    };
    const node = (item: object): Node => {
      const foreign =
        typeof item === 'function' || item instanceof Promise ? (hooks.out?.(item) ?? null) : null;
      if (foreign !== null) return ['foreign', foreign];
      if (typeof item === 'function' || item instanceof Promise) return refuse();
      const tag = Object.prototype.toString.call(item).slice(8, -1);
      if (Array.isArray(item)) return ['array', Array.from(item, ref)];
      if (item instanceof Error) return ['error', item.name, item.message, ref(item.stack)];
      if (ArrayBuffer.isView(item)) {
        const bytes = new Uint8Array(item.buffer, item.byteOffset, item.byteLength);
        return ['view', tag, toBase64(bytes)];
      }
      switch (tag) {
        case 'Object':
          return ['object', Object.entries(item).map(([key, entry]) => [key, ref(entry)])];
        case 'Date':
          return ['date', (item as Date).getTime()];
        case 'RegExp':
          return ['regexp', (item as RegExp).source, (item as RegExp).flags];
        case 'Map':
          return [
            'map',
            [...(item as Map<unknown, unknown>)].map(([key, entry]) => [ref(key), ref(entry)]),
          ];
        case 'Set':
          return ['set', [...(item as Set<unknown>)].map(ref)];
        case 'ArrayBuffer':
          return ['buffer', toBase64(new Uint8Array(item as ArrayBuffer))];
        default:
          return refuse();
      }
    };
    const root = ref(value);
    return JSON.stringify({ nodes, root });
  };

  const decode = (text: string, hooks: CodecHooks = {}): unknown => {
    const { nodes, root } = JSON.parse(text) as { nodes: Node[]; root: Ref };
    const made = new Map<number, unknown>();
    const value = (ref: Ref): unknown => {
      if (ref[0] === 0) return ref[1];
      if (ref[0] === 1) return object(ref[1]);
      if (ref[1] === 'undefined') return undefined;
      const [kind, rest = ''] = ref[1].split(':');
      return kind === 'bigint' ? BigInt(rest) : numbers[rest];
    };
    const keep = <T>(index: number, item: T): T => {
      made.set(index, item);
      return item;
    };
    const object = (index: number): unknown => {
      if (made.has(index)) return made.get(index);
      const [kind, first, second, third] = nodes[index] as Node;
      switch (kind) {
        case 'foreign':
          return keep(index, hooks.in?.(first as Foreign));
        case 'array': {
          const array: unknown[] = keep(index, []);
          for (const entry of first as Ref[]) array.push(value(entry));
          return array;
        }
        case 'object': {
          const target: Record<string, unknown> = keep(index, {});
          for (const [key, entry] of first as [string, Ref][]) target[key] = value(entry);
          return target;
        }
        case 'map': {
          const map = keep(index, new Map());
          for (const [key, entry] of first as [Ref, Ref][]) map.set(value(key), value(entry));
          return map;
        }
        case 'set': {
          const set = keep(index, new Set());
          for (const entry of first as Ref[]) set.add(value(entry));
          return set;
        }
        case 'date':
          return keep(index, new Date(first as number));
        case 'regexp':
          return keep(index, new RegExp(first as string, second as string));
        case 'error': {
          const error = keep(index, new Error(second as string));
          // Its own property only where it is no longer the class's.
          if (error.name !== first) error.name = first as string;
          const stack = value(third as Ref);
          if (typeof stack === 'string') error.stack = stack;
          return error;
        }
        case 'buffer':
          return keep(index, fromBase64(first as string).buffer);
        case 'view': {
          const bytes = fromBase64(second as string);
          if (first === 'Uint8Array') return keep(index, bytes);
          const views = globalThis as unknown as Record<
            string,
            new (
              buffer: ArrayBuffer,
            ) => unknown
          >;
          const View = views[first as string];
          return View === undefined ? refuse() : keep(index, new View(bytes.buffer));
        }
        default:
          return refuse();
      }
    };
    return value(root);
  };

  return { encode, decode };
}
