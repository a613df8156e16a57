// Files made to hurt whoever reads them: agendas, pictures and counting files that are small and say they are large.
import { deflateSync } from 'node:zlib'

const repeat = (text: string, count: number) => text.repeat(count)
const lines = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n')
const items = (body: string) => `title: x\nitems:\n${body}`

/** By what they do. None of them is an agenda. */
export const agendaBombs: Record<string, string> = {
  'aliases of aliases': `a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${lines(30, (n) => `a${n + 1}: &a${n + 1} [${repeat(`*a${n},`, 9)}*a${n}]`)}\ntitle: *a30\nitems: []`,
  'aliases of maps': `a0: &a0 {k: x}\n${lines(26, (n) => `a${n + 1}: &a${n + 1} {${Array.from({ length: 9 }, (_, k) => `k${k}: *a${n}`).join(', ')}}`)}\nitems: *a26`,
  'an alias of itself': 'title: &a [*a]\nitems: []',
  'merges of merges': `a0: &a0 {k: x}\n${lines(40, (n) => `a${n + 1}: &a${n + 1}\n  <<: [*a${n}, *a${n}]`)}\nitems: []`,
  'one long alias list': `a: &a ${JSON.stringify('x'.repeat(1000))}\nitems: [${repeat('*a,', 150_000)}*a]`,
  'deep lists': `title: x\nitems: ${repeat('[', 240_000)}`,
  'deep closed lists': `title: x\nitems: ${repeat('[', 200_000)}${repeat(']', 200_000)}`,
  'deep maps': `title: x\nitems: ${repeat('{a: ', 120_000)}`,
  'deep JSON': `${repeat('{"a":', 80_000)}1${repeat('}', 80_000)}`,
  'deep blocks': items(lines(900, (n) => `${' '.repeat(n)}- `)),
  'deep dashes': items(`${repeat('- ', 200_000)}x`),
  'deep questions': `${repeat('? ', 200_000)}x`,
  'a huge key': `${'k'.repeat(490_000)}: x`,
  'a huge quoted key': `"${'\\u0041'.repeat(80_000)}": x`,
  'many keys': lines(60_000, (n) => `k${n}: 1`),
  'one key many times': lines(80_000, () => 'k: 1'),
  'many keys in an item': items(`  - title: x\n${lines(30_000, (n) => `    k${n}: 1`)}`),
  'many anchors': lines(40_000, (n) => `k${n}: &a${n} x`),
  'many items': items(lines(40_000, () => '  - {title: x, kind: motion}')),
  'many options': items(`  - title: x\n    kind: choice\n    options:\n${lines(50_000, (n) => `      - o${n}`)}`),
  'many equal options': items(`  - title: x\n    kind: multiple\n    options: [${repeat('a, ', 150_000)}a]`),
  'many documents': repeat('---\n', 120_000),
  'many tags': lines(20_000, (n) => `k${n}: !!js/function "function(){}"`),
  'a tag prefix': `%TAG ! tag:x,2000:\n---\n${lines(20_000, (n) => `k${n}: !e x`)}`,
  binary: `title: !!binary ${'A'.repeat(400_000)}\nitems: []`,
  'a number as long as a book': `title: x\nitems: ${'9'.repeat(400_000)}`,
  'a hexadecimal one': `title: x\nitems: 0x${'f'.repeat(400_000)}`,
  'an open quote': `title: "${'x\n'.repeat(200_000)}`,
  'open quotes': `title: ${repeat('"', 400_001)}`,
  'a folded text without end': `title: >\n${lines(150_000, () => ' x')}`,
  spaces: `title: x${' '.repeat(490_000)}y`,
  tabs: repeat('\t', 490_000),
  comments: repeat('#\n', 240_000),
  colons: repeat(': ', 240_000),
  'nothing but nulls': repeat('\u0000', 490_000),
  'letters that grow when composed': `title: ${'\ufdfa'.repeat(150_000)}\nitems: []`,
  prototypes: items('  - {title: x, kind: motion, __proto__: {kind: choice}, constructor: {prototype: {x: 1}}}'),
}

const size16 = (...values: number[]) => Buffer.from(values.flatMap((value) => [value >> 8, value & 255]))

