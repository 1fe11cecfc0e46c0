import type { Proof, PublicKey } from '@tatap/protocol/signaling';

// WebCrypto is part of the language's platform everywhere, like TextEncoder; nothing here is kept.

/** A key pair whose private half never leaves the browser's own keeping. */
export async function createKeyPair(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
}

export async function exportPublicKey({ publicKey }: CryptoKeyPair): Promise<PublicKey> {
  return toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
}

/** The signature as base64url. */
export async function signBytes(pair: CryptoKeyPair, bytes: BufferSource): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, bytes)));
}

/** Whether the key's owner signed exactly these bytes. What is no key or signature is not. */
export async function isSigned({ key, signature }: Proof, bytes: BufferSource): Promise<boolean> {
  try {
    const imported = await crypto.subtle.importKey('raw', fromBase64Url(key), 'Ed25519', false, [
      'verify',
    ]);
    return await crypto.subtle.verify('Ed25519', imported, fromBase64Url(signature), bytes);
  } catch {
    return false;
  }
}

/** Bytes as base64url without padding (RFC 4648, section 5). */
function toBase64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** @throws DOMException `InvalidCharacterError` where it is no base64url. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
