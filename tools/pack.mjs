// pack.mjs WWW OUT: packs the browser half, each entry point into one minified ES module, and copies what is served as it is.
//
// Only tarjuman.js contains the code; the worker and the element import it at run time, so that a page loads it once. standalone.js, which
// `tarjuman build` puts into search.html, has all of it once more; tarjuman.page.js, for index.html, and tarjuman.sw.js stand alone. These three are classic scripts.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const ENTRY_POINTS = ["tarjuman.js", "tarjuman-highlight.js", "tarjuman.worker.js", "element.js", "tarjuman.reader.js"];
const CLASSIC = ["standalone.js", "tarjuman.page.js", "tarjuman.sw.js"];
// The element's messages but the English ones, which tarjuman.js contains: messages/fr.js becomes tarjuman.fr.js.
const IN_TARJUMAN_JS = ["index.js", "en.js"];
const COPIED = ["tarjuman.d.ts", "index.html"];
const SHARED = "./tarjuman.js";
// `tarjuman build` replaces these by text (docs/javascript.md), so each must outlive packing exactly once.
const HASH = "__TARJUMAN_VERSION_HASH__";
const CODE_CHECK = "__TARJUMAN_CODE_CHECK__";
const STAMPS = { "tarjuman.js": [HASH, CODE_CHECK], "standalone.js": [HASH, CODE_CHECK], "tarjuman.sw.js": [HASH, "__TARJUMAN_FILES__"] };

const [www, out] = process.argv.slice(2).map((folder) => resolve(folder));
const esbuild = createRequire(join(www, "package.json"))("esbuild");

const missing = [...ENTRY_POINTS, ...CLASSIC, ...COPIED].filter((name) => !existsSync(join(www, name)));
if (missing.length > 0) {
    console.error(`pack.mjs: ${www} lacks ${missing.join(", ")}`);
    process.exit(2);
}

// Whatever way a module names www/tarjuman.js, the output asks for the file that lies beside it.
const sharedStaysOutside = {
    name: "shared-stays-outside",
    setup(build) {
        build.onResolve({ filter: /(^|\/)tarjuman\.js$/ }, (args) =>
            args.kind !== "entry-point" && resolve(args.resolveDir, args.path) === join(www, SHARED)
                ? { path: SHARED, external: true }
                : undefined);
    },
};

// wasm-bindgen's glue keeps its one instance in module variables. `./glue.js` is that glue inside a function, so that each open() of the
// engine has an instance of its own: two bundles on a page do not mix, and closing frees the memory. Its own way to fetch and compile a module
// is left out (448 bytes after brotli): load.js has checked and compiled it before.
const GLUE_IMPORTS = "__wbg_get_imports";
const GLUE_START = "__wbg_finalize_init";
const glueInAFunction = {
    name: "glue-in-a-function",
    setup(build) {
        build.onResolve({ filter: /^\.\/glue\.js$/ }, () => ({ path: "glue.js", namespace: "glue" }));
        build.onLoad({ filter: /.*/, namespace: "glue" }, async () => {
            const glue = readFileSync(join(www, "engine", "engine.js"), "utf8");
            const lost = [GLUE_IMPORTS, GLUE_START].filter((name) => !glue.includes(`function ${name}(`));
            if (lost.length > 0) {
                console.error(`pack.mjs: the glue of this wasm-bindgen has no ${lost.join(", ")}`);
                process.exit(2);
            }
            // Without its own exports, what only they need is dropped.
            const instantiating = `${glue.replace(/^export \{.*\};$/m, "")}
                export const init = async (module) => ${GLUE_START}(await WebAssembly.instantiate(module, ${GLUE_IMPORTS}()), module);`;
            const { outputFiles } = await esbuild.build({
                stdin: { contents: instantiating, resolveDir: join(www, "engine") },
                bundle: true,
                format: "iife",
                globalName: "glue",
                banner: { js: "export function createGlue() {" },
                footer: { js: "return glue; }" },
                legalComments: "none",
                logLevel: "warning",
                write: false,
            });
            return { contents: outputFiles[0].text };
        });
    },
};

// Style sheets are texts to the script; here they are packed as what they are.
const styleSheets = {
    name: "style-sheets",
    setup(build) {
        build.onLoad({ filter: /styles\.js$/ }, ({ path }) => ({
            contents: readFileSync(path, "utf8").replace(/(?<=_CSS = `)[^`]*(?=`)/g, (css) => {
                const { code } = esbuild.transformSync(css, { loader: "css", minify: true, target: "es2022", logLevel: "warning" });
                return code.trim().replaceAll("\\", "\\\\");
            }),
        }));
    },
};

const messages = readdirSync(join(www, "messages")).filter((name) => name.endsWith(".js") && !IN_TARJUMAN_JS.includes(name));

const settings = {
    bundle: true,
    minify: true,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
};

mkdirSync(out, { recursive: true });
await esbuild.build({
    ...settings,
    entryPoints: [
        ...ENTRY_POINTS.map((name) => ({ in: join(www, name), out: name.replace(/\.js$/, "") })),
        ...messages.map((name) => ({ in: join(www, "messages", name), out: `tarjuman.${name.replace(/\.js$/, "")}` })),
    ],
    outdir: out,
    format: "esm",
    plugins: [sharedStaysOutside, glueInAFunction, styleSheets],
});
await esbuild.build({
    ...settings,
    entryPoints: CLASSIC.map((name) => join(www, name)),
    outdir: out,
    format: "iife",
    plugins: [glueInAFunction, styleSheets],
    // Only in urls of files that lie beside the script; these have none.
    define: { "import.meta.url": '""' },
});
for (const name of COPIED) {
    copyFileSync(join(www, name), join(out, name));
}

for (const [name, stamps] of Object.entries(STAMPS)) {
    const packed = readFileSync(join(out, name), "utf8");
    const lost = stamps.filter((stamp) => packed.split(stamp).length !== 2);
    if (lost.length > 0) {
        console.error(`pack.mjs: ${name} must hold exactly once: ${lost.join(", ")}`);
        process.exit(2);
    }
}
