// One command in, events or a refusal out. Pure: what it needs of the outside world comes in the context.
import type * as v from 'valibot'
import { parse } from '../parse.ts'
import { Refusal } from '../refusal.ts'
import type { Actor, CommandType, Context } from './command.ts'
import { agendaCommands } from './commands/agenda.ts'
import { resultCommands } from './commands/results.ts'
import { roundCommands } from './commands/rounds.ts'
import { scrutinyCommands } from './commands/scrutiny.ts'
import { votingCommands } from './commands/voting.ts'
import type { Event } from './event.ts'
import type { Meeting } from './meeting.ts'

export const commands = {
  ...agendaCommands,
  ...roundCommands,
  ...resultCommands,
  ...votingCommands,
  ...scrutinyCommands,
}

type Commands = typeof commands
/** A command as it travels: its type and what its schema takes. */
export type Command = { [T in keyof Commands]: { type: T } & v.InferInput<Commands[T]['schema']> }[keyof Commands]

const table = new Map<string, CommandType<v.GenericSchema>>(Object.entries(commands))

/** Refuses `unknown-command`, `not-allowed`, `archived`, `invalid`, and whatever the command itself refuses. */
export function decide(meeting: Meeting, input: { type: string }, actor: Actor, context: Context): Event[] {
  const type = table.get(input.type)
  if (!type) throw new Refusal('unknown-command')
  if (!type.roles.includes(actor.role)) throw new Refusal('not-allowed')
  if (meeting.archived && input.type !== 'archive') throw new Refusal('archived')
  return type.decide(meeting, parse(type.schema, input), actor, context)
}
