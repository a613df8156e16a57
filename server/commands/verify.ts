// `spotvote verify EXPORT`: checks an export by code that is not the server's, then writes it again and compares.
import { readFileSync } from 'node:fs'
import { check, type Finding } from '../../recount/check.ts'
import { sentence, told, verdict } from '../../recount/words.ts'
import type { Language } from '../../shared/meeting/meeting.ts'
import { printable } from '../../shared/words/terminal.ts'
import { verifyWords } from '../../shared/words/verify.ts'
import { UsageError } from '../options.ts'
import { FileError, trouble } from '../trouble.ts'
import { parseVerifyOptions, type VerifyOptions } from './verify/options.ts'
import { type Misprint, misprint } from './verify/rebuild.ts'

/** Runs the command; gives the exit status: 0 all agrees, 1 something does not, 2 for trouble. */
export async function verifyCommand(argv: string[]): Promise<0 | 1 | 2> {
  let options: VerifyOptions = { json: false, language: 'en', help: false }
  try {
    options = parseVerifyOptions(argv)
    const { language, head, file, json } = options
    const w = verifyWords[language]
    if (options.help) {
      console.log(w.help)
      return 0
    }
    if (file === undefined) throw new UsageError(w.usage.noFile)
    const text = read(file, language)
    const findings = check(text, head)
    const unusable = findings.find(({ code }) => code === 'json' || code === 'export')
    if (unusable) throw new UsageError(w.unusable(file, sentence(unusable, language)))
    const rewritten = rewrite(text)
    const agrees = rewritten === null && !findings.some(({ says }) => says === 'wrong')
    if (json) process.stdout.write(`${JSON.stringify({ agrees, findings, rewritten })}\n`)
    else process.stdout.write(`${lines(findings, rewritten, language).map(printable).join('\n')}\n`)
    return agrees ? 0 : 1
  } catch (error) {
    const line = trouble(error, { language: options.language, port: 0 })
    if (line === null) throw error
    console.error(line)
    return 2
  }
}

function read(file: string, language: Language): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file))
  } catch (error) {
    if (error instanceof TypeError)
      throw new UsageError(verifyWords[language].unusable(file, verifyWords[language].noText))
    throw new FileError('export', file, error)
  }
}

/** A record that cannot be followed is as good as one that comes out differently. */
function rewrite(text: string): Misprint | null {
  try {
    return misprint(text)
  } catch (error) {
    return { line: 0, recorded: '', written: error instanceof Error ? error.message : String(error) }
  }
}

function lines(findings: readonly Finding[], rewritten: Misprint | null, language: Language): string[] {
  const w = verifyWords[language]
  const of = (says: Finding['says'], sign: string) =>
    findings.filter((finding) => finding.says === says).map((finding) => `  ${sign} ${told(finding, language)}`)
  const wrong = of('wrong', '✗')
  if (rewritten) wrong.push(`  ✗ ${rewritten.line === 0 ? w.notRewritten : w.rewritten(rewritten)}`)
  const right = of('right', '✓')
  if (!rewritten) right.push(`  ✓ ${w.same}`)
  const section = (heading: string, all: string[]) => (all.length > 0 ? ['', heading, ...all] : [])
  const first =
    rewritten && !findings.some(({ says }) => says === 'wrong') ? w.onlyRewritten : verdict(findings, language)
  return [first, ...section(w.wrong, wrong), ...section(w.right, right), ...section(w.unchecked, of('unchecked', '?'))]
}
