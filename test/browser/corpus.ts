// Texts that nobody types in good faith, and honest ones that layouts break on.

/** Each sets `window.hit` or opens a dialog where it is taken for anything but text. */
export const markup = [
  '<img src=x onerror="hit=1;alert(1)">',
  '<script>hit=2;alert(2)</script>',
  `{{constructor.constructor("hit=3")()}} \${hit=4}`,
  '"><svg onload=hit=5></svg><a href="javascript:hit=6">x</a>',
  "'-hit=7-'</style><style>*{display:none}</style><base href=//evil.example>",
  '&lt;b&gt; &amp;nbsp; <!-- --> ]]> \\u003cscript\\u003e',
]

const zalgo = (text: string) => [...text].map((letter) => letter + '\u0301\u0316\u0335\u20dd\u0489'.repeat(6)).join('')

/** Written from right to left, turned around, piled up, without spaces, invisible, or named like what an object has. */
const awkward = [
  '\u202eabc\u202dxyz \u2067left open',
  'مجلس الحي: هل نعتمد الخطة (٢٠٢٧)؟',
  zalgo('zalgo comes'),
  'W'.repeat(60),
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  '👩‍👩‍👧‍👦🏳️‍🌈👨🏽‍🚀'.repeat(8),
  '은하수동주민자치회의사업계획승인에관한안건을상정합니다띄어쓰기없이',
  '__proto__',
  'constructor',
  'a\u0000b\u0007c\u001b[31md\u0085e\ufefff\u200bg',
  'ﷺ ꧅ 𒐫 ௵ \u2003\u3000 wide',
]

export const corpus = [...markup, ...awkward]

/** The nth text, repeated or cut to just this many units: no half of a pair at its end. */
export function filled(n: number, length: number): string {
  const text = corpus[n % corpus.length]!
  const long = `${text} `.repeat(Math.ceil(length / (text.length + 1))).slice(0, length)
  return long.replace(/[\ud800-\udbff]$/, '')
}
