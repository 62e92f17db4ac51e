// The caveats that narrow a token: `op = read`, `op = write`, and `time < N`, N in Unix seconds. Every caveat of a token must hold, so two
// different operations, like a caveat that nobody here knows, allow nothing.
import { type Bytes, toLatin1 } from './bytes.ts'

export type Access = 'read' | 'write'

export type Caveat = { readonly kind: 'operation'; readonly access: Access } | { readonly kind: 'time'; readonly beforeMs: number }

export const caveatRule = 'caveats are: op = read, op = write, time < N with N in Unix seconds'

/** Undefined for text of no known form. White space is as shown: what is signed is the text. */
export function parseCaveat(text: string): Caveat | undefined {
  if (text === 'op = read') return { kind: 'operation', access: 'read' }
  if (text === 'op = write') return { kind: 'operation', access: 'write' }
  const seconds = /^time < (\d{1,12})$/.exec(text)?.[1]
  return seconds === undefined ? undefined : { kind: 'time', beforeMs: Number(seconds) * 1000 }
}

/** Whether a token of these caveats allows the access at an instant, in milliseconds since the Unix epoch. */
export function caveatsAllow(caveats: readonly Bytes[], access: Access, wallMs: number): boolean {
  return caveats.every((text) => {
    const caveat = parseCaveat(toLatin1(text))
    if (caveat?.kind === 'operation') return caveat.access === access
    return caveat?.kind === 'time' && wallMs < caveat.beforeMs
  })
}
