// A store that forgets all when the process ends: for tests, and for trying things out.
import { safe } from './names.ts'
import { remains } from './remains.ts'
import type { House, Recorded, Store } from './store.ts'

export function memoryStore(): Store {
  const meetings = new Map<string, Recorded[]>()
  let house: House | null = null
  return {
    list: async () => [...meetings.keys()],
    load: async (meeting) => structuredClone(meetings.get(safe(meeting)) ?? []),
    append: async (meeting, batch) => {
      if (batch.length === 0) return
      const records = meetings.get(safe(meeting)) ?? []
      for (const record of structuredClone(batch)) records.push(record)
      const closed = batch.some(({ event }) => event.type === 'round-closed')
      meetings.set(meeting, closed ? remains(records) : records)
    },
    remove: async (meeting) => {
      meetings.delete(safe(meeting))
    },
    house: async () => structuredClone(house),
    saveHouse: async (next) => {
      house = structuredClone(next)
    },
    close: async () => {},
  }
}
