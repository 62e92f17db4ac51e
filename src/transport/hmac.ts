// HMAC-SHA256 by Node's own cryptography, for the pure folders that take it as a function: a server's core, the client's tokens.
import { createHmac } from 'node:crypto'
import type { Hmac } from '../values/macaroon.ts'

export const hmacSha256: Hmac = (key, message) => createHmac('sha256', key).update(message).digest()
