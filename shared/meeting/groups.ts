// Groups of voters as an agenda file says them: plain names, or names with the weight of one ballot.
import * as v from 'valibot'
import { line, whole } from '../parse.ts'
import type { Group } from './meeting.ts'

const plain = v.pipe(
  line(60),
  v.transform((title) => ({ title, weight: 1 })),
)
const weighed = v.strictObject({ title: line(60), weight: v.optional(whole(1, 1_000_000), 1) })

/** Two groups or more, or none; titles must differ. Ids are letters, in the order of the list. */
export const groups = v.pipe(
  v.array(v.lazy((input) => (typeof input === 'object' ? weighed : plain))),
  v.maxLength(20),
  v.check((list) => list.length !== 1),
  v.checkItems((item, index, all) => all.findIndex(({ title }) => title === item.title) === index),
  v.transform((list): Group[] => list.map((group, index) => ({ id: String.fromCharCode(65 + index), ...group }))),
)

/** Groups as an agenda file says them. */
export const groupFields = (list: readonly Group[]) =>
  list.map(({ title, weight }) => (weight === 1 ? title : { title, weight }))
