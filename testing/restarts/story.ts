import type { EndReason } from '@tatap/protocol/call';
import type { AccountId, CallId } from '@tatap/protocol/signaling';
import type { HeldCall } from './call-machine.ts';
import type { ScriptedDevice } from './device.ts';
import type { Report } from './report.ts';

/** The device of a step or an act. */
type CallEnd = Pick<ScriptedDevice, 'address' | 'id'>;

/** For how long an act on one of two crossing invites may explain the end of the other, in ms. */
const crossingMs = 15_000;

/** Steps that are kept of each call. */
const traceLength = 60;

/** What the script did that may end a call, and the judgement of calls that ended. */
export class CallStories {
  readonly #report: Report;
  /** Why a call may end, by call. */
  readonly #reasons = new Map<CallId, string>();
  /** Acts on invites, which the server may have joined with a call of another ID (glare). */
  readonly #crossings = new Map<string, number>();

  /** Steps of the machines, by call. */
  readonly #traces = new Map<CallId, string[]>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** A step of a device's machine in this call. */
  note(
    { address, id }: Pick<ScriptedDevice, 'address' | 'id'>,
    callId: CallId,
    step: string,
  ): void {
    const trace = this.#traces.get(callId) ?? [];
    trace.push(`${this.#report.at} s ${address.account} ${id.slice(0, 8)}: ${step}`);
    this.#traces.set(callId, trace.slice(-traceLength));
  }

  /** The last that happened to a call. */
  traceOf(callId: CallId): readonly string[] {
    return this.#traces.get(callId) ?? [];
  }

  /** Somebody ends the call, or something happens after which it may end. */
  mayEnd({ address }: CallEnd, call: HeldCall, why: string): void {
    this.#reasons.set(call.callId, why);
    if (call.phase !== 'outgoing' && call.phase !== 'incoming') return;
    this.#crossings.set(pair(address.account, call.person), performance.now());
  }

  /**
   * A call ended on a device. One that was accepted, or whose link is up, ends only by an act; what
   * rings may end at any time, because a restart of the server ends it.
   */
  ended(device: CallEnd, call: HeldCall, reason: EndReason): void {
    const { address, id } = device;
    const { callId, phase, person } = call;
    this.#report.count(`calls ended while ${phase}`);
    // The caller got no answer in 8 s and has cancelled. The server may have made a call of it since.
    if (phase === 'outgoing' && reason === 'refused') this.mayEnd(device, call, 'given up');
    if (phase !== 'accepted' && phase !== 'running') return;
    // The call goes on with another device of the account.
    if (reason === 'answered-elsewhere' || this.#reasons.has(callId)) return;
    const crossedAt = this.#crossings.get(pair(address.account, person));
    if (crossedAt !== undefined && performance.now() - crossedAt < crossingMs) return;
    this.#report.deviation({
      rule: 'call lost',
      what: `${callId} with ${person} ended as ${reason} while ${phase}, and nobody ended it`,
      who: [address.account, id],
      trace: this.traceOf(callId),
    });
  }
}

const pair = (one: AccountId, two: AccountId): string =>
  one < two ? `${one} ${two}` : `${two} ${one}`;
