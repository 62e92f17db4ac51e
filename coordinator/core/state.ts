// What a coordinator must never forget, and the records of which its journal consists. Everything else it knows (who was heard when,
// which sample is being weighed) it learns again after a restart.
import { applyChange, type ConfigurationChange, changeBetween } from '../../src/cluster/change.ts'
import { type Configuration, emptyConfiguration } from '../../src/cluster/configuration.ts'

export interface State {
  readonly configuration: Configuration
  /** The next ids to give; none is ever given twice. */
  readonly nextServer: number
  readonly nextSpace: number
  readonly nextRegion: number
  /** Sessions may have been opened with any lower id. */
  readonly nextClient: number
  /** Servers that are to hold no regions, by rising id. */
  readonly offline: readonly number[]
  /** Servers that may not take part, by rising id. */
  readonly killed: readonly number[]
}

/** One step of the state: what it replaces. Fields left out stay. */
export interface StateRecord {
  readonly change?: ConfigurationChange
  readonly nextServer?: number
  readonly nextSpace?: number
  readonly nextRegion?: number
  readonly nextClient?: number
  readonly offline?: readonly number[]
  readonly killed?: readonly number[]
}

export const emptyState: State = {
  configuration: emptyConfiguration,
  nextServer: 1,
  nextSpace: 1,
  nextRegion: 1,
  nextClient: 1,
  offline: [],
  killed: [],
}

/** Throws a RangeError when the record does not follow the state. */
export function applyRecord(state: State, record: StateRecord): State {
  return {
    configuration: record.change === undefined ? state.configuration : applyChange(state.configuration, record.change),
    nextServer: record.nextServer ?? state.nextServer,
    nextSpace: record.nextSpace ?? state.nextSpace,
    nextRegion: record.nextRegion ?? state.nextRegion,
    nextClient: record.nextClient ?? state.nextClient,
    offline: record.offline ?? state.offline,
    killed: record.killed ?? state.killed,
  }
}

/** The one record that makes a state out of the empty one. */
export function snapshotOf(state: State): StateRecord {
  return {
    change: changeBetween(undefined, state.configuration),
    nextServer: state.nextServer,
    nextSpace: state.nextSpace,
    nextRegion: state.nextRegion,
    nextClient: state.nextClient,
    offline: state.offline,
    killed: state.killed,
  }
}

/** What brings `before` to `after`. */
export function recordBetween(before: State, after: State): StateRecord {
  return {
    ...(after.configuration === before.configuration ? {} : { change: changeBetween(before.configuration, after.configuration) }),
    ...(after.nextServer === before.nextServer ? {} : { nextServer: after.nextServer }),
    ...(after.nextSpace === before.nextSpace ? {} : { nextSpace: after.nextSpace }),
    ...(after.nextRegion === before.nextRegion ? {} : { nextRegion: after.nextRegion }),
    ...(after.nextClient === before.nextClient ? {} : { nextClient: after.nextClient }),
    ...(after.offline === before.offline ? {} : { offline: after.offline }),
    ...(after.killed === before.killed ? {} : { killed: after.killed }),
  }
}
