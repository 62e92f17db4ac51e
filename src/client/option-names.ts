// Which options each kind of call takes. The compiler holds these lists to the types in call-options.ts: neither has a name that the other lacks.
import type {
  AggregateOptions,
  CallOptions,
  GetManyOptions,
  GroupOptions,
  PutManyOptions,
  ReadOptions,
  RemovalOptions,
  SearchOptions,
  SecretOption,
  UnconditionalOptions,
  VersionOption,
  WatchOptions,
  WriteOptions,
} from './call-options.ts'
import { namesOf } from './check-arguments.ts'
import type { Shape } from './shape.ts'

const call = { signal: true, timeoutMs: true } as const satisfies Record<keyof CallOptions, true>

const search = namesOf<SearchOptions<Shape, never, boolean, boolean>>({
  ...call,
  orderBy: true,
  limit: true,
  cursor: true,
  partial: true,
  select: true,
  cursors: true,
  version: true,
  onMissing: true,
})

export const optionNames = {
  call: namesOf<CallOptions>(call),
  read: namesOf<ReadOptions<boolean>>({ ...call, version: true }),
  getMany: namesOf<GetManyOptions<boolean>>({ ...call, version: true, onProgress: true }),
  write: namesOf<WriteOptions<Shape>>({ ...call, if: true, ifVersion: true, ttlMs: true, secret: true }),
  removal: namesOf<RemovalOptions<Shape>>({ ...call, if: true, ifVersion: true, secret: true }),
  unconditional: namesOf<UnconditionalOptions>({ ...call, ifVersion: true, ttlMs: true, secret: true }),
  unconditionalRemoval: namesOf<CallOptions & VersionOption & SecretOption>({ ...call, ifVersion: true, secret: true }),
  putMany: namesOf<PutManyOptions>({ ...call, ifVersion: true, ttlMs: true, secret: true, onProgress: true }),
  search,
  /** Those of the search that is explained: what it would be shown as changes nothing. */
  explain: search,
  aggregate: namesOf<AggregateOptions<string>>({ ...call, by: true }),
  watch: namesOf<WatchOptions>({ ...call, from: true }),
  group: namesOf<GroupOptions>({ ...call, ttlMs: true, onProgress: true }),
  groupRemoval: namesOf<Omit<GroupOptions, 'ttlMs'>>({ ...call, onProgress: true }),
} as const
