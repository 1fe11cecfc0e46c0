import { createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** PROTOCOL.md, section 16: what a description is part of. */
export interface Route {
  readonly callId: string;
  readonly from: { readonly account: string; readonly device: string };
  /** `*` as device: whichever rings first. */
  readonly to: { readonly account: string; readonly device: string };
}

export interface SignedDescription {
  readonly kind: 'description';
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
  readonly seq: number;
  readonly proof?: { readonly key: string; readonly signature: string };
}

/** What comes before the 32 bytes of a raw Ed25519 key in SPKI (RFC 8410, section 4). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** The key of one device. */
export class DeviceKey {
  readonly #private: KeyObject;
  /** 32 bytes in base64url without padding. */
  readonly public: string;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    this.#private = privateKey;
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    this.public = spki.subarray(spkiPrefix.length).toString('base64url');
  }

  sign(route: Route, description: SignedDescription): SignedDescription {
    return { ...description, proof: this.#prove(statementOf(route, description)) };
  }

  /** PROTOCOL.md, section 8: the proof of `call.attach`. */
  proveAttach({ callId, from, to }: Route, side: 'caller' | 'callee') {
    const lines = [
      'tatap attach 1',
      callId,
      from.account,
      from.device,
      to.account,
      to.device,
      side,
    ];
    return this.#prove(Buffer.from(lines.join('\n'), 'utf8'));
  }

  #prove(statement: Buffer) {
    const signature = sign(null, statement, this.#private);
    return { key: this.public, signature: signature.toString('base64url') };
  }
}

/** Whether a description is signed for this route by the key that it names. */
export function isProven(route: Route, description: SignedDescription): boolean {
  const { proof } = description;
  if (proof === undefined) return false;
  const spki = Buffer.concat([spkiPrefix, Buffer.from(proof.key, 'base64url')]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const signature = Buffer.from(proof.signature, 'base64url');
  return verify(null, statementOf(route, description), key, signature);
}

function statementOf({ callId, from, to }: Route, { type, sdp, seq }: SignedDescription): Buffer {
  const fingerprints = [...sdp.matchAll(/^a=fingerprint:(\S+) (\S+)\r?$/gm)].map(
    ([, hash = '', value = '']) => `${hash.toLowerCase()} ${value.toUpperCase()}`,
  );
  const lines = [
    'tatap description 1',
    callId,
    from.account,
    from.device,
    to.account,
    to.device,
    type,
    String(seq),
    ...[...new Set(fingerprints)].sort(),
  ];
  return Buffer.from(lines.join('\n'), 'utf8');
}
