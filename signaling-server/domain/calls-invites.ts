import { type CallFacts, invite, type Party, type RingTargets } from '@tatap/protocol/call';
import type {
  Account,
  AccountId,
  DeviceAddress,
  RequestAck,
  RequestPayload,
} from '@tatap/protocol/signaling';
import type { BookedCall, CallBook } from './calls-book.ts';
import { judge, type Verdict } from './calls-policy.ts';
import type { CallRunner } from './calls-runner.ts';
import type { CallDependencies } from './calls-types.ts';
import { ok, refuse } from './refusals.ts';
import type { Strangers } from './strangers.ts';

/** An invite that crosses the accept of a call between the same two devices belongs to that call. */
const glareWindowMs = 5_000;

type Asked = RequestPayload<'call.invite'>;
type InviteAck = RequestAck<'call.invite'>;

/** Decides what comes of an invite. */
export class CallInvites {
  readonly #dependencies: CallDependencies;
  readonly #book: CallBook;
  readonly #runner: CallRunner;
  readonly #strangers: Strangers;

  constructor(dependencies: CallDependencies, book: CallBook, runner: CallRunner) {
    this.#strangers = dependencies.strangers;
    this.#dependencies = dependencies;
    this.#book = book;
    this.#runner = runner;
  }

  async invite(from: DeviceAddress, asked: Asked): Promise<InviteAck> {
    const { registrar, storage } = this.#dependencies;
    const { to } = asked;
    if (to === from.account) return refuse('own-account');
    const known = this.#book.find(asked.callId);
    if (known !== undefined) return repeatedInvite(known, from, asked);
    // Always the same reads, so that the time they take says nothing about the callee.
    const [callee, caller, theirs, mine] = await Promise.all([
      storage.accounts.find(to),
      storage.accounts.find(from.account),
      storage.contacts.find(to, from.account),
      storage.contacts.find(from.account, to),
    ]);
    if (callee === null) return refuse('unknown-account');
    if (caller === null || !registrar.knows(from)) return refuse('unauthenticated');
    // From here on nothing waits: what is decided is done before anything else happens.
    const meanwhile = this.#book.find(asked.callId);
    if (meanwhile !== undefined) return repeatedInvite(meanwhile, from, asked);
    if (mine?.blocked) return refuse('forbidden');
    const joined = this.#joinGlare(from, asked);
    if (joined !== null) return joined;
    const verdict = judge({
      callee,
      theirs,
      reachable: registrar.reachable(to),
    });
    if (verdict.is === 'refused') return refuse(verdict.code);
    if (verdict.relationship === 'stranger') {
      const refusal = this.#strangerMayCall(from.account, to);
      if (refusal !== null) return refusal;
    }
    if (this.#book.startedBy(from.account) >= this.#dependencies.openCallsPerAccount) {
      return refuse('limit-reached');
    }
    return this.#begin(from, asked, { caller, callee }, verdict);
  }

  #begin(
    from: DeviceAddress,
    asked: Asked,
    { caller, callee }: { readonly caller: Account; readonly callee: Account },
    { relationship, targets }: Extract<Verdict, { is: 'called' }>,
  ): InviteAck {
    const invitedAt = this.#dependencies.clock.wall();
    const call = {
      callId: asked.callId,
      caller: from.account,
      callerDevice: from.device,
      callee: asked.to,
      media: asked.media,
      invitedAt,
      relationship,
    };
    const step = invite(call, this.#ringTargetsAmong(call, targets));
    const { id, displayName } = caller;
    const booked: BookedCall = {
      state: step.state,
      caller: { id, displayName, isContact: relationship === 'contact' },
      calleeName: callee.displayName,
      ids: [asked.callId],
      cancelTimer: null,
      proof: null,
      agreedAt: null,
    };
    this.#runner.begin(booked, step);
    return ok({ outcome: 'calling', callId: asked.callId, invitedAt });
  }

  /** Says the same whoever the callee is and whatever the callee does: see Strangers. */
  #strangerMayCall(caller: AccountId, callee: AccountId): InviteAck | null {
    const open = this.#book
      .liveOf(caller)
      .some(({ state: { call } }) => call.caller === caller && call.callee === callee);
    if (open) return refuse('limit-reached', 'open calls to one account');
    const retryAfterMs = this.#strangers.pauseMs(caller, callee, this.#dependencies.clock.now());
    return retryAfterMs > 0 ? { ok: false, code: 'rate-limited', retryAfterMs } : null;
  }

  /**
   * Which devices ring for the call beside the calls that ring already: a contact takes the place of a
   * stranger, and one stranger rings at a time.
   */
  #ringTargetsAmong(call: CallFacts, targets: RingTargets): RingTargets {
    const now = this.#dependencies.clock.now();
    if (call.relationship === 'stranger') this.#strangers.called(call.caller, call.callee, now);
    if (targets.by === 'nobody') return targets;
    const strangers = this.#book
      .liveOf(call.callee)
      .filter(({ state }) => state.phase === 'ringing' && isStrangersTo(state.call, call.callee));
    if (call.relationship === 'contact') {
      for (const booked of strangers) this.#runner.happen(booked, { type: 'displaced' });
      return targets;
    }
    return strangers.length === 0 && this.#strangers.mayRing(call.callee, now)
      ? targets
      : { by: 'nobody', missed: 'recorded' };
  }

  /** Two people who call each other are joined in the call whose invite came first. */
  #joinGlare(from: DeviceAddress, asked: Asked): InviteAck | null {
    const { clock } = this.#dependencies;
    for (const booked of this.#book.liveOf(from.account)) {
      const { state } = booked;
      const { call } = state;
      if (call.caller !== asked.to || call.callee !== from.account) continue;
      if (state.phase === 'accepted') {
        const agoMs = clock.now() - (booked.agreedAt ?? Number.NEGATIVE_INFINITY);
        if (state.calleeDevice !== from.device || agoMs >= glareWindowMs) continue;
      } else {
        const party: Party = { side: 'callee', device: from.device };
        const { media } = asked;
        this.#runner.happen(booked, { type: 'glare', from: party, media, at: clock.wall() });
      }
      this.#book.alias(booked, asked.callId);
      return joinedTo(booked);
    }
    return null;
  }
}

const isStrangersTo = (call: CallFacts, callee: AccountId): boolean =>
  call.callee === callee && call.relationship === 'stranger';

/** The invite came a second time: its acknowledgement was lost. */
function repeatedInvite(booked: BookedCall, from: DeviceAddress, asked: Asked): InviteAck {
  const { state } = booked;
  const { call } = state;
  const own =
    call.callId === asked.callId &&
    call.caller === from.account &&
    call.callerDevice === from.device &&
    call.callee === asked.to;
  const joined =
    call.callId !== asked.callId && call.callee === from.account && call.caller === asked.to;
  if (!own && !joined) return refuse('not-in-call');
  if (state.phase === 'ended') return refuse('call-over');
  const { callId, invitedAt } = call;
  if (own) return ok({ outcome: 'calling', callId, invitedAt });
  return state.phase === 'accepted' && state.calleeDevice === from.device
    ? joinedTo(booked)
    : refuse('not-in-call');
}

/** The two people called each other: this invite becomes part of the other person's call. */
function joinedTo({ state: { call }, caller: { displayName } }: BookedCall): InviteAck {
  return ok({ outcome: 'accepted', callId: call.callId, peer: call.callerDevice, displayName });
}
