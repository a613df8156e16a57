// SHA-256 of a text (FIPS 180-4), so that whoever counts again needs no library and no network: lots, chain and digests.

/** The first 32 bits of the fraction of the square or cube roots of the first primes, as the standard defines them. */
function roots(count: number, power: number): number[] {
  const primes: number[] = []
  for (let n = 2; primes.length < count; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n)
  return primes.map((prime) => {
    const root = prime ** (1 / power)
    return ((root - Math.floor(root)) * 2 ** 32) >>> 0
  })
}

const start = roots(8, 2)
const constants = roots(64, 3)

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by))

/** UTF-8, a one bit, zeros, and the length in bits: a multiple of 64 bytes. */
function padded(text: string): DataView {
  const bytes = new TextEncoder().encode(text)
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  const view = new DataView(whole.buffer)
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(whole.length - 4, (bytes.length * 8) >>> 0)
  return view
}

/** SHA-256 of the text as UTF-8: 64 lower-case hexadecimal digits. */
export function sha256(text: string): string {
  const message = padded(text)
  const state = Int32Array.from(start)
  const w = new Int32Array(64)
  for (let block = 0; block < message.byteLength; block += 64) {
    for (let t = 0; t < 16; t++) w[t] = message.getInt32(block + 4 * t)
    for (let t = 16; t < 64; t++) {
      const [early, late] = [w[t - 15]!, w[t - 2]!]
      const small0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
      const small1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
      w[t] = w[t - 16]! + small0 + w[t - 7]! + small1
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
    for (let t = 0; t < 64; t++) {
      const big1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
      const first = (h + big1 + ((e & f) ^ (~e & g)) + constants[t]! + w[t]!) | 0
      const big0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
      const second = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g]
    }
    for (const [n, word] of [a, b, c, d, e, f, g, h].entries()) state[n] = state[n]! + word
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}
