/** The tests' day. Servers under test begin at a moment that is set and go on from there: no test reads the wall clock. */

/** Wednesday, five past ten in Japan: the demo is open. */
export const START = '2026-11-25T10:05:00+09:00';

/** The day so many days after the tests' first, as YYYY-MM-DD in Japan. */
export function dayAhead(days: number): string {
  const first = Date.parse(`${START.slice(0, 10)}T00:00:00Z`);
  return new Date(first + days * 86_400_000).toISOString().slice(0, 10);
}
