// What an export format is.
import type { Meeting } from '../../shared/meeting/meeting.ts'

export interface ExportFormat {
  /** As the address of the download says it. */
  name: string
  /** MIME type. */
  type: string
  /** Of the file, without dot. */
  extension: string
  write(meeting: Meeting): Promise<Buffer> | Buffer | string
}
