// typst.mjs MAIN.typ OUT.pdf COUNT kept|dropped FONT...: sets a document COUNT times in this process, each time with
// another figure in it, and prints what each time took. Between documents memory is kept, or dropped. Of the fonts only
// those given are known. The last PDF is written.
import { readFileSync, writeFileSync } from "node:fs";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const [main, out, count, memory, ...fonts] = process.argv.slice(2);
const source = readFileSync(main, "utf8");
const figure = /"(\d+\.\d\d)"/; // the first amount that is a cell of its own
const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts.map((font) => readFileSync(font)) }] });
const runs = [];
let pdf;
for (let i = 0; i < Number(count); i++) {
  const from = process.hrtime.bigint();
  const used = process.cpuUsage();
  if (memory === "dropped") compiler.evictCache(0);
  const text = source.replace(figure, (_, amount) => `"${(Number(amount) + i).toFixed(2)}"`);
  pdf = compiler.pdf({ mainFileContent: text });
  const cpu = process.cpuUsage(used);
  runs.push({ cpu: (cpu.user + cpu.system) / 1e3, wall: Number(process.hrtime.bigint() - from) / 1e6 });
}
writeFileSync(out, pdf);
console.log(JSON.stringify({ runs }));
