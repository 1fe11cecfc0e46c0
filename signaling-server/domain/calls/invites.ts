import { type CallFacts, invite, type RingTargets } from '@tatap/protocol/call';
import type {
  Account,
  AccountId,
  DeviceAddress,
  DeviceId,
  RequestAck,
  RequestPayload,
} from '@tatap/protocol/signaling';
import type { ContactRecord } from '../ports.ts';
import { ok, refuse } from '../refusals.ts';
import type { CallState, Change, FoundCalls } from './call-state.ts';
import { judge, type Verdict } from './policy.ts';
import { type Advanced, advance, begun, isLive, type StoredCall } from './stored-call.ts';
import type { CallDependencies } from './types.ts';

/** An invite that crosses the accept of a call between the same two devices joins that call. */
const glareWindowMs = 5_000;

type Asked = RequestPayload<'call.invite'>;
type InviteAck = RequestAck<'call.invite'>;

/** Everything that decides about an invite, except the existing calls. */
interface Invitation {
  readonly from: DeviceAddress;
  readonly asked: Asked;
  readonly caller: Account;
  readonly callee: Account;
  /**
   * The contact entries: `theirs` is the callee's entry of the caller, `mine` the caller's of the
   * callee.
   */
  readonly theirs: ContactRecord | null;
  readonly mine: ContactRecord | null;
  readonly reachable: readonly DeviceId[];
}

/** The result of an invite. `began`: the new call, if there is one. */
interface Outcome {
  readonly ack: InviteAck;
  readonly began: CallFacts | null;
  readonly targets: RingTargets | null;
}

/** Handles invites. */
export class CallInvites {
  readonly #dependencies: CallDependencies;
  readonly #state: CallState;

  constructor(dependencies: CallDependencies, state: CallState) {
    this.#dependencies = dependencies;
    this.#state = state;
  }

  async invite(from: DeviceAddress, asked: Asked): Promise<InviteAck> {
    const { registrar, storage } = this.#dependencies;
    const { to } = asked;
    if (to === from.account) return refuse('own-account');
    const known = await this.#state.find(asked.callId);
    if (known !== null) return repeatedInvite(known, from, asked);
    // The reads are always the same, so that their duration reveals nothing about the callee.
    const [callee, caller, theirs, mine] = await Promise.all([
      storage.accounts.find(to),
      storage.accounts.find(from.account),
      storage.contacts.find(to, from.account),
      storage.contacts.find(from.account, to),
    ]);
    if (callee === null) return refuse('unknown-account');
    if (caller === null || !(await registrar.knows(from))) return refuse('unauthenticated');
    const reachable = await registrar.reachable(to);
    const invitation = { from, asked, caller, callee, theirs, mine, reachable };
    const scope = { ids: [asked.callId], accounts: [from.account, to] };
    const outcome = await this.#state.update(scope, (found) => this.#decide(invitation, found));
    if (outcome.began !== null) await this.#begun(outcome.began, outcome.targets, reachable);
    return outcome.ack;
  }

