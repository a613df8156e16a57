// Names for seats on a leaderboard, made by the house: nobody types one, so nobody is called names.
import type { Language } from '../meeting/meeting.ts'

const en = {
  you: (name: string) => `On the leaderboard you are ${name}.`,
  adjectives:
    'Amber Brave Bright Calm Cheerful Clever Curious Daring Eager Gentle Golden Happy Honest Jolly Keen Kind Lively Lucky Merry Mighty Nimble Noble Patient Proud Quick Quiet Silver Steady Sunny Swift Warm Wise',
  animals:
    'Badger Bear Beaver Bee Camel Cat Crane Deer Dolphin Dove Duck Eagle Falcon Fox Frog Hare Hedgehog Heron Horse Koala Lion Lynx Magpie Otter Owl Panda Penguin Robin Squirrel Tiger Turtle Whale',
}

const ko: typeof en = {
  you: (name) => `순위표 이름: ${name}`,
  adjectives:
    '고운 기쁜 기운찬 꾸준한 날쌘 너그러운 느긋한 다정한 당당한 따뜻한 명랑한 밝은 부지런한 빛나는 사려깊은 상냥한 생기찬 성실한 솔직한 슬기로운 신나는 씩씩한 용감한 유쾌한 의젓한 정다운 재빠른 즐거운 차분한 착한 튼튼한 활기찬',
  animals:
    '고래 고슴도치 고양이 곰 기린 까치 나비 너구리 노루 다람쥐 두루미 돌고래 반달곰 백조 비둘기 비버 사슴 사자 수달 앵무새 염소 올빼미 제비 진돗개 참새 코알라 토끼 판다 펭귄 표범 호랑이 황새',
}

export const nameWords = { en, ko }

const lists = Object.fromEntries(
  Object.entries(nameWords).map(([language, { adjectives, animals }]) => [
    language,
    { adjectives: adjectives.split(' '), animals: animals.split(' ') },
  ]),
) as Record<Language, { adjectives: string[]; animals: string[] }>

/** The name of a seat by its place among the seats of the meeting, from 0: no two have the same, neighbours share little. */
export function nameOf(seat: number, language: Language): string {
  const { adjectives, animals } = lists[language]
  const names = adjectives.length * animals.length
  // Odd, so that it meets each of the 1,024 names once before any comes again.
  const mixed = (seat * 421 + 97) % names
  const name = `${adjectives[mixed % adjectives.length]} ${animals[Math.floor(mixed / adjectives.length)]}`
  return seat < names ? name : `${name} ${Math.floor(seat / names) + 1}`
}
