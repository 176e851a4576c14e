// A mail server for stories: takes every letter and sends none on.
// SPDX-License-Identifier: AGPL-3.0-or-later
import { createServer } from 'node:net';

export async function startMailServer() {
  const letters = [];
  let refusal = '';
  const server = createServer((socket) => {
    let held = '';
    let letter;
    const say = (line) => socket.write(line + '\r\n');
    say('220 made.example');
    const hear = (line) => {
      if (letter?.taking) {
        if (line !== '.') return letter.lines.push(line.replace(/^\./, ''));
        letters.push({ to: letter.to, text: unquoted(letter.lines.join('\n')) });
        letter = undefined;
        return say('250 taken');
      }
      const word = line.split(' ')[0].toUpperCase();
      if (word === 'MAIL') letter = { to: [], lines: [] };
      if (word === 'RCPT') letter.to.push(line.match(/<(.*)>/)[1]);
      if (word === 'DATA') letter.taking = true;
      if (word === 'RCPT' && refusal) return say(refusal);
      say(word === 'DATA' ? '354 go on' : word === 'QUIT' ? '221 bye' : '250 ok');
      if (word === 'QUIT') socket.end();
    };
    socket.on('error', () => {});
    socket.on('data', (some) => {
      const lines = (held + some).split('\r\n');
      held = lines.pop();
      lines.forEach(hear);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${server.address().port}`,
    stop: () => server.close(),
    refuse: (answer) => (refusal = answer), // to every reader, from now on; '': it takes all again
    // As many as there are to be, or those that came within 20 seconds.
    async letters(atLeast) {
      for (let i = 0; i < 400 && letters.length < atLeast; ++i) await new Promise((go) => setTimeout(go, 50));
      return letters;
    },
  };
}

const unquoted = (text) =>
  Buffer.from(text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString();
