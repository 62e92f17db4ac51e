// Searches (protocol, section 3): waiting, departures, settling, regions, counts. That the newer of two sightings wins is not among them: an older
// one, read after the search began, breaks no promise.
import { crossing, slowSearches, topmost, verySlowSearches } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const merge = 'src/search/merge.ts'
const settlement = 'src/search/settlement.ts'
const commit = 'src/replication/commit.ts'
const remember = 'src/replication/remember.ts'
const searches = 'src/member/searches.ts'
const regionIndexes = 'src/hyperspace/region-indexes.ts'

export const searchFaults: readonly PlantedFault[] = [
  {
    name: 'search-does-not-wait',
    rule: '◆ a search waits for the pending updates that could touch its predicate',
    edits: [{ file: searches, replace: 'if (mayTell && !couldTouch(replica, pending, search.matches)) continue', by: 'continue' }],
    emphasis: crossing,
  },
  {
    name: 'search-waits-for-the-old-state-only',
    rule: '◆ what may match before or after a pending update is waited for, not only what matches now',
    edits: [
      {
        file: searches,
        replace: 'if (update.object && matches(key, decodeObject(update.object))) return true',
        by: '',
      },
    ],
    emphasis: crossing,
  },
  {
    name: 'no-departures',
    rule: '◆ every replica of an old region keeps a departure record',
    edits: [{ file: commit, replace: 'if (update.object && rows.subspace > 0 && (old || !redriven)) {', by: 'if (false) {' }],
    emphasis: slowSearches,
  },
  {
    name: 'departures-not-durable',
    elusive: { file: 'test/replication/traces.test.ts', title: 'join with relocation' },
    rule: '◆ departure records are durable',
    edits: [{ file: remember, replace: 'this.#store.put(rowKey, row)', by: '' }],
    emphasis: { ...slowSearches, faults: { ...slowSearches.faults, crashMs: 150 } },
  },
  {
    name: 'departures-forgotten-at-once',
    rule: '◆ departure records are kept until Δ has elapsed',
    edits: [{ file: commit, replace: 'keepUntil: now + departureMs', by: 'keepUntil: now' }],
    emphasis: verySlowSearches,
  },
  {
    name: 'departures-age-while-away',
    elusive: {
      file: 'test/replication/departures.test.ts',
      title: 'a departure is remembered for Δ, which counts afresh after a start',
    },
    rule: '◆ Δ counts afresh after a start',
    edits: [
      {
        file: remember,
        replace: 'this.#departures.set(rowKey, readDeparture(key, version, orderedKey, row, now))',
        by: 'this.#departures.set(rowKey, readDeparture(key, version, orderedKey, row, now - departureMs))',
      },
    ],
    emphasis: { ...verySlowSearches, faults: { ...verySlowSearches.faults, crashMs: 150 } },
  },
  {
    name: 'departures-forgotten-before-the-watermark',
    elusive: {
      file: 'test/replication/departures.test.ts',
      title: 'a departure is remembered until the watermark has passed it, however long that takes',
    },
    rule: '◆ departure records are kept until the watermark has passed them',
    edits: [
      {
        file: remember,
        replace: 'if (departure.keepUntil > now || departure.version > watermark(departure.keyRegion)) continue',
        by: 'if (departure.keepUntil > now) continue',
      },
    ],
    emphasis: verySlowSearches,
  },
  {
    name: 'departures-not-settled',
    rule: '◆ a search settles departures by reads at the point leaders',
    edits: [{ file: settlement, replace: 'this.#waiting = [...needed.values()].map(({ key }) => key)', by: 'this.#waiting = []' }],
    emphasis: slowSearches,
  },
  {
    name: 'cut-before-settling',
    rule: 'departures are settled before any limit is cut',
    edits: [
      { file: merge, replace: 'Math.min(left + this.#spare, Number.MAX_SAFE_INTEGER)', by: 'left' },
      { file: merge, replace: 'if (settlement.size > this.#spare && this.#limit !== Number.POSITIVE_INFINITY) {', by: 'if (false) {' },
    ],
    emphasis: topmost,
  },
  {
    name: 'one-region-missed',
    rule: 'a search asks every region that its predicate can touch',
    edits: [
      {
        file: 'src/hyperspace/plan.ts',
        replace: 'if (touched[position]) positions.push(position)\n',
        by: 'if (touched[position]) positions.push(position)\n  if (positions.length > 1) positions.pop()\n',
      },
    ],
  },
  {
    name: 'count-by-region-sums',
    rule: 'counts work on distinct keys, not on sums of regions',
    edits: [
      {
        file: merge,
        replace:
          'for (const source of this.#sources) if (first && source.head && this.#order.compare(source.head, first) === 0) source.advance()',
        by: 'for (const source of this.#sources) if (first && source.head === first) source.advance()',
      },
      {
        file: 'src/search/yielded-rows.ts',
        replace: 'this.#order.compare(row, this.#last) <= 0',
        by: 'this.#order.compare(row, this.#last) < 0',
      },
    ],
    emphasis: { ...verySlowSearches, limits: 0, clients: 6, mix: { updates: 50, gets: 0, searches: 50, counts: 0 } },
  },
  {
    name: 'window-without-end',
    elusive: {
      file: 'test/search/merge.test.ts',
      title: 'a search that was too long in opening begins again, and closes what it had opened',
    },
    rule: 'a search whose last region opened more than Δ after its start begins again',
    edits: [{ file: merge, replace: 'if (nowMs - this.#startedAt > this.#windowMs) {', by: 'if (false) {' }],
    emphasis: slowSearches,
  },
  {
    name: 'snapshot-before-its-turn',
    rule: 'a search reads what had settled when it came: its snapshot is opened when that turn is written',
    edits: [{ file: searches, replace: 'this.#ready.push(search)', by: 'this.#openSnapshot(search)' }],
    emphasis: crossing,
  },
  {
    name: 'index-row-left-behind',
    rule: 'a commit changes the index rows with the object',
    edits: [
      {
        file: 'src/replication/index-rows.ts',
        replace: 'rows.store.removeNamed(nameOf(form))',
        by: '{}',
      },
    ],
  },
  {
    name: 'many-elements-not-looked-at',
    rule: 'a search by an index looks at the objects that have too many elements for a row each',
    elusive: {
      file: 'test/hyperspace/region-indexes.test.ts',
      title: 'set(int): a value with many forms is found, also where it is one of several things asked for',
    },
    edits: [
      {
        file: regionIndexes,
        replace: 'return uniteRanges([{ from: manyForms, to: behindForm(manyForms) }, ...ranges])',
        by: 'return ranges',
      },
    ],
  },
  {
    name: 'former-index-rows-taken-for-whole',
    elusive: {
      file: 'test/member/index-builds.test.ts',
      title: 'rows that a former build of the server has left are removed and made anew',
    },
    rule: 'index rows are used by the server that wrote them in the form in which it reads them, or made anew',
    edits: [{ file: 'src/member/index-builds.ts', replace: 'form === rowsForm', by: 'form !== 0' }],
  },
]
