// The phone's page with what phones see in it: on a slow network the question is there a second before the line is.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { View } from '../shared/meeting/view.ts'

type PhoneView = View<'phone'>

const codings = {
  br: (page: string) => brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (page: string) => gzipSync(page),
  identity: (page: string) => Buffer.from(page),
}
export type Coding = keyof typeof codings

/** `folder`: that of the built pages. */
export function phonePage(folder: string) {
  const page = readFileSync(join(folder, 'phone.html'), 'utf8')
  /** Phones come by the hundred while the view stays what it is. */
  const packed = new WeakMap<PhoneView, Partial<Record<Coding, Buffer>>>()

  return {
    /** Whether anybody may see it: who is of a group is known once the line is there, and so is the server's clock. */
    carries: ({ meeting, current }: PhoneView) =>
      !meeting.archived && !meeting.rehearsal && meeting.groups.length === 0 && !current?.round?.closesAt,
    /** The page with a view in it, in the best coding of an `Accept-Encoding`. */
    with(view: PhoneView, accepted = ''): { coding: Coding; body: Buffer } {
      const coding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
      const known = packed.get(view) ?? {}
      packed.set(view, known)
      known[coding] ??= codings[coding](filled(page, view))
      return { coding, body: known[coding] }
    },
  }
}

/** What is between the tags is read as JSON; nothing in it may look like the end of it. */
const filled = (page: string, view: PhoneView) =>
  page.replace(
    '</head>',
    () =>
      `<script type="application/json" id="view">${JSON.stringify(view).replaceAll('<', '\\u003c')}</script></head>`,
  )
