// How often is too often: token buckets for a device's commands and for wrong secrets.

export interface Bucket {
  /** Takes `n` tokens; false, and nothing taken, where there are not so many. */
  take(n?: number): boolean
}

/** `now` is in milliseconds and need not be the time of day; a clock set back adds nothing. */
export function bucket({
  capacity,
  perSecond,
  now,
}: {
  capacity: number
  perSecond: number
  now: () => number
}): Bucket {
  let tokens = capacity
  let last = now()
  return {
    take(n = 1) {
      const time = now()
      tokens = Math.min(capacity, tokens + (Math.max(0, time - last) / 1000) * perSecond)
      last = time
      if (tokens < n) return false
      tokens -= n
      return true
    },
  }
}

export interface Limits {
  /**
   * One for each device, to be let go with it. Not one for each address: a hall of three hundred phones may share one.
   */
  commands(): Bucket
  /**
   * To be taken from only after a secret was compared and proved wrong: true answers "wrong", false "slow down".
   *
   * One bucket serves the whole house, since a guesser can open any number of connections. Somebody hammering empties
   * it for everyone, so a right secret must pass even then, or the honest would be locked out. That is safe because
   * length, not this limit, keeps keys from being guessed: 10,000 tries a second find one of 128 bits in about 10^26
   * years. A join code (28 bits) is no secret but a name on the wall; whoever guesses one gets a phone's view. The
   * limit keeps a guesser from learning fast, from filling the log, and from going unnoticed.
   */
  wrongSecrets: Bucket
  /**
   * New seats, for the whole house. Ten thousand people may come through the door together; a device that takes seat
   * after seat must not fill the disk, nor keep the processor from those who vote. Who has a seat is never asked.
   */
  seats: Bucket
}

/** `now` defaults to a clock that never jumps; `onguess` hears of every wrong secret beyond the limit. */
export function limits(now: () => number = () => performance.now(), onguess: () => void = () => {}): Limits {
  const wrong = bucket({ capacity: 20, perSecond: 10 / 60, now })
  return {
    commands: () => bucket({ capacity: 20, perSecond: 5, now }),
    wrongSecrets: {
      take(n) {
        const taken = wrong.take(n)
        if (!taken) onguess()
        return taken
      },
    },
    seats: bucket({ capacity: 12_000, perSecond: 100, now }),
  }
}
