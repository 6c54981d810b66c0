import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, site } from './test';

/** The text of a mail file: lettre writes quoted-printable or base64; the text is the first part of several. */
function textOf(file: string): string {
  const raw = readFileSync(file, 'utf8').replace(/\r\n/g, '\n');
  const boundary = raw.slice(0, raw.indexOf('\n\n')).match(/boundary="([^"]+)"/i);
  return decoded(boundary ? raw.split(`--${boundary[1]}\n`)[1] : raw);
}

function decoded(raw: string): string {
  const at = raw.indexOf('\n\n');
  const [head, body] = [raw.slice(0, at), raw.slice(at + 2)];
  if (/content-transfer-encoding: *base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  if (!/content-transfer-encoding: *quoted-printable/i.test(head)) return body;
  const bytes = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Waits for a mail to this address that holds such a link, and gives the link's path. */
export async function linkMailedTo(address: string, pattern: RegExp): Promise<string> {
  const folder = join(site().data, 'outbox');
  let link = '';
  await expect
    .poll(
      () => {
        // A mail that is being written has a name that begins with a point.
        const files = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => /^[^.].*\.eml$/.test(name)).sort().reverse();
        for (const name of files) {
          const raw = readFileSync(join(folder, name), 'utf8');
          if (!raw.toLowerCase().includes(address.toLowerCase())) continue;
          const found = textOf(join(folder, name)).match(pattern);
          if (found) {
            link = found[0];
            return true;
          }
        }
        return false;
      },
      { message: `a mail to ${address} with ${pattern}` },
    )
    .toBe(true);
  return link;
}
