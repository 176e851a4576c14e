// Talks to the server: one function, `call`, which knows about keys of writes, repeats, signing in and confirming.
// Shape:  a write carries one Idempotency-Key, the same in every repeat, so nothing is done twice.
// Errors: a Problem, with words for a person in `message`. 401 leads to the door, 403 confirm to the dialog.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { setMoment } from './words';

export class Problem extends Error {
  constructor(
    readonly status: number, // 0: the server was not reached
    message: string,
    readonly type = '',
    readonly id = '',
    readonly body: Record<string, unknown> = {},
    readonly retryAfter = 0,
  ) {
    super(message);
  }
}

export interface Options {
  key?: string;
  signal?: AbortSignal;
  ifMatch?: string;
  stay?: boolean; // a 401 is an answer here, not a reason to leave the page
  onEtag?: (etag: string) => void;
}

// Set by the session and by the confirm dialog; here so that nothing has to import a page.
export const hooks = {
  signedOut: () => {},
  confirm: async (): Promise<boolean> => false,
  reached: (_yes: boolean) => {},
  newsEnded: () => {},
};

export const newKey = () =>
  crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');

export const wantsConfirm = (error: unknown) =>
  error instanceof Problem && error.status === 403 && error.type.endsWith('/problems/confirm');

const kTries = 4;
const wait = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });

async function problemOf(response: Response): Promise<Problem> {
  let body: Record<string, unknown> = {};
  try {
    body = await response.json();
  } catch {
    // not JSON: the status says enough
  }
  const words = String(body.detail || body.title || `The server answered ${response.status}.`);
  return new Problem(
    response.status,
    words,
    String(body.type ?? ''),
    String(body.id ?? ''),
    body,
    Number(response.headers.get('Retry-After') ?? 0),
  );
}

async function send(method: string, path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch('/api/v1' + path, { method, credentials: 'same-origin', ...init });
    hooks.reached(true);
    return response;
  } catch (error) {
    if (init.signal?.aborted) throw error;
    hooks.reached(false);
    throw new Problem(0, 'The server can’t be reached. Is it running, and are you connected to it?');
  }
}

export async function call<T>(method: string, path: string, body?: unknown, options: Options = {}): Promise<T> {
  let key = options.key ?? newKey();
  const raw = body instanceof Blob || body instanceof ArrayBuffer;
  for (let tries = 1; ; ++tries) {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (method !== 'GET') headers['Idempotency-Key'] = key;
    if (body !== undefined) headers['Content-Type'] = raw ? 'application/octet-stream' : 'application/json';
    if (options.ifMatch) headers['If-Match'] = options.ifMatch;
    const init: RequestInit = { headers, signal: options.signal };
    if (body !== undefined) init.body = raw ? (body as BodyInit) : JSON.stringify(body);
    try {
      const response = await send(method, path, init);
      if (response.ok) {
        options.onEtag?.(response.headers.get('ETag') ?? '');
        if (response.status === 204 || response.status === 202) return undefined as T;
        const said = await response.json();
        if (typeof said?.as_of === 'string') setMoment(said.as_of);
        return said as T;
      }
      throw await problemOf(response);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (wantsConfirm(error)) {
        if (!(await hooks.confirm())) throw error;
        key = newKey(); // the refusal was the answer to the old one
        continue;
      }
      if (error.status === 401 && !options.stay) hooks.signedOut();
      const again = error.status === 0 ? method !== 'GET' : error.status === 503;
      if (!again || tries >= kTries) throw error;
      await wait(error.retryAfter ? Math.min(error.retryAfter, 10) * 1000 : 400 * 2 ** tries, options.signal);
    }
  }
}

export const get = <T>(path: string, options?: Options) => call<T>('GET', path, undefined, options);
export const post = <T>(path: string, body: unknown = {}, options?: Options) => call<T>('POST', path, body, options);
export const put = <T>(path: string, body: unknown, options?: Options) => call<T>('PUT', path, body, options);
export const remove = <T>(path: string, options?: Options) => call<T>('DELETE', path, undefined, options);

// ?a=1&b=2 of what is not empty.
export function query(values: Record<string, string | number | undefined>): string {
  const kept = Object.entries(values).filter(([, v]) => v !== undefined && v !== '');
  return kept.length ? '?' + new URLSearchParams(kept.map(([k, v]) => [k, String(v)])) : '';
}

// Any error as words for a person.
export function wordsOf(error: unknown): string {
  if (error instanceof Problem) return error.id ? `${error.message} (${error.id})` : error.message;
  return error instanceof Error ? error.message : String(error);
}
