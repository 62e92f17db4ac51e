// Gets (protocol, section 3), and when calls end.
import { contended } from '../emphases.ts'
import type { PlantedFault } from '../planted-fault.ts'

export const readFaults: readonly PlantedFault[] = [
  {
    name: 'get-does-not-wait',
    rule: '◆ a get waits for the updates of its key that are pending on arrival',
    edits: [{ file: 'src/member/requests.ts', replace: '    if (!newest) {', by: '    if (true) {' }],
    emphasis: contended,
  },
  {
    name: 'get-of-what-is-pending',
    rule: 'a get answers committed state only',
    edits: [
      {
        file: 'src/member/requests.ts',
        replace: '    if (!newest) {',
        by: '    if (newest?.update.object) {\n      this.#around.answer(caller, { status: responseStatus.ok, found: true, version: newest.update.version, object: newest.update.object })\n      return\n    }\n    if (!newest) {',
      },
    ],
    emphasis: contended,
  },
  {
    name: 'deadline-slept-through',
    rule: 'P7: no call takes longer than its deadline and 100 ms',
    edits: [
      {
        file: 'src/session/key-calls.ts',
        replace: '    this.#context.wakeAt(deadlineMs)',
        by: '    this.#context.wakeAt(deadlineMs + 400)',
      },
    ],
  },
]
