// What a meeting can be taken home as: one file a format, one line each.
import type { Meeting } from '../../shared/meeting/meeting.ts'
import { agenda } from './agenda.ts'
import { csv } from './csv.ts'
import { json } from './json.ts'
import { xlsx } from './xlsx.ts'

export interface ExportFormat {
  /** As the address of the download says it. */
  name: string
  /** MIME type. */
  type: string
  /** Of the file, without dot. */
  extension: string
  write(meeting: Meeting): Promise<Buffer> | Buffer | string
}

export const formats = new Map<string, ExportFormat>([csv, xlsx, json, agenda].map((format) => [format.name, format]))
