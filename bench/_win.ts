import { rmSync } from 'node:fs'
process.argv[2]='sqlite'; process.env.BENCH_DEALS='1000'
