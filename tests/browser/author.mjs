// A set while it is written: the page follows its file, and whoever looks at it keeps their place.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { here, open, stage } from "./practice.mjs";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const GOOD = fs.readFileSync(path.join(here, "sets/everything.md"), "utf8");
const BAD = GOOD.replace(/^- covers: .*$/m, "$&, nowhere-to-be-found");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "viva-author-"));
const file = path.join(folder, "draft.md");
fs.writeFileSync(file, GOOD);
after(() => fs.rmSync(folder, { recursive: true }));

const the = stage({ author: file });

// As editors do: a new file beside the old one, then one step.
function save(text) {
    fs.writeFileSync(`${file}.new`, text);
    fs.renameSync(`${file}.new`, file);
}

async function openDraft(options) {
    save(GOOD);
    const page = await open(the, options);
    do await page.goto("/author"); // the file is looked at a few times a second
    while (await page.locator(".error").count() > 0);
    return page;
}

test("a problem comes with its caret and goes when it is mended, without a reload", async () => {
    const page = await openDraft();
    await page.evaluate(() => { window.isSame = true; });
    save(BAD);
    const problem = page.locator(".error .carets", { hasText: "nowhere-to-be-found" });
    await problem.waitFor();
    const lines = (await problem.innerText()).split("\n");
    assert.match(lines[0], /draft\.md:\d+:\d+: error: .*nowhere-to-be-found/);
    assert.equal(lines[1].indexOf("nowhere-to-be-found"), lines[2].indexOf("^"));
    assert.equal(await page.locator("#status").textContent(), await page.locator(".state").textContent());
    save(GOOD);
    await problem.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => window.isSame), true);
    assert.deepEqual(page.watch.complaints, []);
    await page.context().close();
});

test("one stays where one was on the page when the file is saved", async () => {
    const page = await openDraft();
    await page.evaluate(() => scrollTo(0, 600));
    const before = await page.locator("[data-draft]").getAttribute("data-draft");
    save(GOOD + "\n");
    await page.waitForFunction((old) => document.querySelector("[data-draft]").dataset.draft !== old, before);
    assert.equal(await page.evaluate(() => scrollY), 600);
    await page.context().close();
});

test("without JavaScript a reload shows what is there now", async () => {
    const page = await openDraft({ script: false });
    save(BAD);
    for (let tries = 0; tries < 100 && await page.locator(".error .carets").count() === 0; tries++) await page.reload();
    assert.ok(await page.locator(".error .carets").count() > 0);
    await page.context().close();
});

for (const [name, text] of [["a set without a fault", GOOD], ["a set with a problem", BAD]]) {
    for (const colorScheme of ["light", "dark"]) {
        for (const width of [320, 1280]) {
            test(`${name}: nothing for axe to find, ${colorScheme}, ${width} px wide`, async () => {
                const page = await openDraft({ colorScheme, viewport: { width, height: 900 } });
                save(text);
                await page.waitForFunction((is) => Boolean(document.querySelector(".error .carets")) === is, text === BAD);
                await page.evaluate(AXE);
                const { violations } = await page.evaluate((values) => axe.run({ runOnly: { type: "tag", values } }), TAGS);
                assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
                assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
                await page.context().close();
            });
        }
    }
}
