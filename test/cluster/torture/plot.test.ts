import test from 'ava'
import { plotDip } from './plot.ts'

test('the gap has a bracket of its length in the scale of the seconds, and its length beside it', (t) => {
  const rate = Array.from({ length: 130 }, (_, step) => (step < 30 || step >= 51 ? 20 : 0))
  const drawn = (fromMs: number) => plotDip({ stepMs: 100, rate, killedAtMs: 3000, gap: { fromMs, ms: 2140 } })
  const svg = drawn(3000)
  const x = (second: number) => Number(new RegExp(`<text x="([\\d.]+)"[^>]*>${second} s</text>`).exec(svg)![1])
  const [, from, to] = /class="gap" d="M([\d.]+) .*H([\d.]+)V/.exec(svg)!.map(Number)
  t.is(from, x(0))
  t.true(Math.abs((to! - from!) / (x(2) - x(0)) - 1.07) < 0.01)
  t.regex(svg, new RegExp(`<text x="${x(0)}"[^>]*>2.1 s without an answered write of one key</text>`))
  t.regex(drawn(10_500), /text-anchor="end"[^>]*>2.1 s without/)
})
