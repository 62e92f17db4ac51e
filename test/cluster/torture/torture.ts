// A real cluster under load while its servers are killed and stopped, and everything its clients saw handed to the checkers:
//
//   npm run torture -- --minutes 20 [--servers 5] [--seed 1] [--rounds 60] [--plot FILE.svg] [--hosts] [--etcd] [--away 5000]
//
// Each round has one kill, pause or, with --hosts (every process on a host of its own, hosts.ts), cut between servers. With --etcd two coordinators run over a real
// etcd, and in every other round the one that leads is killed or stopped. It ends when the minutes
// are over and as many rounds were done as asked for. Exit status 0 only when nothing was violated, and no key could not be written after a blow for
// longer than --longest milliseconds, by default a lease, a suspicion time and a second. --away says how many milliseconds a blow lasts.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process, { argv, stdout } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { defaultRepairTiming } from '../../../src/cluster/repair-timing.ts'
import { connect } from '../../../src/index.ts'
import { checkHistory, violationsText } from '../../checkers/checkers.ts'
import { CheckerGaveUp, type Result } from '../../checkers/history.ts'
import { EtcdCluster, noEtcd } from '../../coordinator/etcd.ts'
import { Random } from '../../simulation/random.ts'
import { Deployment } from '../deployment.ts'
import { TestDirectory, until } from '../launcher.ts'
import { configurationOf, disagreements } from '../replicas.ts'
import { Hosts } from './hosts.ts'
import { Hurried, type Punctuality } from './hurried.ts'
import { Nemesis, type Struck, type Trouble } from './nemesis.ts'
import { type Dip, plotDip } from './plot.ts'
import { type Gap, Probes } from './probes.ts'
import { type LoadTally, RecordedClient, Round, tortureSchema } from './recorded-load.ts'
import { changed, settled, unlikely } from './settled.ts'

export interface TortureOptions {
  readonly servers: number
  readonly seed: number
  readonly minutes: number
  /** At least. */
  readonly rounds: number
  readonly hosts?: Hosts
  /** Two coordinators over this etcd. */
  readonly etcd?: EtcdCluster
  readonly clients: number
  /** How long a server is killed, stopped or cut off, in milliseconds. Default 5000. */
  readonly awayMs?: number
  readonly log: (line: string) => void
}

export interface TortureResult {
  readonly violations: readonly string[]
  readonly undecided: number
  readonly rounds: number
  readonly tally: LoadTally
  readonly struck: readonly { readonly struck: Struck; readonly gap: Gap }[]
  /** Around the kill after which a key could not be written for longest. */
  readonly dip: Dip | undefined
  readonly hurried: Punctuality
}

const defaultAwayMs = 5000
/** At least: a coordinator leads under a lease of five seconds. */
const etcdAwayMs = 8000
const healMs = 3000
const probes = 10
const hurriedCallers = 3
/** How long a blow's consequences are looked for. */
const consequenceMs = 20_000
const stepMs = 100
/** What the plot shows before and after a kill, and at least after a gap, in milliseconds. */
const shown = { before: 3000, after: 10_000, margin: 500 }

