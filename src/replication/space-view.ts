// A space as the replicas of one configuration use it: its types, its axes, where its objects lie. Built once for each space value
// (configurations share unchanged spaces), so that nothing is looked up by name on the way of a write.
import type { Region, Space } from '../cluster/configuration.ts'
import { Locator } from '../hyperspace/locate.ts'
import { type RegionIndex, regionIndexes } from '../hyperspace/region-indexes.ts'
import { droppedPlaces } from '../schema/change-space.ts'
import { attributeTypes } from '../schema/check-space.ts'
import type { AttributeType } from '../values/attribute-type.ts'
import type { Bytes } from '../values/bytes.ts'
import type { DataType } from '../values/data-type.ts'
import { dataType } from '../values/registry.ts'

export class SpaceView {
  readonly space: Space
  /** The key's type first. */
  readonly types: readonly AttributeType[]
  readonly dataTypes: readonly DataType[]
  readonly locator: Locator
  /** The attributes, but for the key, that are axes of the subspaces, each once, in rising order: the same while a space is cut anew. */
  readonly axisAttributes: readonly number[]
  /** For each subspace, the indexes inside its regions. */
  readonly indexes: readonly (readonly RegionIndex[])[]
  readonly synced: boolean
  /** Made with authorization: calls need tokens. */
  readonly guarded: boolean
  /** Attributes that the space had once. */
  readonly dropped: ReadonlySet<number>
  /** Ids of the regions that are being reconciled (docs/repair.md): while there are any, the space serves nothing. */
  readonly reconciling: ReadonlySet<number>
  /** Ids of the regions that have members of which it is not known whether they have everything (docs/repair.md, rule 8). */
  readonly doubtful: ReadonlySet<number>

  /** The key's grid is to be replaced: it judges and answers nothing (docs/repartition.md, The key's grid). */
  readonly closed: boolean

  /**
   * Some region may have forgotten, once, what others still have: a copy of an object may lie where its key's region knows of none. It stays so, and also comes
   * of a new grid for the keys, which has forgotten outcomes but no objects: that costs new objects one read more, and nothing is wrong for it.
   */
  readonly forgetful: boolean

  constructor(space: Space) {
    this.space = space
    this.types = attributeTypes(space.definition)
    this.dataTypes = this.types.map((type) => dataType(type))
    this.locator = new Locator(space)
    const axes = new Set<number>()
    for (const subspace of space.subspaces) for (const { attribute } of subspace.axes) if (attribute > 0) axes.add(attribute)
    this.axisAttributes = [...axes].sort((a, b) => a - b)
    this.indexes = space.subspaces.map((_, subspace) => regionIndexes(space, subspace))
    this.dropped = new Set(droppedPlaces(space.definition))
    const regions = space.subspaces.flatMap((subspace) => subspace.regions)
    this.reconciling = new Set(regions.filter(({ reconciling }) => reconciling).map(({ id }) => id))
    this.doubtful = new Set(regions.filter(({ doubtful }) => doubtful).map(({ id }) => id))
    this.forgetful = regions.some(({ forgot }) => forgot !== undefined)
    this.closed = space.subspaces[0]!.stage === 'retiring'
    this.guarded = space.definition.authorization
    this.synced = space.definition.durability === 'synced'
  }

  get keyType(): DataType {
    return this.dataTypes[0]!
  }

  /** A grid of the key: the key's subspace, or the one behind it that is to take its place. It keeps what point leaders there need. */
  holdsKeys(subspace: number): boolean {
    const { axes, stage } = this.space.subspaces[subspace]!
    return subspace === 0 || (subspace === 1 && stage === 'building' && axes[0]!.attribute === 0)
  }

  /** What an attribute (1 and up) reads as in an object that may be older than the attribute. */
  valueOf(values: readonly Bytes[], attribute: number): Bytes {
    return values[attribute - 1] ?? this.dataTypes[attribute]!.absent
  }

  regionOf(subspace: number, key: Bytes, values: readonly Bytes[]): Region {
    return this.space.subspaces[subspace]!.regions[this.locator.regionPosition(subspace, key, values)]!
  }

  keyRegion(key: Bytes): Region {
    return this.regionOf(0, key, [])
  }

  axisValues(values: readonly Bytes[]): Bytes[] {
    return this.axisAttributes.map((attribute) => this.valueOf(values, attribute))
  }

  /** Axis values put back to their attributes' places; other places are empty. */
  spreadAxisValues(axisValues: readonly Bytes[]): Bytes[] {
    const values: Bytes[] = []
    for (let index = 0; index < this.axisAttributes.length; index++) values[this.axisAttributes[index]! - 1] = axisValues[index]!
    return values
  }
}
