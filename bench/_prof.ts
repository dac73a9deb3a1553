import { readFileSync, readdirSync } from 'node:fs'
const dir = process.argv[2]!
const f = readdirSync(dir).filter(x=>x.endsWith('.cpuprofile'))[0]!
const p = JSON.parse(readFileSync(dir+'/'+f,'utf8'))
const self = new Map<string, number>()
const dt = p.timeDeltas; const byId = new Map(p.nodes.map((n:any)=>[n.id,n]))
let total=0
p.samples.forEach((id:number,i:number)=>{const n:any=byId.get(id); const k=n.callFrame.functionName+' '+n.callFrame.url.split('/').slice(-3).join('/')+':'+n.callFrame.lineNumber; self.set(k,(self.get(k)??0)+dt[i]); total+=dt[i]})
for (const [k,v] of [...self].sort((a,b)=>b[1]-a[1]).slice(0,40)) console.log((v/total*100).toFixed(1)+'%', k)