  #decide(invitation: Invitation, found: FoundCalls): Change<Outcome> {
    const { from, asked, mine } = invitation;
    const known = found.find(asked.callId);
    if (known !== null) return answer(repeatedInvite(known, from, asked));
    if (mine?.blocked) return answer(refuse('forbidden'));
    const joined = this.#joinGlare(from, asked, found);
    if (joined !== null) return joined;
    const verdict = judge(invitation);
    if (verdict.is === 'refused') return answer(refuse(verdict.code));
    const started = liveIn(found, from.account).filter(
      ({ state: { call } }) => call.caller === from.account,
    );
    if (verdict.relationship === 'stranger') {
      const refusal = this.#strangerMayCall(from.account, asked.to, started);
      if (refusal !== null) return answer(refusal);
    }
    if (started.length >= this.#dependencies.openCallsPerAccount) {
      return answer(refuse('limit-reached'));
    }
    return this.#begin(invitation, verdict, found);
  }

  #begin(
    { from, asked, caller, callee }: Invitation,
    { relationship, targets }: Extract<Verdict, { is: 'called' }>,
    found: FoundCalls,
  ): Change<Outcome> {
    const invitedAt = this.#dependencies.clock.wall();
    const { callId, media, to } = asked;
    const call: CallFacts = {
      callId,
      caller: from.account,
      callerDevice: from.device,
      callee: to,
      media,
      invitedAt,
      relationship,
    };
    const strangers = liveIn(found, to).filter(
      ({ state }) => state.phase === 'ringing' && isStrangersTo(state.call, to),
    );
    const rings = this.#ringTargetsAmong(strangers, call, targets);
    const facts = {
      caller: {
        id: caller.id,
        displayName: caller.displayName,
        isContact: relationship === 'contact',
      },
      calleeName: callee.displayName,
      proof: null,
    };
    const displaced =
      relationship === 'contact' && targets.by === 'devices'
        ? strangers.map((one) => advance(one, { type: 'displaced' }, found.now))
        : [];
    const ack = ok({ outcome: 'calling' as const, callId, invitedAt });
    return {
      result: { ack, began: call, targets: rings },
      calls: [...displaced, begun(facts, invite(call, rings), found.now)],
    };
  }

  /** The answer does not depend on the callee: see Strangers. */
  #strangerMayCall(
    caller: AccountId,
    callee: AccountId,
    started: readonly StoredCall[],
  ): InviteAck | null {
    const { clock, strangers } = this.#dependencies;
    if (started.some(({ state }) => state.call.callee === callee)) {
      return refuse('limit-reached', 'open calls to one account');
    }
    const retryAfterMs = strangers.pauseMs(caller, callee, clock.now());
    return retryAfterMs > 0 ? { ok: false, code: 'rate-limited', retryAfterMs } : null;
  }

  /**
   * Which devices ring, given the strangers' calls that ring already: the call of a contact
   * replaces a stranger's call, and only one stranger rings at a time.
   */
  #ringTargetsAmong(
    ringing: readonly StoredCall[],
    call: CallFacts,
    targets: RingTargets,
  ): RingTargets {
    const { clock, strangers } = this.#dependencies;
    if (targets.by === 'nobody' || call.relationship === 'contact') return targets;
    return ringing.length === 0 && strangers.mayRing(call.callee, clock.now())
      ? targets
      : { by: 'nobody', missed: 'recorded' };
  }

  /**
   * Called when the call is stored: it counts for strangers, and rings on devices that connected in
   * the meantime.
   */
  async #begun(
    { callId, caller, callee, relationship }: CallFacts,
    targets: RingTargets | null,
    reachable: readonly DeviceId[],
  ): Promise<void> {
    const { clock, registrar, strangers } = this.#dependencies;
    if (relationship === 'stranger') {
      strangers.called(caller, callee, clock.now());
      if (targets?.by === 'devices') strangers.rang(callee, clock.now());
    }
    if (targets?.by !== 'devices') return;
    for (const device of await registrar.reachable(callee)) {
      if (reachable.includes(device)) continue;
      await this.#state.happen(callId, { type: 'joined', device, isShown: false });
    }
  }

  /** Two people who call each other are joined in the call whose invite arrived first. */
  #joinGlare(from: DeviceAddress, asked: Asked, found: FoundCalls): Change<Outcome> | null {
    for (const stored of liveIn(found, from.account)) {
      const { state } = stored;
      const { call } = state;
      if (call.caller !== asked.to || call.callee !== from.account) continue;
      let advanced: Advanced = { call: stored, isForgotten: false, refusal: null };
      if (state.phase === 'accepted') {
        const agoMs = found.now - (stored.agreedAt ?? Number.NEGATIVE_INFINITY);
        if (state.calleeDevice !== from.device || agoMs >= glareWindowMs) continue;
      } else {
        const at = this.#dependencies.clock.wall();
        advanced = advance(stored, { type: 'glare', from, media: asked.media, at }, found.now);
      }
      const ids: StoredCall['ids'] = [...advanced.call.ids, asked.callId];
      return answer(joinedTo(stored), [{ ...advanced, call: { ...advanced.call, ids } }]);
    }
    return null;
  }
}

function answer(ack: InviteAck, calls: readonly Advanced[] = []): Change<Outcome> {
  return { result: { ack, began: null, targets: null }, calls };
}

function liveIn(found: FoundCalls, account: AccountId): readonly StoredCall[] {
  return found.of(account).filter(isLive);
}

const isStrangersTo = (call: CallFacts, callee: AccountId): boolean =>
  call.callee === callee && call.relationship === 'stranger';

/** A repeated invite: its acknowledgement was lost. */
function repeatedInvite(stored: StoredCall, from: DeviceAddress, asked: Asked): InviteAck {
  const { state } = stored;
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
    ? joinedTo(stored)
    : refuse('not-in-call');
}

/** The two people called each other: this invite joins the other person's call. */
function joinedTo({ state: { call }, caller: { displayName } }: StoredCall): InviteAck {
  return ok({ outcome: 'accepted', callId: call.callId, peer: call.callerDevice, displayName });
}
