// What one write means for one object, and what an aggregate adds up (interface, section 3).
import { compound, summed, summedAgain } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

const matcher = 'src/values/matcher.ts'
const aggregateMerge = 'src/search/aggregate-merge.ts'

export const objectFaults: readonly PlantedFault[] = [
  {
    name: 'operations-on-the-object-before',
    rule: 'the operations of one update are applied one after the other, each to what those before it have made',
    edits: [{ file: matcher, replace: '      result[index]!,\n', by: '      values[index] ?? type.absent,\n' }],
    emphasis: compound,
  },
  {
    name: 'second-operation-twice',
    rule: 'each operation is applied once, however many are on one attribute',
    edits: [
      {
        file: matcher,
        replace: '    result[index] = value\n',
        by: `    const first = operations.find((other) => other.attribute === operation.attribute)
    const again = first === operation ? value : type.apply(operation.name ?? 0, value, operation.operands ?? [], operation.path ?? '', operation.inner ?? 0)
    result[index] = typeof again === 'string' ? value : again
`,
      },
    ],
    emphasis: compound,
  },
  {
    name: 'failed-update-half-done',
    rule: 'an update of which one operation cannot be done changes nothing',
    edits: [
      {
        file: matcher,
        replace: "    if (typeof value === 'string') return new FailedOperation(operation, value)\n    result",
        by: "    if (typeof value === 'string') break\n    result",
      },
    ],
    emphasis: compound,
  },
  {
    name: 'group-not-judged-again',
    rule: 'a group update judges the predicate of each object again at its point leader',
    edits: [{ file: 'src/session/group-call.ts', replace: 'condition: predicate, ifVersion: 0', by: 'ifVersion: 0' }],
    emphasis: compound,
  },
  {
    name: 'kept-apart-and-added',
    rule: 'what is kept apart, because it may be seen in two regions, is in no group of a region',
    edits: [
      {
        file: 'src/search/group-sink.ts',
        replace: '    } else this.#table.add(key, values)',
        by: '    }\n    this.#table.add(key, values)',
      },
    ],
    emphasis: summed,
  },
  {
    name: 'aggregate-by-region-sums',
    rule: 'aggregates work on distinct keys, not on sums of regions',
    edits: [{ file: aggregateMerge, replace: 'this.#next(stream, this.#apart.all())', by: 'this.#next(stream, [])' }],
    emphasis: summed,
  },
  {
    name: 'aggregate-with-an-earlier-attempt',
    rule: 'an aggregate that begins again forgets the groups of the attempt before',
    edits: [
      {
        file: aggregateMerge,
        replace: '    this.#table = new GroupTable(compileAggregation(this.#options.space, this.#options.aggregation))\n',
        by: '',
      },
    ],
    emphasis: summedAgain,
  },
]
