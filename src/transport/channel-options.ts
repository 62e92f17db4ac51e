// The settings of every gRPC connection in the system, and what an address has to look like.
import { messageBytesMax } from '../cluster/size-limits.ts'
import { HyperdexError } from '../errors.ts'

const shared = {
  'grpc.max_receive_message_length': messageBytesMax,
  'grpc.max_send_message_length': messageBytesMax,
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 5_000,
  'grpc.enable_channelz': 0,
}

export const serverOptions = shared

export const clientOptions = {
  ...shared,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.enable_http_proxy': 0,
  'grpc.enable_retries': 0,
  'grpc.service_config_disable_resolution': 1,
  'grpc.initial_reconnect_backoff_ms': 50,
  'grpc.max_reconnect_backoff_ms': 1_000,
  // A stream's bytes would otherwise wait for a window update every 64 KiB.
  'grpc-node.flow_control_window': 4 * 1024 * 1024,
  // Links, sessions and unary calls of one process each have a connection of their own: none waits behind another's bytes.
  'grpc.use_local_subchannel_pool': 1,
}

/** Throws HyperdexError INVALID unless the text is HOST:PORT; an IPv6 host stands in brackets. */
export function checkAddress(address: string): void {
  const match = /^(?:\[[0-9A-Fa-f:.%]+\]|[A-Za-z0-9._-]+):(\d{1,5})$/.exec(address)
  if (match === null || Number(match[1]) > 65535) {
    throw new HyperdexError('INVALID', `"${address}" is no address`, 'Give HOST:PORT, for example 127.0.0.1:1982.')
  }
}
