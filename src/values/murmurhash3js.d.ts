declare module 'murmurhash3js' {
  const murmurhash3: { x86: { hash32(text: string, seed?: number): number } }
  export default murmurhash3
}
