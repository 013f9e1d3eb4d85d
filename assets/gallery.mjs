// Opens every page of the gallery in Chromium, runs axe over it and looks whether anything is wider than the
// screen. With a third argument it keeps pictures of the pages whose names hold that text.
//
// node assets/gallery.mjs out/gallery chromium [part-of-a-name]

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder, program, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const WAYS = {
  wide: { viewport: { width: 1280, height: 900 } },
  narrow: { viewport: { width: 320, height: 640 }, colorScheme: "dark" },
  forced: { viewport: { width: 800, height: 900 }, forcedColors: "active" },
};

const pages = readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith(".html") && (!pictures || name.includes(pictures)))
  .sort();

const browser = await chromium.launch({
  executablePath: execFileSync("which", [program], { encoding: "utf8" }).trim(),
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
let wrong = 0;
const complain = (page, way, says) => {
  wrong += 1;
  console.log(`${page} (${way}): ${says}`);
};

for (const [way, settings] of Object.entries(WAYS)) {
  if (way === "forced" && !pictures) continue;
  const context = await browser.newContext({ ...settings, bypassCSP: true });
  const tab = await context.newPage();
  // Two languages, one each way, are enough to see what dark and narrow do.
  const looked = way === "narrow" && !pictures ? pages.filter((page) => /^(en|ar)\//.test(page)) : pages;
  for (const page of looked) {
    await tab.goto(pathToFileURL(resolve(folder, page)).href);
    const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) complain(page, way, `${overflow} pixels wider than the screen`);
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate((tags) => axe.run({ runOnly: tags }), TAGS);
    for (const { id, help, nodes } of violations) {
      complain(page, way, `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")}`);
    }
    if (pictures) {
      mkdirSync(`${folder}/pictures`, { recursive: true });
      const name = page.replace("/", "-").replace(".html", "");
      await tab.screenshot({ path: `${folder}/pictures/${name}-${way}.png`, fullPage: true });
      if (way === "wide") await tab.pdf({ path: `${folder}/pictures/${name}.pdf`, format: "A4" });
    }
  }
  await context.close();
}
await browser.close();

const weigh = (name) => statSync(join(folder, name)).size;
const heaviest = Math.max(...pages.filter((name) => name.startsWith("en/")).map(weigh), 0);
console.log(`axe looked at ${pages.length} pages: ${wrong} things to mend; the heaviest page is ${heaviest} bytes`);
process.exitCode = wrong ? 1 : 0;