/** A PNG of one colour, so many pixels wide and high: thousands of times its size once unpacked. */
export function png(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const size = Buffer.alloc(4)
    size.writeUInt32BE(body.length)
    return Buffer.concat([size, Buffer.from(type, 'latin1'), body, Buffer.alloc(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.alloc(20_000_000), { level: 9 })
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A JPEG with a remark first, as cameras make them. */
export const jpeg = (width: number, height: number) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xfe]),
    size16(2 + 500),
    Buffer.alloc(500, 'x'),
    Buffer.from([0xff, 0xff, 0xc2]),
    size16(17),
    Buffer.from([8]),
    size16(height, width),
    Buffer.alloc(40),
  ])

/** A WebP of each sort: extended, lossless, lossy. */
export function webp(sort: 'VP8X' | 'VP8L' | 'VP8 ', width: number, height: number): Buffer {
  const bytes = Buffer.alloc(60)
  bytes.write('RIFF', 0, 'latin1')
  bytes.write(`WEBP${sort}`, 8, 'latin1')
  if (sort === 'VP8X') {
    bytes.writeUIntLE(width - 1, 24, 3)
    bytes.writeUIntLE(height - 1, 27, 3)
  } else if (sort === 'VP8L') bytes.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 21)
  else {
    bytes.writeUInt16LE(width, 26)
    bytes.writeUInt16LE(height, 28)
  }
  return bytes
}

/** What is no picture, whatever it is called. */
export const noPictures: Record<string, Buffer> = {
  nothing: Buffer.alloc(0),
  'a page': Buffer.from('<!doctype html><script>alert(1)</script>'),
  'a drawing that runs': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  'a GIF': Buffer.from('GIF89a\x01\x00\x01\x00'),
  'an archive': Buffer.concat([Buffer.from('PK\x03\x04'), deflateSync(Buffer.alloc(1_000_000))]),
  'a program': Buffer.from('\x7fELF\x02\x01\x01'),
  'half a beginning': Buffer.from('\x89PNG\r\n', 'latin1'),
  'a picture behind a page': Buffer.from('<html>\x89PNG\r\n\x1a\n', 'latin1'),
  'a sound in a RIFF': Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt '),
  'a picture above the limit': Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(1_000_000)]),
}

/** Counting files that declare much and hold little; `name` says the format. */
export const countBombs: { name: string; text: string; argv?: string[] }[] = [
  {
    name: 'x.soc',
    text: `# NUMBER ALTERNATIVES: 999999999\n# NUMBER VOTERS: 999999999999\n# NUMBER UNIQUE ORDERS: 999999999\n1: 1,2,3`,
  },
  { name: 'x.soi', text: `# NUMBER ALTERNATIVES: 1e9\n${'9'.repeat(100_000)}: 1` },
  {
    name: 'x.toc',
    text: `# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: b\n1: ${'{'.repeat(200_000)}`,
  },
  { name: 'x.blt', text: '1000000000 1000000000\n1 1 2 0\n0\n"a"\n"b"' },
  { name: 'x.blt', text: `2 1\n${'1 '.repeat(300_000)}0\n0\n"a"\n"b"` },
  { name: 'x.csv', text: `${'9'.repeat(300_000)},1\n` },
  { name: 'x.csv', text: `2,1\n5,${'1,'.repeat(200_000)}\n"a","p"\n"b","p"\nward` },
  {
    name: 'x.pb',
    text: `META\nkey;value\nnum_projects;999999999\nnum_votes;999999999999\nbudget;${'9'.repeat(300_000)}\nvote_type;approval\nPROJECTS\nproject_id;cost\n`,
  },
  {
    name: 'x.pb',
    text: `META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;1e999999999\nVOTES\nvoter_id;vote\n1;1`,
  },
  {
    name: 'x.json',
    text: `{"method":"stv","seats":1e9,"candidates":${JSON.stringify(['a', 'b'])},"ballots":[["1e400000000",[["a"]]]]}`,
  },
  { name: 'x.json', text: `{"method":"irv","candidates":["a","b"],"ballots":[["1/${'9'.repeat(200_000)}",[["c"]]]]}` },
  { name: 'x.json', text: `${'['.repeat(300_000)}` },
  { name: 'x.json', text: `{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}` },
  { name: 'x.json', text: `{"method":"condorcet","matrix":${'['.repeat(50_000)}` },
]
