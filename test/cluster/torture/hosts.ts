// Hosts on one machine: network namespaces joined by a bridge in a namespace of its own, so that one host, or the way from one host to another,
// can be cut while everything else goes on. The addresses exist in these namespaces only. Needs root, `ip` (iproute2) and, for the ways between
// two hosts, `nft` (nftables).
import { execFile } from 'node:child_process'
import process from 'node:process'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const network = '10.213.0'

export class Hosts implements AsyncDisposable {
  /** Host 0 is the clients'. */
  readonly count: number
  /** Ways between two hosts can be cut. */
  readonly filters: boolean
  readonly #prefix: string

  private constructor(prefix: string, count: number, filters: boolean) {
    this.#prefix = prefix
    this.count = count
    this.filters = filters
  }

  /** The hosts, or why there can be none. */
  static async make(count: number): Promise<Hosts | string> {
    const filters = await execute('nft', ['--version']).then(
      () => true,
      () => false,
    )
    const hosts = new Hosts(`hyperdex-${process.pid}`, count, filters)
    try {
      await hosts.#build()
      return hosts
    } catch (error) {
      await hosts[Symbol.asyncDispose]()
      return `no network namespaces here: ${(error as Error).message.trim()}`
    }
  }

  /** The hosts that another process made; they go with that process. */
  static known(prefix: string, count: number, filters: boolean): Hosts {
    return new Hosts(prefix, count, filters)
  }

  get prefix(): string {
    return this.#prefix
  }

  address(host: number): string {
    return `${network}.${host + 1}`
  }

  /** What a command line begins with that is to run on the host. */
  command(host: number): string[] {
    return ['ip', 'netns', 'exec', this.#host(host)]
  }

  /** Nothing reaches the host, and it reaches nobody. */
  isolate(host: number): Promise<unknown> {
    return this.#ip('-n', this.#switch, 'link', 'set', `port${host}`, 'down')
  }

  /** What one host sends to another is lost without a word. */
  drop(from: number, to: number): Promise<unknown> {
    return this.#nft(from, 'add', 'rule', 'ip', 'cuts', 'out', 'ip', 'daddr', this.address(to), 'drop')
  }

  /** Everything reaches everybody again. */
  async heal(): Promise<void> {
    for (let host = 0; host < this.count; host++) {
      await this.#ip('-n', this.#switch, 'link', 'set', `port${host}`, 'up')
      if (this.filters) await this.#nft(host, 'flush', 'chain', 'ip', 'cuts', 'out')
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const names = [...Array.from({ length: this.count }, (_, host) => this.#host(host)), this.#switch]
    // A namespace that was never made has nothing to remove.
    for (const name of names) await this.#ip('netns', 'delete', name).catch(() => undefined)
  }

  async #build(): Promise<void> {
    const bridge = this.#switch
    await this.#ip('netns', 'add', bridge)
    await this.#ip('-n', bridge, 'link', 'add', 'bridge', 'type', 'bridge')
    await this.#ip('-n', bridge, 'link', 'set', 'bridge', 'up')
    for (let host = 0; host < this.count; host++) {
      const name = this.#host(host)
      await this.#ip('netns', 'add', name)
      await this.#ip('-n', name, 'link', 'add', 'eth0', 'type', 'veth', 'peer', 'name', `port${host}`, 'netns', bridge)
      await this.#ip('-n', bridge, 'link', 'set', `port${host}`, 'master', 'bridge', 'up')
      await this.#ip('-n', name, 'address', 'add', `${this.address(host)}/24`, 'dev', 'eth0')
      await this.#ip('-n', name, 'link', 'set', 'eth0', 'up')
      await this.#ip('-n', name, 'link', 'set', 'lo', 'up')
      if (!this.filters) continue
      await this.#nft(host, 'add', 'table', 'ip', 'cuts')
      await this.#nft(host, 'add chain ip cuts out { type filter hook output priority 0 ; }')
    }
  }

  get #switch(): string {
    return `${this.#prefix}-switch`
  }

  #host(host: number): string {
    return `${this.#prefix}-${host}`
  }

  #ip(...argv: string[]): Promise<unknown> {
    return execute('ip', argv)
  }

  #nft(host: number, ...argv: string[]): Promise<unknown> {
    return execute('ip', ['netns', 'exec', this.#host(host), 'nft', ...argv])
  }
}
