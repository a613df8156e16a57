// The command line, what is printed at start, and the one line where it can't start.
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { helpText, parseOptions, UsageError } from '../../server/options.ts'
import { qrText } from '../../server/qr.ts'
import { StoreError, type StoreProblem } from '../../server/store/store.ts'
import { announce, type Links } from '../../server/terminal.ts'
import { FileError, trouble } from '../../server/trouble.ts'
import { languages } from '../../shared/meeting/meeting.ts'
import { Refusal } from '../../shared/refusal.ts'
import { terminalWords } from '../../shared/words/terminal.ts'

const env = { LANG: 'en_US.UTF-8' }
const parse = (line: string, shell: Record<string, string> = env) =>
  parseOptions(line.split(' ').filter(Boolean), shell)

/** How wide a terminal draws a text. */
const columns = (text: string) => text.length + (text.match(/[가-힣]/g)?.length ?? 0)

describe('P1 parseOptions', () => {
  it('has defaults for everything', () => {
    expect(parse('')).toEqual({
      port: 8080,
      data: './spotvote-data',
      json: false,
      language: 'en',
      help: false,
      version: false,
    })
  })

  it('reads every option', () => {
    const line =
      'agenda.yaml --host 192.168.0.5 --port=0 --public-url https://Vote.example.org/ --data /tmp/votes --json ' +
      '--lang ko --tls-cert cert.pem --tls-key key.pem --help --version'
    expect(parse(line)).toEqual({
      agenda: 'agenda.yaml',
      host: '192.168.0.5',
      port: 0,
      publicUrl: 'https://vote.example.org',
      data: '/tmp/votes',
      json: true,
      language: 'ko',
      tls: { cert: 'cert.pem', key: 'key.pem' },
      help: true,
      version: true,
    })
  })

  it('reads short forms, files before and after options, and what follows --', () => {
    expect(parse('-h -v')).toMatchObject({ help: true, version: true })
    expect(parse('--port 80 agenda.yaml')).toMatchObject({ port: 80, agenda: 'agenda.yaml' })
    expect(parse('--json -- --odd-name.yaml')).toMatchObject({ json: true, agenda: '--odd-name.yaml' })
    expect(parse('--data=--odd')).toMatchObject({ data: '--odd' })
  })

  it.each(['localhost', '0.0.0.0', '::', '::1', 'desk-1.lan'])('listens on %s', (host) => {
    expect(parse(`--host ${host}`).host).toBe(host)
  })

  it.each([
    [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
    [{ LANG: 'en_US.UTF-8', LC_ALL: 'ko_KR.UTF-8' }, 'ko'],
    [{ LANG: 'ko_KR.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'ko_KR.UTF-8', LC_ALL: '' }, 'ko'],
  ])('speaks the language of the shell: %j', (shell, language) => {
    expect(parse('', shell).language).toBe(language)
    expect(parse('--lang en', shell).language).toBe('en')
  })

  it.each([
    ['--prot 80', '--prot', '--help'],
    ['-x', '-x', '--help'],
    ['--__proto__=1', '--__proto__', '--help'],
    ['--port', '--port', '0 to 65535'],
    ['--port --json', '--port', '0 to 65535'],
    ['--port=', '--port', '0 to 65535'],
    ['--port abc', '--port', '0 to 65535'],
    ['--port 65536', '--port', '65536'],
    ['--port 80.5', '--port', '80.5'],
    ['--port=-1', '--port', '-1'],
    ['--port 1e3', '--port', '1e3'],
    ['--host 192.168.0.5:80', '--host', 'without a port'],
    ['--host http://desk', '--host', 'without a port'],
    ['--public-url vote.example.org', '--public-url', 'https://vote.example.org'],
    ['--public-url ftp://vote.example.org', '--public-url', 'https://vote.example.org'],
    ['--public-url https://vote.example.org/room', '--public-url', 'without a path'],
    ['--public-url https://vote.example.org?', '--public-url', 'without a path'],
    ['--public-url https://me:pw@vote.example.org', '--public-url', 'without a path'],
    ['--data', '--data', 'a folder'],
    ['--lang fr', '--lang', 'en or ko'],
    ['--tls-cert cert.pem', '--tls-cert', '--tls-key is missing'],
    ['--tls-key key.pem', '--tls-key', '--tls-cert is missing'],
    ['--json=yes', '--json', 'no value'],
    ['--no-json', '--no-json', '--help'],
    ['one.yaml two.yaml', 'two.yaml', 'one agenda'],
  ])('refuses %j in one line that names the option and what was expected', (line, option, expected) => {
    expect(() => parse(line)).toThrow(UsageError)
    expect(() => parse(line)).toThrow(option)
    expect(() => parse(line)).toThrow(expected)
    expect(() => parse(line)).toThrow(/^[^\n]+\.$/)
  })

  it('refuses in the language asked for, wherever it stands', () => {
    expect(() => parse('--port abc --lang ko')).toThrow(/--port.*필요한 값.*abc/)
    expect(() => parse('--port abc', { LANG: 'ko_KR.UTF-8' })).toThrow(/필요한 값/)
  })

  it('repeats nothing that could harm a terminal', () => {
    for (const argv of [['--port', '\u001b[31mx\n'], ['--\u001b[31mx'], ['a.yaml', '\u001b]0;b\u0007.yaml']]) {
      expect(() => parseOptions(argv, env)).toThrow(/^\P{C}+\.$/u)
    }
  })
})

describe('help', () => {
  it.each(languages)('names every option in %s and fits a terminal', (language) => {
    const text = helpText(language)
    for (const option of [
      '--host',
      '--port',
      '--public-url',
      '--data',
      '--json',
      '--lang',
      '--tls-cert',
      '--tls-key',
    ]) {
      expect(text).toContain(`  ${option}`)
    }
    for (const line of text.split('\n')) expect(columns(line)).toBeLessThanOrEqual(80)
  })
})

const meeting = {
  code: 'ACD346',
  title: 'Residents’ assembly',
  join: 'http://192.168.0.5:8080/ACD346',
  projector: 'http://192.168.0.5:8080/ACD346/screen#p',
  moderator: 'http://192.168.0.5:8080/ACD346/moderate#m',
  kiosk: 'http://192.168.0.5:8080/ACD346/kiosk#k',
}
const links: Links = {
  url: 'http://192.168.0.5:8080',
  port: 8080,
  reachable: true,
  organizer: 'http://192.168.0.5:8080/organize#o',
  meetings: [meeting],
}
const people = { json: false, data: '/home/clerk/spotvote-data' }

describe('announce', () => {
  it.each(languages)('prints the QR of the join address, every link and where the data lies, in %s', (language) => {
    const text = announce(links, people, terminalWords[language])
    const { title, code, ...urls } = meeting
    for (const part of [title, code, ...Object.values(urls), links.organizer, people.data, 'Ctrl+C']) {
      expect(text).toContain(part)
    }
    const shown = text.split('\n').map((line) => line.slice(2))
    expect(shown.join('\n')).toContain(qrText(meeting.join))
  })

  it.each(languages)('aligns the links, Hangul counted as two columns, in %s', (language) => {
    const rows = announce(links, people, terminalWords[language])
      .split('\n')
      .filter((line) => /^ {2}\S.* {2}\S+$/.test(line) && !/[█▀▄]/.test(line))
    expect(rows).toHaveLength(6)
    expect(new Set(rows.map((row) => columns(row.slice(0, row.search(/\S+$/))))).size).toBe(1)
  })

  it('says it plainly where there is no network, and shows no QR', () => {
    const text = announce({ ...links, reachable: false }, people, terminalWords.en)
    expect(text).toContain('No network found')
    expect(text).toContain(meeting.moderator)
    expect(text).not.toMatch(/[█▀▄]/)
  })

  it('lists several meetings without filling the terminal with codes, and none with what to do', () => {
    const second = { ...meeting, code: 'XYX999', join: 'http://192.168.0.5:8080/XYX999' }
    const several = announce({ ...links, meetings: [meeting, second] }, people, terminalWords.en)
    expect(several).toContain(meeting.join)
    expect(several).toContain(second.join)
    expect(several).not.toMatch(/[█▀▄]/)
    expect(announce({ ...links, meetings: [] }, people, terminalWords.en)).toContain('No meeting yet')
  })

  it('colours nothing but the QR, and only where told to', () => {
    const plain = announce(links, people, terminalWords.en)
    const coloured = announce(links, people, terminalWords.en, true)
    expect(plain).toBe(stripVTControlCharacters(plain))
    expect(stripVTControlCharacters(coloured)).toBe(plain)
    const painted = coloured.split('\n').filter((line) => line !== stripVTControlCharacters(line))
    expect(painted).toHaveLength(qrText(meeting.join).split('\n').length)
  })

  it('prints a title as text, whatever it holds', () => {
    const title = '\u001b[2Jgone\u202e\r\n'
    const text = announce({ ...links, meetings: [{ ...meeting, title }] }, people, terminalWords.en)
    expect(text).toMatch(/ACD346 +\[2Jgone\n/)
  })

  it('P3 prints one line of JSON with the links and nothing else for --json', () => {
    const text = announce(links, { ...people, json: true }, terminalWords.ko, true)
    expect(text).toMatch(/^[^\n]+\n$/)
    const { title: _title, ...listed } = meeting
    const { reachable: _reachable, ...house } = links
    expect(JSON.parse(text)).toEqual({ ...house, meetings: [listed] })
  })
})

describe('P2 trouble', () => {
  const at = { language: 'en', port: 8080 } as const
  const system = (code: string) => Object.assign(new Error(code), { code })

  it.each([
    [system('EADDRINUSE'), /8080.*--port 8081/],
    [system('EACCES'), /8080.*--port/],
    [new FileError('agenda', 'a.yaml', system('ENOENT')), /a\.yaml.*no such file/],
    [new FileError('agenda', 'a.yaml', system('EACCES')), /a\.yaml.*may not read/],
    [new FileError('agenda', 'a.yaml', system('EISDIR')), /a\.yaml.*folder/],
    [new FileError('agenda', 'a.yaml', system('EIO')), /a\.yaml.*EIO/],
    [new FileError('tls', 'cert.pem', system('ENOENT')), /TLS.*cert\.pem.*no such file/],
    [new FileError('tls', 'cert.pem', system('ERR_OSSL_PEM_NO_START_LINE')), /cert\.pem.*PEM/],
    [new UsageError('--port expects a number.'), /^--port expects a number\.$/],
  ])('has one line for %s', (error, expected) => {
    expect(trouble(error, at)).toMatch(expected)
    expect(trouble(error, at)).toMatch(/^[^\n]+\.$/)
  })

  it('says line, field and what was expected of a wrong agenda', () => {
    const refusal = new Refusal('invalid', { field: 'items[2].kind', line: 14, expected: { what: 'text' }, got: '7' })
    const error = new FileError('agenda', 'a.yaml', refusal)
    expect(trouble(error, at)).toMatch(/a\.yaml.*Line 14, items\[2\]\.kind: expected text, found 7\./)
    expect(trouble(error, { ...at, language: 'ko' })).toMatch(/a\.yaml.*14번째 줄 items\[2\]\.kind.*글자/)
  })

  it('names an address that is not of this machine', () => {
    const host = '10.9.9.9'
    expect(trouble(system('EADDRNOTAVAIL'), { ...at, host })).toContain(host)
    expect(trouble(system('ENOTFOUND'), { ...at, host })).toContain('--host')
  })

  it.each(['full', 'unwritable', 'failed', 'damaged', 'newer', 'in-use'] satisfies StoreProblem[])(
    'names the place when the data folder is %s, in both languages',
    (problem) => {
      for (const language of languages) {
        const line = trouble(new StoreError(problem, '/data/m1.journal'), { ...at, language })
        expect(line).toMatch(/^[^\n]*\/data\/m1\.journal[^\n]*\.$/)
      }
    },
  )

  it('says that the last copy and the exports are kept when a file is damaged', () => {
    expect(trouble(new StoreError('damaged', 'm1'), at)).toMatch(/copy.*exports are kept/)
  })

  it('repeats nothing of a file that could harm a terminal', () => {
    const refusal = new Refusal('invalid', { field: 'title', expected: { what: 'text' }, got: '\u001b[2J' })
    expect(trouble(new FileError('agenda', 'a\n.yaml', refusal), at)).toMatch(/^\P{C}+\.$/u)
  })

  it('never suggests the port that is taken', () => {
    expect(trouble(system('EADDRINUSE'), { ...at, port: 9000 })).toContain('--port 8080')
  })

  it('leaves bugs alone', () => {
    expect(trouble(new TypeError('x is not a function'), at)).toBeNull()
    expect(trouble('odd', at)).toBeNull()
  })
})
