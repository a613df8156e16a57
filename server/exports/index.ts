// What a meeting can be taken home as: one file a format, one line each.
import { agenda } from './agenda.ts'
import { csv } from './csv.ts'
import type { ExportFormat } from './format.ts'
import { json } from './json.ts'
import { pabulib } from './pabulib.ts'
import { preflib } from './preflib.ts'
import { recount } from './recount.ts'
import { xlsx } from './xlsx.ts'

export const formats = new Map<string, ExportFormat>(
  [csv, xlsx, json, agenda, preflib, pabulib, recount].map((format) => [format.name, format]),
)
