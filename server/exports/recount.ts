// The recount page with the meeting's JSON export inside: whoever opens it from disk checks the count, without a network.
import page from '../../recount/page/page.html?whole'
import type { ExportFormat } from './format.ts'
import { json } from './json.ts'

export const recount: ExportFormat = {
  name: 'recount',
  type: 'text/html; charset=utf-8',
  extension: 'html',
  file: (code) => `${code}-recount`,
  write: (meeting) => embed(String(json.write(meeting))),
}

/** As a JSON text in a block of data, so that the page gets every character back and no markup in it is read. */
const embed = (text: string): string =>
  page.replace(
    '<!-- EXPORT -->',
    () => `<script type="application/json">${JSON.stringify(text).replaceAll('<', '\\u003c')}</script>`,
  )
