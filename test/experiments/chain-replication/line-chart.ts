// A small chart of lines and of measured points as an SVG, without dependencies.

export interface Line {
  readonly name: string
  readonly color: string
  /** Draws a ring of this radius at each point, and no line. */
  readonly rings?: number
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface Chart {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly xTicks: readonly number[]
  readonly yTicks: readonly number[]
  readonly lines: readonly Line[]
  /** Vertical lines, with a word at the top of each. */
  readonly marks?: readonly { readonly x: number; readonly text: string }[]
}

const width = 760
const height = 380
const left = 60
const right = 24
const top = 40
const bottom = 52
const legendLineHeight = 17
const legendWidth = 210

export function lineChart({ title, xLabel, yLabel, xTicks, yTicks, lines, marks = [] }: Chart): string {
  const [xLow, xHigh] = [xTicks[0]!, xTicks.at(-1)!]
  const yHigh = yTicks.at(-1)!
  const x = (value: number) => (left + ((width - left - right) * (value - xLow)) / (xHigh - xLow)).toFixed(1)
  const y = (value: number) => (height - bottom - ((height - bottom - top) * value) / yHigh).toFixed(1)
  const parts = [
    `<rect width="${width}" height="${height}" fill="white"/>`,
    text(left, 20, title, 'font-size="14"'),
    ...yTicks.map(
      (tick) =>
        `<line x1="${left}" y1="${y(tick)}" x2="${width - right}" y2="${y(tick)}" stroke="#e4e4e4"/>` +
        text(left - 8, Number(y(tick)) + 4, String(tick), 'text-anchor="end"'),
    ),
    ...xTicks.map((tick) => text(x(tick), height - bottom + 18, String(tick), 'text-anchor="middle"')),
    `<line x1="${left}" y1="${y(0)}" x2="${width - right}" y2="${y(0)}" stroke="#444"/>`,
    `<line x1="${left}" y1="${top}" x2="${left}" y2="${y(0)}" stroke="#444"/>`,
    text((left + width - right) / 2, height - 12, xLabel, 'text-anchor="middle"'),
    text(0, 0, yLabel, `text-anchor="middle" transform="translate(16 ${(top + height - bottom) / 2}) rotate(-90)"`),
    ...marks.map(
      (mark, index) =>
        `<line x1="${x(mark.x)}" y1="${top}" x2="${x(mark.x)}" y2="${y(0)}" stroke="#c0392b" stroke-dasharray="2 3"/>` +
        text(Number(x(mark.x)) + 4, top + 12 + 14 * index, mark.text, 'fill="#c0392b"'),
    ),
    ...lines.map(({ color, rings, points }) =>
      rings === undefined
        ? `<polyline fill="none" stroke="${color}" stroke-width="1.8" points="${points.map(([px, py]) => `${x(px)},${y(py)}`).join(' ')}"/>`
        : points.map(([px, py]) => ring(x(px), y(py), rings, color)).join(''),
    ),
    ...lines.map(({ name, color, rings }, index) => {
      const legendLeft = width - right - legendWidth
      const at = top + 8 + legendLineHeight * index
      const sample =
        rings === undefined
          ? `<line x1="${legendLeft}" y1="${at}" x2="${legendLeft + 26}" y2="${at}" stroke="${color}" stroke-width="1.8"/>`
          : ring(legendLeft + 13, at, rings, color)
      return sample + text(legendLeft + 32, at + 4, name, '')
    }),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">\n${parts.join('\n')}\n</svg>\n`
}

function ring(x: number | string, y: number | string, radius: number, color: string): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${color}" stroke-width="1.5"/>`
}

function text(x: number | string, y: number, content: string, attributes: string): string {
  return `<text x="${x}" y="${y}" ${attributes}>${content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`
}
