// `npm run generate`, and after every install: Prisma's clients for both databases. Needs neither a network nor a database.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { generate, root } from '../tools/prepare.mjs'

// an install without development packages runs what was generated and compiled before
if (existsSync(path.join(root, 'node_modules', 'prisma'))) await generate()
