// Every export format: one line each.
import type { Meeting } from '../../shared/meeting/meeting.ts'

export interface ExportFormat {
  name: string
  /** MIME type. */
  type: string
  extension: string
  write(meeting: Meeting): Promise<Buffer> | Buffer | string
}

export const formats = new Map<string, ExportFormat>()
