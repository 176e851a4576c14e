// Letters that somebody may send: where to, as one's own mail program takes them over.
// Shape:  their words come from the server, the same for the same exchange.
// SPDX-License-Identifier: AGPL-3.0-or-later

export const isMail = (handle: string) => /^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/.test(handle);
export function mailto(to: string[], subject: string, text: string): string {
  const all = to.filter(isMail).map((a) => encodeURIComponent(a).replace('%40', '@'));
  return all.length ? `mailto:${all.join(',')}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replace(/\n/g, '\r\n'))}` : '';
}
