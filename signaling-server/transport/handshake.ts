import {
  type AckCode,
  handshake,
  parse,
  type Refusal,
  supportedVersions,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import { refuse } from '../domain/refusals.ts';

const versionOnly = v.object({ protocolVersion: handshake.entries.protocolVersion });

/** What a handshake says, or why it is refused. */
export type ReadHandshake =
  | { readonly ok: true; readonly value: v.InferOutput<typeof handshake> }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Reads Socket.IO's `auth`. The version comes first, so that a device of another version learns
 * this and not that its fields are wrong.
 */
export function readHandshake(auth: unknown): ReadHandshake {
  const version = parse(versionOnly, auth);
  if (!version.ok) return refused('malformed', version.issue);
  if (!supportedVersions.includes(version.value.protocolVersion)) {
    const versions = supportedVersions;
    return { ok: false, refusal: { ok: false, code: 'unsupported-version', versions } };
  }
  const parsed = parse(handshake, auth);
  return parsed.ok ? parsed : refused('malformed', parsed.issue);
}

function refused(code: AckCode, detail: string): ReadHandshake {
  return { ok: false, refusal: refuse(code, detail) };
}

/** The error with which Socket.IO answers a handshake: `connect_error.data` is the refusal. */
export class HandshakeRefused extends Error {
  readonly data: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'HandshakeRefused';
    this.data = refusal;
  }
}
