// A fault to be planted: one rule of the protocol left out, by an edit of the source that is made when a process loads it (plant.ts). The product
// itself has no switches. An edit whose text the source no longer holds, exactly once, ends the process that was to plant it, so a fault cannot
// quietly become none when the code changes.
import type { Emphasis } from '../simulation/plan.ts'

export interface Edit {
  /** From the project's root. */
  readonly file: string
  readonly replace: string
  readonly by: string
}

export interface OtherTest {
  readonly file: string
  readonly title: string
  /** A program without which it has nothing to do. */
  readonly needs?: string
}

export interface PlantedFault {
  /** Words joined by hyphens, unique. */
  readonly name: string
  /** The rule that is broken, in words; `◆`: marked so in the protocol. */
  readonly rule: string
  readonly edits: readonly Edit[]
  /** The simulated world has not caught it, or in too many seeds for a test. This one holds the rule: it fails with the fault planted. */
  readonly elusive?: OtherTest
  /** What the runs that are to catch it are made of, beyond what their seeds draw. */
  readonly emphasis?: Emphasis
}

/** The source with a fault's edits of that file. */
export function edited(source: string, edits: readonly Edit[]): string {
  let text = source
  for (const { file, replace, by } of edits) {
    const parts = text.split(replace)
    if (parts.length !== 2) throw new RangeError(`${file} holds the text to be replaced ${parts.length - 1} times: ${replace}`)
    text = parts.join(by)
  }
  return text
}