export async function torture(options: TortureOptions): Promise<TortureResult> {
  await using directory = await TestDirectory.make()
  const { log, seed, hosts, etcd, awayMs = defaultAwayMs } = options
  const overEtcd = etcd && { coordinators: 2, store: `etcd://${etcd.addresses.join(',')}` }
  const deployment = await Deployment.start(directory.path, options.servers, hosts, overEtcd)
  await using db = await connect(deployment.url)
  await db.admin.addSpace(tortureSchema)
  const random = new Random(seed, 'torture')
  const tally: LoadTally = { calls: 0, searches: 0, unknown: 0, failed: 0 }
  const clients = Array.from(
    { length: options.clients },
    (_, index) => new RecordedClient(`c${index + 1}`, db, random.fork(`c${index}`), tally),
  )
  const probing = new Probes(db, probes)
  const hurrying = new Hurried(db, hurriedCallers)
  const nemesis = new Nemesis({ deployment, hosts, random: random.fork('nemesis'), awayMs, healMs, healed: () => whole(deployment) })
  const violations: string[] = []
  const left = new Map<string, Result>()
  let undecided = 0
  let rounds = 0
  const began = performance.now()
  const troubles = troublesWith(hosts, etcd)
  while (rounds < options.rounds || performance.now() - began < options.minutes * 60_000) {
    const round = new Round(++rounds, () => Math.round(performance.now() - began))
    const stop = new AbortController()
    const running = Promise.all(clients.map((client) => client.run(round, stop.signal)))
    await pause(healMs)
    const struck = await nemesis.strike(troubles[(rounds - 1) % troubles.length]!)
    stop.abort()
    await running
    await clients[0]!.getAll(round)
    for (const [key, result] of settled(round.history)) left.set(key, result)
    const gap = probing.longestGap(struck.at, struck.at + consequenceMs)
    log(`${struck.trouble} of ${struck.victim}: longest ${Math.round(gap.ms)} ms without a write of a key; ${tally.calls} calls so far`)
    try {
      const found = checkHistory(round.history)
      if (found.length > 0) violations.push(`round ${rounds}:\n${violationsText(found)}`)
    } catch (error) {
      if (!(error instanceof CheckerGaveUp)) throw error
      undecided++
    }
  }
  const hurried = await hurrying.stop()
  await probing.stop()
  for (const client of clients) for (const error of client.unexpected) violations.push(`unexpected: ${error.code}: ${error.message}`)
  const found = await clients[0]!.read([...left.keys(), ...probing.keys])
  violations.push(...[...changed(left, found), ...unlikely(probing.possible(), found)].slice(0, 10))
  const objects = [...found.values()].filter(({ answer }) => answer === 'ok').length
  const counted = await db.space(tortureSchema).count({})
  if (counted !== objects) violations.push(`count says that there are ${counted} objects, and ${objects} keys have one`)
  const configuration = await configurationOf(deployment.coordinatorAddress)
  await deployment.stop()
  const directories = deployment.addresses.map((_, index) => join(directory.path, `server-${index + 1}`))
  // What was found until here is not to be lost with an error.
  const onDisk = await disagreements(configuration, directories, { torture: objects }).catch((error: Error) => [error.message])
  violations.push(...onDisk.slice(0, 10))
  const struck = nemesis.struck.map((one) => ({ struck: one, gap: probing.longestGap(one.at, one.at + consequenceMs) }))
  return { violations, undecided, rounds, tally, struck, dip: dipOf(struck, probing), hurried }
}

function troublesWith(hosts: Hosts | undefined, etcd: EtcdCluster | undefined): readonly Trouble[] {
  if (etcd !== undefined) return ['coordinator kill', 'kill', 'coordinator pause', 'pause']
  if (hosts === undefined) return ['kill', 'pause']
  return hosts.filters ? ['isolate', 'neighbours', 'one way', 'kill', 'pause'] : ['isolate', 'kill', 'pause']
}

/** Every region has as many full members as its space asks for, and learns nobody. */
async function whole(deployment: Deployment): Promise<void> {
  await until('all chains are whole again', async () => {
    const { spaces } = await configurationOf(deployment.coordinatorAddress)
    for (const { definition, subspaces } of spaces.values()) {
      const wanted = Math.min(definition.tolerate + 1, deployment.addresses.length)
      for (const { regions } of subspaces) {
        if (regions.some(({ members, learner }) => members.length !== wanted || learner !== undefined)) return false
      }
    }
    return true
  })
}

function dipOf(struck: TortureResult['struck'], probing: Probes): TortureResult['dip'] {
  const kills = struck.filter((one) => one.struck.trouble === 'kill').sort((a, b) => b.gap.ms - a.gap.ms)
  const worst = kills[0]
  if (worst === undefined) return undefined
  const { struck: kill, gap } = worst
  const from = Math.min(kill.at - shown.before, gap.from - shown.margin)
  const to = Math.max(kill.at + shown.after, gap.from + gap.ms + shown.margin)
  return { stepMs, killedAtMs: kill.at - from, gap: { fromMs: gap.from - from, ms: gap.ms }, rate: probing.rate(from, to, stepMs) }
}

