import {
  type DeviceAddress,
  type Parsed,
  parse,
  type RequestAck,
  type RequestName,
  type RequestPayload,
  requests,
} from '@tatap/protocol/signaling';
import { type Handler, handlers } from './handlers.ts';
import type { RealtimeServices } from './types.ts';

type AnyAck = RequestAck<RequestName>;

/** A parsed request that waits for its turn. */
export type Prepared = () => AnyAck | Promise<AnyAck>;

/** Parses a payload and binds it to its handler. */
type Prepare = (
  services: RealtimeServices,
  from: DeviceAddress,
  payload: unknown,
) => Parsed<Prepared>;

function prepareWith<N extends RequestName>(name: N): Prepare {
  // The contract pairs each name with its payload and handler. TypeScript cannot follow a union of
  // pairs through an index, so this cast states the pairing once.
  const handle = handlers[name] as Handler<N>;
  const schema = requests[name].payload;
  return (services, from, payload) => {
    if (!isPlainObject(payload)) return { ok: false, issue: 'value: expected object' };
    const parsed = parse(schema, payload);
    if (!parsed.ok) return parsed;
    const value = parsed.value as RequestPayload<N>;
    return { ok: true, value: () => handle(services, from, value) };
  };
}

/** A schema without fields would accept arrays and bytes as objects. */
function isPlainObject(payload: unknown): boolean {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    Object.getPrototypeOf(payload) === Object.prototype
  );
}

const table = new Map<string, Prepare>(
  (Object.keys(requests) as RequestName[]).map((name) => [name, prepareWith(name)]),
);

/** Whether an event is a request of the contract. */
export function isRequestName(event: string): event is RequestName {
  return table.has(event);
}

/** Parses a request and binds it to its handler. */
export function prepare(
  name: RequestName,
  services: RealtimeServices,
  from: DeviceAddress,
  payload: unknown,
): Parsed<Prepared> {
  const how = table.get(name);
  return how === undefined ? { ok: false, issue: 'event' } : how(services, from, payload);
}
