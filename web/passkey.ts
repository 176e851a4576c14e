// Passkeys: what the browser wants and gives, as base64url for the server.
// Source: WebAuthn level 3.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { get, post } from './api';

export const canPasskeys = () => typeof PublicKeyCredential !== 'undefined' && !!navigator.credentials;

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}
function toText(bytes: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

interface Named {
  id: string;
  type: 'public-key';
}
const named = (list: Named[] = []) => list.map((one) => ({ ...one, id: toBytes(one.id) }));

export interface Assertion {
  id: string;
  client_data: string;
  authenticator_data: string;
  signature: string;
}

export async function askPasskey(): Promise<Assertion> {
  const { publicKey } = await post<{ publicKey: any }>('/session/challenge', {}, { stay: true });
  const got = (await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: named(publicKey.allowCredentials) },
  })) as PublicKeyCredential;
  const answer = got.response as AuthenticatorAssertionResponse;
  return {
    id: toText(got.rawId),
    client_data: toText(answer.clientDataJSON),
    authenticator_data: toText(answer.authenticatorData),
    signature: toText(answer.signature),
  };
}

export async function makePasskey(name: string): Promise<void> {
  const { publicKey } = await post<{ publicKey: any }>('/passkeys/challenge');
  const made = (await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: named(publicKey.excludeCredentials),
    },
  })) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAttestationResponse;
  await post('/passkeys', {
    name,
    id: toText(made.rawId),
    client_data: toText(answer.clientDataJSON),
    authenticator_data: toText(answer.getAuthenticatorData()),
    public_key: toText(answer.getPublicKey()!),
  });
}

export const myPasskeys = () => get<{ passkeys: import('./types').Passkey[] }>('/passkeys');

// Somebody closed the browser's sheet: no fault, and nothing to say.
export const wasDismissed = (error: unknown) => error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError');
