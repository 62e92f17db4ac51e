// For tests with one member alone: the others of its chains, as far as leases go.
import type { Member } from '../../src/member/member.ts'
import type { Turn } from '../../src/member/turn.ts'

/** Every server that a turn's keep-alives are for answers at once. */
export function answerKeepAlives(member: Member, turn: Turn): void {
  for (const [peer, messages] of turn.sends) {
    for (const { keepAlive } of messages) {
      if (keepAlive) member.receive(peer, [{ configurationVersion: member.configurationVersion(), alive: keepAlive }])
    }
  }
}
