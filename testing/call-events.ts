import type { EventInput, LegRequest, ListedCall, RefusalCode, Ring } from '@tatap/protocol/call';
import type { CallId, EventName, EventPayload, LiveCall } from '@tatap/protocol/signaling';

/** The events of the server that are of calls. */
export const callEvents = [
  'registered',
  'call.incoming',
  'call.ringing',
  'call.accepted',
  'call.ended',
  'call.attaching',
  'call.attached',
] as const satisfies readonly EventName[];

/** What an event of the server is to the machine of calls; `null`: it is not of calls. */
export function inputOf(name: EventName, payload: object): EventInput | null {
  const of = <N extends EventName>(_: N) => payload as EventPayload<N>;
  switch (name) {
    case 'registered': {
      const { calls, handled } = of(name);
      return { type: 'server.registered', calls: calls.map(listed), handled };
    }
    case 'call.incoming':
      return { type: 'server.incoming', ring: ringOf(of(name)) };
    case 'call.ringing':
      return { type: 'server.ringing', ...of(name) };
    case 'call.accepted': {
      const { callId, device } = of(name);
      return { type: 'server.accepted', callId, device };
    }
    case 'call.ended':
      return { type: 'server.ended', ...of(name) };
    case 'call.attaching': {
      const { callId, from } = of(name);
      return { type: 'server.attaching', callId, device: from.device };
    }
    case 'call.attached':
      return { type: 'server.attached', ...of(name) };
    default:
      return null;
  }
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly code: RefusalCode };

/** What an acknowledgement is to the machine of calls; `null`: it does not matter. */
export function answerOf(
  name: LegRequest | 'call.attach',
  callId: CallId,
  answer: Answer,
): EventInput | null {
  switch (name) {
    case 'call.invite':
      return answer.ok
        ? { type: 'invite.acknowledged', callId, result: answer as never }
        : { type: 'invite.refused', callId, code: answer.code };
    case 'call.ringing':
      return answer.ok ? null : { type: 'ringing.refused', callId, code: answer.code };
    case 'call.accept':
      return answer.ok
        ? { type: 'accept.acknowledged', callId }
        : { type: 'accept.refused', callId, code: answer.code };
    case 'call.attach':
      return answer.ok
        ? { type: 'attach.acknowledged', callId, ...(answer as unknown as Attached) }
        : { type: 'attach.refused', callId, code: answer.code };
    default:
      return null;
  }
}

interface Attached {
  readonly outcome: 'waiting' | 'running';
}

function ringOf({ callId, from, fromDevice, media }: EventPayload<'call.incoming'>): Ring {
  const person = { id: from.id, name: from.displayName, isContact: from.isContact };
  return { callId, person, device: fromDevice, media };
}

function listed(call: LiveCall): ListedCall {
  return call.state === 'incoming' ? { state: 'incoming', ...ringOf(call) } : call;
}
