// Builds `dist/`: styles, fonts, icon and script under names that carry a hash of their content, so that they may be
// kept for ever, and `manifest.json`, which says what each is called. Run as `cargo xtask assets`.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import rtlcss from "rtlcss";
import * as sass from "sass";

process.chdir(import.meta.dirname);

const FONTS = "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next";
const dist = "dist";
const manifest = {};

/** Writes a file under a name with its hash, and gives that name. */
function keep(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
  const [stem, ending] = name.split(".");
  manifest[name] = `${stem}.${hash}.${ending}`;
  writeFileSync(`${dist}/${manifest[name]}`, content);
  return manifest[name];
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

keep("font-latin.woff2", readFileSync(`${FONTS}-latin-wght-normal.woff2`));
keep("font-latin-ext.woff2", readFileSync(`${FONTS}-latin-ext-wght-normal.woff2`));
keep("icon.svg", readFileSync("icon.svg"));
keep("passkey.js", readFileSync("scripts/passkey.js"));

const { css } = sass.compile("styles/alongside.scss", {
  style: "compressed",
  loadPaths: ["node_modules", "styles", "../crates/pages/templates"],
  quietDeps: true,
});
const styles = css.replaceAll(/font-latin(-ext)?\.woff2/g, (name) => manifest[name]);

keep("alongside.css", styles);
// GOV.UK Frontend says left and right; this turns them round. Our own styles say start and end.
keep("alongside-rtl.css", rtlcss.process(styles));

writeFileSync(`${dist}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
