// A process that runs the seeds it is sent, one at a time, and sends back what came of each (many-seeds.ts).
import process from 'node:process'
import { World } from './world.ts'

process.on('message', (seed: number) => process.send!(new World(seed).run()))
