import type { Plugin } from 'vite'

export declare function recountPage(): Promise<string>
export declare function recountPagePlugin(): Plugin
