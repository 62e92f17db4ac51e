// Draws the dip that a kill leaves in the rate of answered writes, as a small SVG for the documents.

const width = 720
const height = 260
const left = 56
const bottom = 44
const top = 30

export function plotDip(dip: { readonly stepMs: number; readonly killedAtStep: number; readonly rate: readonly number[] }): string {
  const { stepMs, killedAtStep, rate } = dip
  const most = Math.max(1, ...rate)
  const x = (step: number) => left + ((width - left - 16) * step) / rate.length
  const y = (count: number) => height - bottom - ((height - bottom - top) * count) / most
  const line = rate.map((count, step) => `${x(step + 0.5).toFixed(1)},${y(count).toFixed(1)}`).join(' ')
  const seconds = Array.from({ length: Math.floor(((rate.length - killedAtStep) * stepMs) / 1000) + 1 }, (_, second) => second)
  const ticks = seconds
    .filter((second) => second % 2 === 0)
    .map((second) => {
      const at = x(killedAtStep + (second * 1000) / stepMs).toFixed(1)
      return `<text x="${at}" y="${height - bottom + 18}" text-anchor="middle">${second} s</text>`
    })
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="white"/>
<text x="${left}" y="18" font-size="13">Answered writes to the probed keys, each ${stepMs} ms, around the kill of a server</text>
<line x1="${left}" y1="${y(0)}" x2="${width - 16}" y2="${y(0)}" stroke="#444"/>
<line x1="${left}" y1="${top}" x2="${left}" y2="${y(0)}" stroke="#444"/>
<text x="${left - 8}" y="${y(most) + 4}" text-anchor="end">${most}</text><text x="${left - 8}" y="${y(0) + 4}" text-anchor="end">0</text>
<line x1="${x(killedAtStep).toFixed(1)}" y1="${top}" x2="${x(killedAtStep).toFixed(1)}" y2="${y(0)}" stroke="#c0392b" stroke-dasharray="4 3"/>
<text x="${(x(killedAtStep) + 4).toFixed(1)}" y="${top + 10}" fill="#c0392b">killed</text>
<polyline fill="none" stroke="#1f6f8b" stroke-width="1.6" points="${line}"/>
${ticks}
</svg>
`
}
