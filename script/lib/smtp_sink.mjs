// A mail server that writes down the Message-ID of every mail: node smtp_sink.mjs PORT LOG HANG
// While there is a file HANG, the next mail is neither taken nor refused; the file is removed when that begins.
import { appendFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';

const [port, log, hang] = process.argv.slice(2);

function hangs() {
  try {
    rmSync(hang);
    return true;
  } catch {
    return false;
  }
}

createServer((socket) => {
  let text = '';
  let mail = null;
  const say = (line) => socket.write(`${line}\r\n`);
  const take = (line) => {
    if (mail !== null) {
      if (line !== '.') return void (mail += `${line}\n`);
      if (hangs()) return void socket.removeAllListeners('data');
      appendFileSync(log, `${/^message-id:\s*(<.*>)/im.exec(mail)?.[1] ?? 'none'}\n`);
      mail = null;
      return say('250 taken');
    }
    const word = line.slice(0, 4).toUpperCase();
    if (word === 'DATA') {
      mail = '';
      return say('354 go on');
    }
    say(word === 'QUIT' ? '221 bye' : '250 sink');
  };
  socket.on('error', () => {});
  socket.setEncoding('utf8').on('data', (part) => {
    text += part;
    const lines = text.split('\r\n');
    text = lines.pop();
    lines.forEach(take);
  });
  say('220 sink');
}).listen(Number(port), '127.0.0.1');
