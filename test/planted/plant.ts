// Plants the fault that the environment variable PLANTED_FAULT names in this process: `node --import ./test/planted/plant.ts …`.
import { registerHooks } from 'node:module'
import { env } from 'node:process'
import { faults } from './faults.ts'
import { edited } from './planted-fault.ts'

const fault = faults.find(({ name }) => name === env.PLANTED_FAULT)
if (!fault) throw new RangeError(`no fault is called ${env.PLANTED_FAULT}`)
const root = new URL('../../', import.meta.url).href

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    const edits = fault.edits.filter(({ file }) => url === root + file)
    if (edits.length === 0) return loaded
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source as Uint8Array)
    return { ...loaded, source: edited(source, edits) }
  },
})
