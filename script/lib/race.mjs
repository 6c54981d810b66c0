// Many members ask for one time at once: node race.mjs BASE[,BASE…] TOKENS_FILE SLUG UNITS DAY [ATTEMPTS]
// Several servers of one database are asked in turn.
// Prints the answers by status, and exits with 1 unless just UNITS got it and everyone else was told 409.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const [bases, file, slug, units, day, attempts = '200'] = process.argv.slice(2);
const servers = bases.split(',');
const tokens = readFileSync(file, 'utf8').trim().split('\n').slice(0, Number(attempts));
const agent = new Agent({ keepAlive: true, maxSockets: tokens.length });

function call(n, method, path, token, body) {
  return new Promise((done, fail) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const ask = request(new URL(path, servers[n % servers.length]), { method, agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => done({ status: answer.statusCode, text }));
    });
    ask.on('error', fail).end(body);
  });
}

// Connections first, so that the requests themselves leave together.
await Promise.all(tokens.map((token, n) => call(n, 'GET', '/healthz', token)));
let failed = false;
for (let hour = 10; hour < 15; hour++) {
  const body = JSON.stringify({
    equipment: slug,
    start: `${day}T${hour}:00:00+09:00`,
    end: `${day}T${hour + 1}:00:00+09:00`,
  });
  const answers = await Promise.all(tokens.map((token, n) => call(n, 'POST', '/api/v1/bookings', token, body)));
  const counts = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  const told = answers.filter(({ status, text }) => status === 409 && JSON.parse(text).code === 'taken').length;
  const good = counts[201] === Number(units) && told === tokens.length - Number(units);
  failed ||= !good;
  console.log(`  ${slug} ${hour}:00: ${JSON.stringify(counts)}, ${told} told "taken"${good ? '' : '  WRONG'}`);
}
process.exit(failed ? 1 : 0);
