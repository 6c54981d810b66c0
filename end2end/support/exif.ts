/** The metadata that a phone writes into a photograph, by hand: no package writes what we need. */

const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const BYTES_PER_VALUE: Record<number, number> = { 1: 1, [ASCII]: 1, [SHORT]: 2, [LONG]: 4, [RATIONAL]: 8 };

/** "Turn by 90° clockwise to see it upright": the phone was held upright. */
export const ORIENTATION_TURN_RIGHT = 6;

type Tag = { id: number; type: number; value: Buffer };

const ascii = (id: number, text: string): Tag => ({ id, type: ASCII, value: Buffer.from(`${text}\0`, 'latin1') });
const bytes = (id: number, values: number[]): Tag => ({ id, type: 1, value: Buffer.from(values) });

function short(id: number, number: number): Tag {
  const value = Buffer.alloc(2);
  value.writeUInt16LE(number);
  return { id, type: SHORT, value };
}

function long(id: number, number: number): Tag {
  const value = Buffer.alloc(4);
  value.writeUInt32LE(number);
  return { id, type: LONG, value };
}

/** Degrees as the three fractions degrees, minutes, seconds. */
function position(id: number, degrees: number): Tag {
  const value = Buffer.alloc(24);
  const seconds = Math.round((degrees % 1) * 3600 * 100);
  [Math.floor(degrees), 1, Math.floor(seconds / 6000), 1, seconds % 6000, 100].forEach((number, index) =>
    value.writeUInt32LE(number, index * 4),
  );
  return { id, type: RATIONAL, value };
}

/** A TIFF directory at `offset`: the entries, then the values that do not fit into four bytes. */
function directory(offset: number, tags: Tag[]): Buffer {
  const head = Buffer.alloc(2 + tags.length * 12 + 4);
  const values: Buffer[] = [];
  let next = offset + head.length;
  head.writeUInt16LE(tags.length);
  tags.forEach((tag, index) => {
    const at = 2 + index * 12;
    head.writeUInt16LE(tag.id, at);
    head.writeUInt16LE(tag.type, at + 2);
    head.writeUInt32LE(tag.value.length / BYTES_PER_VALUE[tag.type], at + 4);
    if (tag.value.length <= 4) {
      tag.value.copy(head, at + 8);
      return;
    }
    const padded = Buffer.concat([tag.value, Buffer.alloc(tag.value.length % 2)]);
    head.writeUInt32LE(next, at + 8);
    values.push(padded);
    next += padded.length;
  });
  return Buffer.concat([head, ...values]);
}

/** An Exif APP1 segment: orientation 6, maker and model, and a place in Mitaka. */
export function exifSegment(): Buffer {
  const header = Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]);
  const main = (gpsOffset: number) =>
    directory(header.length, [
      ascii(0x010f, 'Tsukuriba'),
      ascii(0x0110, 'Test Phone 6'),
      short(0x0112, ORIENTATION_TURN_RIGHT),
      ascii(0x0132, '2026:04:01 10:15:00'),
      long(0x8825, gpsOffset),
    ]);
  const gpsOffset = header.length + main(0).length;
  const gps = directory(gpsOffset, [
    bytes(0x0000, [2, 3, 0, 0]),
    ascii(0x0001, 'N'),
    position(0x0002, 35.6836),
    ascii(0x0003, 'E'),
    position(0x0004, 139.5598),
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), header, main(gpsOffset), gps]);
  const marker = Buffer.from([0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([marker, body]);
}

/** Whether an image file (JPEG, PNG or WebP) still carries metadata, by the names of its parts. */
export function hasMetadata(file: Buffer): boolean {
  const names = ['Exif\0\0', 'EXIF', 'eXIf', 'XMP ', 'http://ns.adobe.com/xap', 'Test Phone 6'];
  return names.some((name) => file.includes(Buffer.from(name, 'latin1')));
}
