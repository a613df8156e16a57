// Makes the recount page: one HTML file with its script and style inside, which loads nothing and allows nothing else.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'recount/page')

/** The text of the page. */
export async function recountPage() {
  const [{ output }] = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(folder, 'main.ts'), formats: ['iife'], name: 'recount', fileName: 'recount' },
    },
  })
  const script = output[0].code.trim().replaceAll('</script', '<\\/script')
  const style = readFileSync(join(folder, 'page.css'), 'utf8').trim()
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; base-uri 'none'; form-action 'none'`
  // Functions, so that a dollar sign in the script stays what it is.
  return readFileSync(join(folder, 'page.html'), 'utf8')
    .replace('POLICY', () => policy)
    .replace('<!-- STYLE -->', () => `<style>${style}</style>`)
    .replace('<!-- SCRIPT -->', () => `<script>${script}</script>`)
}

/** What the server takes in as `recount/page/page.html?whole`; a build leaves the page in dist as well. */
export function recountPagePlugin() {
  let page
  return {
    name: 'recount-page',
    enforce: 'pre',
    async load(id) {
      if (!/recount\/page\/page\.html\?whole$/.test(id)) return
      page ??= await recountPage()
      return `export default ${JSON.stringify(page)}`
    },
    writeBundle() {
      if (!page) return
      mkdirSync(join(root, 'dist'), { recursive: true })
      writeFileSync(join(root, 'dist/recount.html'), page)
    },
  }
}
