// What an export format is.
import type { Meeting } from '../../shared/meeting/meeting.ts'

/** One round of one item, by their numbers from 1; what is left out is found where there is no choice. */
export interface Part {
  item?: number | undefined
  round?: number | undefined
}

export interface ExportFormat {
  /** As the address of the download says it. */
  name: string
  /** MIME type. */
  type: string
  /** Of the file, without dot. */
  extension: string
  /** What the file is called, without extension, where that is not the meeting's title and code. */
  file?(code: string): string
  /** Holds one round of one item; without it a file holds the whole meeting. */
  ofRound?: boolean
  /** Refuses `invalid` where there is nothing to write of the part, or several and none was named. */
  write(meeting: Meeting, part?: Part): Promise<Buffer> | Buffer | string
}
