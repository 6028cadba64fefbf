// axe-core has nothing to say about any page, in light and dark, on a small and a wide screen.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { LEARNT, pages } from "./pages.mjs";
import { open, ownSets, stage } from "./practice.mjs";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const the = stage({ sets: ownSets(), learnt: LEARNT });

const tell = ({ id, help, nodes }) => `${id}: ${help}\n` + nodes.map((node) => `    ${node.html}\n    ${node.failureSummary}`).join("\n");

for (const [name, go] of Object.entries(pages)) {
    let shown; // one page for the four tests of it: what differs between them is up to the style sheet
    for (const colorScheme of ["light", "dark"]) {
        for (const width of [320, 1280]) {
            test(`${name}: nothing for axe to find, ${colorScheme}, ${width} px wide`, async () => {
                shown ??= open(the).then(async (page) => {
                    await go(page);
                    await page.evaluate(AXE); // not as an element of the page, which the policy would refuse
                    return page;
                });
                const page = await shown;
                await page.emulateMedia({ colorScheme });
                await page.setViewportSize({ width, height: 900 });
                const { violations, passes } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), TAGS);
                assert.deepEqual(violations.map(tell), []);
                assert.ok(passes.length > 20, `only ${passes.length} rules had something to look at`);
                if (colorScheme === "dark" && width === 1280) await page.context().close();
            });
        }
    }
}
