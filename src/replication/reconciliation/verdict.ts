// What is to become of one key of a key region that is compared with other regions of its space (docs/repair.md, Reconciliation): of everything that is
// known of it the newest version counts, unless the point leader knows that it had passed.

/** Of one region: a copy of the key's object. */
export interface Copy {
  readonly region: number
  readonly version: number
  readonly sum: number
}

/** The key as the key region has it. */
export interface OwnCopy {
  readonly version: number
  readonly sum: number
  /** Where its values lead, one region for each subspace behind the key's. */
  readonly regions: readonly number[]
}

export interface Findings {
  readonly own: OwnCopy | undefined
  /** At which version the key region remembers to have removed it; 0: it does not. */
  readonly removedAt: number
  readonly copies: readonly Copy[]
  /** The newest removal that another region remembers; 0: none. */
  readonly ending: number
}

/**
 * `alike`: every copy is as it should be. `drive`: what the key region has is driven down its path. `adopt`: the copy in `from` is taken over. `remove`: the
 * key has been removed at `version`. `strays`: regions with copies that do not belong there, or may not.
 */
export type Verdict =
  | { readonly kind: 'alike' }
  | { readonly kind: 'drive'; readonly strays: readonly number[] }
  | { readonly kind: 'adopt'; readonly from: number; readonly version: number; readonly strays: readonly number[] }
  | { readonly kind: 'remove'; readonly version: number; readonly strays: readonly number[] }

/**
 * `compared`: the regions that were asked, no others' copies are missed. `passed`: every version of the key region up to this one has been settled as far
 * as its leader knows for certain; Infinity: it has forgotten nothing.
 */
export function verdictOn({ own, removedAt, copies, ending }: Findings, compared: ReadonlySet<number>, passed: number): Verdict {
  const strays = copies.map(({ region }) => region)
  const known = Math.max(own?.version ?? 0, removedAt, passed)
  let newest: Copy | undefined
  for (const copy of copies) if (copy.version > known && copy.version > (newest?.version ?? 0)) newest = copy
  if (newest && newest.version >= ending) return { kind: 'adopt', from: newest.region, version: newest.version, strays }
  if (ending > known) return own || copies.length > 0 ? { kind: 'remove', version: ending, strays } : { kind: 'alike' }
  const wanted = new Set(own?.regions.filter((region) => compared.has(region)))
  const right = copies.filter(({ region, version, sum }) => wanted.has(region) && version === own!.version && sum === own!.sum)
  if (right.length === copies.length && right.length === wanted.size) return { kind: 'alike' }
  return { kind: 'drive', strays: strays.filter((region) => !wanted.has(region)) }
}
