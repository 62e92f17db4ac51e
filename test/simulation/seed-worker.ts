// A process that runs the seeds it is sent, one at a time, and sends back what came of each (many-seeds.ts).
import process from 'node:process'
import type { Emphasis } from './plan.ts'
import { World } from './world.ts'

export interface SeedOrder {
  readonly seed: number
  readonly emphasis: Emphasis | undefined
  readonly effort: number | undefined
}

process.on('message', ({ seed, emphasis, effort }: SeedOrder) => process.send!(new World(seed, { emphasis, effort }).run()))

process.send!('ready')
