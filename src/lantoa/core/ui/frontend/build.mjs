// Builds core/ui/static from npm packages: the icon sprite, htmx, fonts and their licences. Run by ../build_static.sh; the result is committed.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const out = join(here, "..", "static", "lantoa");
const version = (name) => JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")).version;

function names() {
  const lines = readFileSync(join(here, "icons.txt"), "utf8").split("\n").map((line) => line.replace(/#.*/, "").trim());
  return [...new Set(lines.filter(Boolean).flatMap((line) => line.split(/\s+/)))].sort();
}

function symbol(name) {
  const svg = readFileSync(join(packages, "lucide-static", "icons", `${name}.svg`), "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="i-${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, "").replace(/\s*\/>/g, "/>")}</symbol>`;
}

function icons() {
  const licence = `<!-- Lucide ${version("lucide-static")}, ISC and MIT; see LICENSE-icons.txt. Made by frontend/build.mjs from frontend/icons.txt. -->`;
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">\n${licence}\n${names().map(symbol).join("\n")}\n</svg>\n`;
  writeFileSync(join(out, "icons.svg"), sprite);
  copyFileSync(join(packages, "lucide-static", "LICENSE"), join(out, "LICENSE-icons.txt"));
}

function htmx() {
  mkdirSync(join(out, "vendor"), { recursive: true });
  copyFileSync(join(packages, "htmx.org", "dist", "htmx.min.js"), join(out, "vendor", "htmx.min.js"));
  copyFileSync(join(packages, "htmx.org", "LICENSE"), join(out, "vendor", "LICENSE-htmx.txt"));
}

function fonts() {
  const faces = ["400-normal", "500-normal", "600-normal", "700-normal", "400-italic"];
  for (const subset of ["latin", "vietnamese"]) {
    for (const face of faces) {
      const file = `be-vietnam-pro-${subset}-${face}.woff2`;
      copyFileSync(join(packages, "@fontsource/be-vietnam-pro", "files", file), join(out, "fonts", file));
    }
  }
}

icons();
htmx();
fonts();
