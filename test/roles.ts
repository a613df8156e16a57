// Who may do what, and how to read it out of SPEC.md: for tests of authority.
import type { Role } from '../shared/meeting/command.ts'
import type { Command } from '../shared/meeting/decide.ts'
import type { ClientRole, HouseCommand } from '../shared/protocol.ts'

export const clientRoles = [
  'phone',
  'kiosk',
  'projector',
  'moderator',
  'organizer',
  'scrutineer',
  'results',
] as const satisfies ClientRole[]

/** The house's commands by type: one that is new and not here fails the type check. */
export const houseRoles: Record<HouseCommand['type'], readonly ClientRole[]> = {
  ping: clientRoles,
  claim: ['kiosk'],
  leave: ['kiosk'],
  'choose-address': ['moderator', 'organizer'],
  rekey: ['organizer'],
  'scrutineer-link': ['moderator', 'organizer'],
  rehearse: ['moderator', 'organizer'],
  'stop-rehearsal': ['moderator', 'organizer'],
}

const desk: readonly Role[] = ['moderator', 'organizer']

/** The meeting's commands by type, likewise. */
export const commandRoles: Record<Command['type'], readonly Role[]> = {
  cast: ['phone', 'kiosk'],
  'join-group': ['phone', 'kiosk'],
  show: desk,
  open: desk,
  close: desk,
  reopen: desk,
  reveal: desk,
  void: desk,
  extend: desk,
  pause: desk,
  resume: desk,
  release: desk,
  scene: desk,
  'casting-vote': desk,
  'edit-answers': desk,
  'add-item': desk,
  'edit-item': desk,
  'move-item': desk,
  'remove-item': desk,
  'edit-meeting': ['organizer'],
  archive: ['organizer'],
  'sign-on': ['scrutineer'],
  'dismiss-scrutineer': desk,
  'co-sign': ['scrutineer'],
  'report-mismatch': ['scrutineer'],
  seal: ['server'],
  seat: ['server'],
  claim: ['server'],
  'restart-countdown': ['server'],
  'ready-box': ['server'],
}

/** The rows of the table whose first column has this heading. */
export function table(text: string, heading: string): string[][] {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`))
  if (start < 0) throw new Error(`no table of ${heading}`)
  const rows = lines.slice(start + 2)
  const end = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, end).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
}
