// Which of the names that exist somebody meant who wrote another one.

/** Letters that have to be written otherwise. */
const changesMaximum = 2
/** A part of a name: `timeout` of `timeoutMs`. */
const partMinimum = 3

/** Those that differ in case, by a part that is missing or too much, or by two letters; the nearest first. */
export function nearestNames(written: string, names: Iterable<string>): string[] {
  return [...names]
    .map((name) => ({ name, distance: distanceBetween(written.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance < Math.min(written.length, name.length, changesMaximum + 1) || isPart(written, name))
    .sort((a, b) => a.distance - b.distance)
    .map(({ name }) => name)
}

function isPart(a: string, b: string): boolean {
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a]
  return shorter.length >= partMinimum && longer.toLowerCase().includes(shorter.toLowerCase())
}

/** How many letters have to be put in, taken away or written otherwise (Levenshtein). */
function distanceBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let line = 1; line <= a.length; line++) {
    const next = [line]
    for (let column = 1; column <= b.length; column++) {
      const replaced = row[column - 1]! + (a[line - 1] === b[column - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[column]! + 1, next[column - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
