// Draws the dip that a kill leaves in the rate of answered writes, and how long one key could not be written, as a small SVG for the documents.

export interface Dip {
  readonly stepMs: number
  /** Answered writes in each step, over all keys. */
  readonly rate: readonly number[]
  /** From the first step on, as all moments here. */
  readonly killedAtMs: number
  /** The longest time without an answered write of one key. */
  readonly gap: { readonly fromMs: number; readonly ms: number }
}

const width = 720
const height = 290
const left = 56
const right = width - 16
const bottom = 44
const top = 60
/** The height of the bracket above the curve, and of its ends. */
const bracketAt = 50
const bracketEnd = 6
const ticksMax = 10

export function plotDip({ stepMs, rate, killedAtMs, gap }: Dip): string {
  const most = Math.max(1, ...rate)
  const wholeMs = rate.length * stepMs
  const x = (ms: number) => (left + ((right - left) * ms) / wholeMs).toFixed(1)
  const y = (count: number) => (height - bottom - ((height - bottom - top) * count) / most).toFixed(1)
  const line = rate.map((count, step) => `${x((step + 0.5) * stepMs)},${y(count)}`).join(' ')
  const seconds = Math.floor((wholeMs - killedAtMs) / 1000)
  const every = 2 * Math.ceil((seconds + 1) / (2 * ticksMax))
  const ticks = Array.from({ length: Math.floor(seconds / every) + 1 }, (_, tick) => tick * every)
    .map((second) => `<text x="${x(killedAtMs + second * 1000)}" y="${height - bottom + 18}" text-anchor="middle">${second} s</text>`)
    .join('')
  const [from, to] = [x(gap.fromMs), x(gap.fromMs + gap.ms)]
  const length = `${(gap.ms / 1000).toFixed(1)} s without an answered write of one key`
  // Over the bracket, and not out of the picture.
  const place = Number(from) < width / 2 ? `x="${from}"` : `x="${to}" text-anchor="end"`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="white"/>
<text x="${left}" y="18" font-size="13">Answered writes to the probed keys, each ${stepMs} ms, around the kill of a server</text>
<line x1="${left}" y1="${y(0)}" x2="${right}" y2="${y(0)}" stroke="#444"/>
<line x1="${left}" y1="${top}" x2="${left}" y2="${y(0)}" stroke="#444"/>
<text x="${left - 8}" y="${top + 4}" text-anchor="end">${most}</text><text x="${left - 8}" y="${height - bottom + 4}" text-anchor="end">0</text>
<line x1="${x(killedAtMs)}" y1="${top}" x2="${x(killedAtMs)}" y2="${y(0)}" stroke="#c0392b" stroke-dasharray="4 3"/>
<text x="${x(killedAtMs)}" y="${height - bottom + 32}" text-anchor="middle" fill="#c0392b">killed</text>
<polyline fill="none" stroke="#1f6f8b" stroke-width="1.6" points="${line}"/>
<path class="gap" d="M${from} ${bracketAt + bracketEnd}V${bracketAt}H${to}V${bracketAt + bracketEnd}" fill="none" stroke="#444"/>
<text ${place} y="${bracketAt - 8}">${length}</text>
${ticks}
</svg>
`
}
