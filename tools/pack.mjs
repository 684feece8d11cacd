// pack.mjs WWW OUT: packs the browser half, each entry point into one minified ES module, and copies what is served as it is.
//
// Only tarjuman.js contains the code; the worker and the element import it at run time, so that a page loads it once.
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const ENTRY_POINTS = ["tarjuman.js", "tarjuman.worker.js", "element.js"];
const COPIED = ["tarjuman.d.ts", "index.html"];
const SHARED = "./tarjuman.js";

const [www, out] = process.argv.slice(2).map((folder) => resolve(folder));
const esbuild = createRequire(join(www, "package.json"))("esbuild");

const missing = [...ENTRY_POINTS, ...COPIED].filter((name) => !existsSync(join(www, name)));
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

mkdirSync(out, { recursive: true });
await esbuild.build({
    entryPoints: ENTRY_POINTS.map((name) => join(www, name)),
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    plugins: [sharedStaysOutside],
});
for (const name of COPIED) {
    copyFileSync(join(www, name), join(out, name));
}
