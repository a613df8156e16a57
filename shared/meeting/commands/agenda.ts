// Commands that change what is on the agenda.
import * as v from 'valibot'
import { line, whole } from '../../parse.ts'
import { Refusal } from '../../refusal.ts'
import { command, desk, find, id } from '../command.ts'
import { languages, openRound } from '../meeting.ts'
import { question } from '../question.ts'

const place = v.optional(whole(0, 10_000))

export const agendaCommands = {
  'edit-meeting': command({
    roles: ['organizer'],
    schema: v.object({ title: line(200), language: v.picklist(languages) }),
    decide: (_, { title, language }) => [{ type: 'meeting-edited', title, language }],
  }),
  archive: command({
    roles: ['organizer'],
    schema: v.object({ archived: v.boolean() }),
    decide: (meeting, { archived }, _, { now }) => {
      if (openRound(meeting)) throw new Refusal('already-open')
      return meeting.archived === archived ? [] : [{ type: 'meeting-archived', archived, at: now }]
    },
  }),
  'add-item': command({
    roles: desk,
    /** `id`: made by the sender, so that a repeated command adds nothing. */
    schema: v.object({ id: v.optional(id), item: v.unknown(), to: place }),
    decide: (meeting, { id, item, to = meeting.items.length }, _, { newId }) => {
      if (id !== undefined && meeting.items.some((other) => other.id === id)) return []
      const at = Math.min(to, meeting.items.length)
      return [{ type: 'item-added', item: id ?? newId(), question: question(item, 'item'), to: at }]
    },
  }),
  'edit-item': command({
    roles: desk,
    schema: v.object({ id, item: v.unknown() }),
    decide: (meeting, { id, item }) => {
      if (openRound(meeting)?.item === find(meeting, id)) throw new Refusal('item-open')
      return [{ type: 'item-edited', item: id, question: question(item, 'item') }]
    },
  }),
  'move-item': command({
    roles: desk,
    schema: v.object({ id, to: whole(0, 10_000) }),
    decide: (meeting, { id, to }) => {
      const at = Math.min(to, meeting.items.length - 1)
      return meeting.items.indexOf(find(meeting, id)) === at ? [] : [{ type: 'item-moved', item: id, to: at }]
    },
  }),
  'remove-item': command({
    roles: desk,
    schema: v.object({ id }),
    decide: (meeting, { id }) => {
      if (find(meeting, id).rounds.length > 0) throw new Refusal('item-used')
      return [{ type: 'item-removed', item: id }]
    },
  }),
}
