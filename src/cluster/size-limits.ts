// How large keys, objects and messages may be (docs/interface.md, section 6). Clients refuse by these limits what cannot succeed, servers judge by
// them, and the transport lets nothing larger through. What is above one is TOO_LARGE.

/** Bytes of a key, encoded by its type (docs/formats/values.md). */
export const keyBytesMax = 64 * 1024

/**
 * Bytes of the encoded message `Object` (proto/hyperdex/v1/values.proto): the values of all attributes in order, each behind a tag and its length, without
 * the key. It is the object that a write leaves behind that counts, whatever the operands.
 */
export const objectBytesMax = 16 * 1024 * 1024

/**
 * Bytes of one gRPC message in either direction, as protobuf has encoded it; on a stream, of one batch. Twice an object, as a watched change has it, fits with
 * its keys; the operands of one update may be larger than the object that they make.
 */
export const messageBytesMax = 36 * 1024 * 1024

/**
 * Elements of one request: all that stand in its repeated fields at any depth, as operations, operands, terms of predicates and tokens do. Each may take two
 * bytes on the wire and a hundred in memory.
 */
export const requestElementsMax = 2_000_000

/** Elements of one gRPC message, a batch of requests for instance: one that has all it may, and what is sent along with it. */
export const messageElementsMax = 2_500_000