export function summary(result: TortureResult): string {
  const { calls, searches, unknown } = result.tally
  const { hurried } = result
  const troubles = [...Map.groupBy(result.struck, ({ struck }) => struck.trouble)].map(([trouble, all]) => {
    const longest = Math.round(Math.max(...all.map(({ gap }) => gap.ms)))
    return `${all.length} × ${trouble} (a key could not be written for at most ${longest} ms)`
  })
  return (
    `${troubles.join(', ')}; ${calls} calls (${unknown} of unknown outcome), ${searches} searches in ${result.rounds} rounds ` +
    `(${result.undecided} too tangled to judge); of ${hurried.calls} calls with short deadlines ${hurried.over} ran into them, none ended more than ` +
    `${Math.round(hurried.latestMs)} ms later; ${result.violations.length === 0 ? 'no violation' : `${result.violations.length} VIOLATIONS`}`
  )
}

/** With hosts this process makes them and runs itself once more on host 0, for only there are they seen. */
const madeHosts = 'HYPERDEX_TORTURE_HOSTS'

async function runOnHosts(servers: number): Promise<number> {
  const hosts = await Hosts.make(servers + 2)
  if (typeof hosts === 'string') {
    stdout.write(`skipped: ${hosts}\n`)
    return 0
  }
  await using made = hosts
  if (!made.filters) stdout.write('no cuts between two servers: nft (Debian package nftables) is not installed\n')
  const [command, ...rest] = [...made.command(0), process.execPath, ...argv.slice(1)]
  const known = JSON.stringify([made.prefix, made.count, made.filters])
  const child = spawn(command!, rest, { stdio: 'inherit', env: { ...process.env, [madeHosts]: known } })
  const [status] = await once(child, 'exit')
  return status ?? 1
}

function hostsMade(): Hosts | undefined {
  const known = process.env[madeHosts]
  return known === undefined ? undefined : Hosts.known(...(JSON.parse(known) as Parameters<typeof Hosts.known>))
}

async function main(): Promise<void> {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const
  const { values } = parseArgs({
    args: argv.slice(2),
    options: {
      minutes: text('2'),
      servers: text('5'),
      seed: text('1'),
      rounds: text('1'),
      clients: text('4'),
      plot: text(''),
      away: text(String(defaultAwayMs)),
      longest: text(String(defaultRepairTiming.leaseMs + defaultRepairTiming.suspicionMs + 1000)),
      hosts: { type: 'boolean', default: false },
      etcd: { type: 'boolean', default: false },
    },
  })
  const number = (name: 'minutes' | 'servers' | 'seed' | 'rounds' | 'clients' | 'away' | 'longest') => {
    const value = Number(values[name])
    if (!Number.isFinite(value) || value < 0) throw new RangeError(`--${name} takes a number from 0, not ${values[name]}`)
    return value
  }
  const hosts = hostsMade()
  if (values.hosts && values.etcd) throw new RangeError('--hosts and --etcd do not go together')
  if (values.hosts && hosts === undefined) {
    process.exitCode = await runOnHosts(number('servers'))
    return
  }
  if (values.etcd && noEtcd !== undefined) {
    stdout.write(`${noEtcd}\n`)
    return
  }
  await using etcd = values.etcd ? await EtcdCluster.run(1) : undefined
  const result = await torture({
    minutes: number('minutes'),
    servers: number('servers'),
    seed: number('seed'),
    rounds: number('rounds'),
    clients: number('clients'),
    awayMs: values.etcd ? Math.max(number('away'), etcdAwayMs) : number('away'),
    ...(hosts ? { hosts } : {}),
    ...(etcd ? { etcd } : {}),
    log: (line) => stdout.write(`${line}\n`),
  })
  for (const violation of result.violations.slice(0, 5)) stdout.write(`${violation}\n`)
  if (values.plot !== '' && result.dip !== undefined) await writeFile(values.plot, plotDip(result.dip))
  stdout.write(`${summary(result)}\n`)
  const late = result.struck.filter(({ gap }) => gap.ms > number('longest'))
  if (late.length > 0) stdout.write(`after ${late.length} blows a key could not be written for more than ${number('longest')} ms\n`)
  process.exitCode = result.violations.length === 0 && late.length === 0 ? 0 : 1
}

if (import.meta.main) await main()
