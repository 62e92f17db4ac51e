// Runs a text trace: a scenario as commands ("> put k x a"), each followed by what it brought about. The texts are the expectation;
// UPDATE_TRACES=1 writes them anew.
//
//   space LINES…            the space, up to a line with a dot; chains as "chain K0 1 2"
//   > put KEY VALUES…       > del KEY      > get KEY      > put-if-absent KEY VALUES…     > if-first VALUE put KEY VALUES…
//   > deliver FROM TO [N]   > stabilize    > tick MS      > again NUMBER put KEY VALUES…  (a retry under that number)
//   > break A B             > crash S      > start S      > bump S                        > install S…
//   > redrive KEY [STRAYS…]  > adopt KEY EPOCH.COUNTER VALUES…   (by the point leader; strays are regions)
//   > lose S REGION KEY      > plant S REGION KEY EPOCH.COUNTER VALUES…   (an object row of a server's disk; it then starts anew)
//   > flush S…              > power S      (it forgets what it wrote since it was flushed last; where it is alone its regions are to be reconciled)
//   > reconcile             (the space serves again, when everybody has compared)
//   > remove S              (out of every chain that has another full member)
//   > learn REGION S        > promote      (every learner whose copy is complete)
import { presence, type Update } from '../../src/cluster/client-messages.ts'
import { objectKey, objectRow } from '../../src/replication/layout.ts'
import { counterRange } from '../../src/replication/version.ts'
import { fromLatin1 } from '../../src/values/bytes.ts'
import { encodeObject } from '../../src/values/object.ts'
import { operationName } from '../../src/values/operation.ts'
import { operator, predicateKind } from '../../src/values/predicate.ts'
import { World } from './world.ts'

interface Scenario {
  readonly heading: string[]
  readonly commands: string[]
}

function read(text: string): Scenario {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith('> '))
  return { heading: lines.slice(0, start), commands: lines.filter((line) => line.startsWith('> ')) }
}

async function makeWorld(heading: readonly string[]): Promise<World> {
  const space = heading.filter((line) => line.startsWith('  ')).join('\n')
  const chains = new Map<string, number[]>()
  let servers = 0
  for (const line of heading) {
    const [word, region, ...members] = line.split(' ')
    if (word === 'chain') chains.set(region!, members.map(Number))
    if (word === 'servers') servers = Number(region)
  }
  return World.create({
    servers,
    space,
    chain: (subspace, position) => {
      const name = 'KABCDEFG'[subspace]!
      const members = chains.get(`${name}${position}`) ?? chains.get(`${name}*`)
      if (!members) throw new Error(`no chain is given for ${name}${position}`)
      return members
    },
  })
}

function put(key: string, values: readonly string[], rest: Partial<Update> = {}): Update {
  return {
    key: fromLatin1(key),
    operations: values.map((value, index) => ({ attribute: index + 1, name: operationName.put, operands: [fromLatin1(value)] })),
    ...rest,
  }
}

function updateOf(words: readonly string[]): Update {
  const [command, ...rest] = words
  if (command === 'put') return put(rest[0]!, rest.slice(1))
  if (command === 'put-if-absent') return put(rest[0]!, rest.slice(1), { presence: presence.absent })
  if (command === 'del') return { key: fromLatin1(rest[0]!), remove: true }
  if (command === 'if-first') {
    const condition = { kind: predicateKind.test, attribute: 1, operator: operator.equal, operands: [fromLatin1(rest[0]!)] }
    return put(rest[2]!, rest.slice(3), { presence: presence.present, condition })
  }
  throw new Error(`unknown command ${command}`)
}

/** "2.1": counter 1 of epoch 2. */
function version(text: string): number {
  const [epoch, counter] = text.split('.').map(Number)
  return epoch! * counterRange + counter!
}

/** A row is changed on the disk of a server behind its back: only a start finds that. */
async function restartWith(world: World, server: number, key: Uint8Array, value: Uint8Array | undefined): Promise<void> {
  world.crash(server)
  await world.change(server, key, value)
  world.bumpEpochsOf(server)
  for (const other of world.servers()) if (world.isUp(other)) await world.install(other)
  await world.start(server)
}

async function run(world: World, words: readonly string[]): Promise<void> {
  const [command, a, b, c] = words
  switch (command) {
    case 'get':
      await world.get(fromLatin1(a!))
      return
    case 'again':
      await world.update(updateOf(words.slice(2)), { number: Number(a) })
      return
    case 'deliver':
      await world.deliver(Number(a), Number(b), Number(c ?? 1))
      return
    case 'stabilize':
      await world.stabilize()
      return
    case 'tick':
      await world.tick(Number(a))
      return
    case 'break':
      await world.breakLink(Number(a), Number(b))
      return
    case 'crash':
      world.crash(Number(a))
      return
    case 'start':
      for (const server of words.slice(1)) await world.start(Number(server))
      return
    case 'bump':
      world.bumpEpochsOf(Number(a))
      return
    case 'learn':
      world.learn(a!, Number(b))
      return
    case 'promote':
      world.promote()
      return
    case 'remove':
      world.remove(Number(a))
      return
    case 'flush':
      for (const server of words.slice(1)) await world.flush(Number(server))
      return
    case 'power':
      for (const server of words.slice(1)) await world.power(Number(server))
      return
    case 'reconcile':
      world.reconcile()
      return
    case 'redrive':
      await world.redrive(fromLatin1(a!), { strays: words.slice(2).map((name) => world.region(name).id) })
      return
    case 'adopt':
      await world.redrive(fromLatin1(a!), { adopt: { version: version(b!), object: encodeObject(words.slice(3).map(fromLatin1)) } })
      return
    case 'lose':
      await restartWith(world, Number(a), objectKey(world.region(b!).id, fromLatin1(c!)), undefined)
      return
    case 'plant': {
      const row = objectRow(version(words[4]!), encodeObject(words.slice(5).map(fromLatin1)))
      await restartWith(world, Number(a), objectKey(world.region(b!).id, fromLatin1(c!)), row)
      return
    }
    case 'install':
      for (const server of words.slice(1)) await world.install(Number(server))
      return
    default:
      await world.update(updateOf(words))
  }
}

/** The whole text as it is when the scenario runs now. */
export async function replay(text: string): Promise<{ text: string; world: World }> {
  const { heading, commands } = read(text)
  const world = await makeWorld(heading)
  const lines = [...heading]
  for (const command of commands) {
    lines.push(command)
    await run(world, command.slice(2).split(' '))
    lines.push(...world.lines.splice(0), '')
  }
  return { text: lines.join('\n'), world }
}
