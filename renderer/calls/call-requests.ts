import type { Effect, EventInput, InviteOutcome, RefusalCode } from '@tatap/protocol/call';
import type { AttachClaim, Proof, RequestResult } from '@tatap/protocol/signaling';
import { assertNever } from '@tatap/protocol/signaling';
import type { FailureCode } from '../result.ts';
import type { CallPorts } from './ports.ts';

type RequestEffect = Extract<Effect, { type: 'request' }>;

/** The parts of the call engine that requests use. */
interface RequestTarget {
  /** Gives the result of a request to the call machine. */
  dispatch(input: EventInput): void;
  /** The display name of the remote person, given the name from the server. */
  naming(displayName: string | undefined): { name?: string };
}

/** Sends the requests of the call machine to the server and turns the answers into events. */
export class CallRequests {
  readonly #ports: Pick<CallPorts, 'signaling' | 'identity' | 'log'>;
  readonly #target: RequestTarget;

  constructor(ports: Pick<CallPorts, 'signaling' | 'identity' | 'log'>, target: RequestTarget) {
    this.#ports = ports;
    this.#target = target;
  }

  async perform(effect: RequestEffect): Promise<void> {
    const { signaling, log } = this.#ports;
    const { callId } = effect.payload;
    switch (effect.name) {
      case 'call.invite': {
        const answer = await signaling.request('call.invite', effect.payload);
        this.#target.dispatch(
          answer.ok
            ? { type: 'invite.acknowledged', callId, result: this.#outcomeOf(answer) }
            : { type: 'invite.refused', callId, code: refusalOf(answer.code) },
        );
        return;
      }
      case 'call.accept': {
        const answer = await signaling.request('call.accept', effect.payload);
        this.#target.dispatch(
          answer.ok
            ? { type: 'accept.acknowledged', callId }
            : { type: 'accept.refused', callId, code: refusalOf(answer.code) },
        );
        return;
      }
      case 'call.ringing': {
        const answer = await signaling.request('call.ringing', effect.payload);
        if (answer.ok) return;
        this.#target.dispatch({ type: 'ringing.refused', callId, code: refusalOf(answer.code) });
        return;
      }
      case 'call.decline':
      case 'call.busy':
      case 'call.cancel':
      case 'call.bye': {
        const answer = await signaling.request(effect.name, effect.payload);
        if (!answer.ok) log.debug('request refused', { name: effect.name, code: answer.code });
        return;
      }
      default:
        assertNever(effect);
    }
  }

  /** Asks the server to restore a call that it has ended and that still runs on this device. */
  async attach(claim: AttachClaim): Promise<void> {
    const { identity, signaling, log } = this.#ports;
    const { callId } = claim;
    let proof: Proof;
    try {
      proof = await identity.signAttach(claim);
    } catch (cause) {
      log.error('attach not signed', { callId, cause });
      return;
    }
    const answer = await signaling.request('call.attach', { ...claim, proof });
    this.#target.dispatch(
      answer.ok
        ? { type: 'attach.acknowledged', callId, outcome: answer.outcome }
        : { type: 'attach.refused', callId, code: refusalOf(answer.code) },
    );
  }

  #outcomeOf(answer: RequestResult<'call.invite'>): InviteOutcome {
    if (answer.outcome === 'calling') return { outcome: 'calling' };
    const { callId, peer, displayName } = answer;
    return { outcome: 'accepted', callId, peer, ...this.#target.naming(displayName) };
  }
}

/** The call machine has one code for every kind of unreachable server. */
function refusalOf(code: FailureCode): RefusalCode {
  return code === 'not-a-server' || code === 'bad-certificate' ? 'unreachable' : code;
}
