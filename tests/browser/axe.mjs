// axe-core has nothing to say about any page, in light and dark, on a small and a wide screen.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { answer, begin, bestLetter, dontKnow, next, open, otherLetter, ownSets, radio, sendButton, stage, SET, verdict } from "./practice.mjs";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const EVERYTHING = "/sets/tests/everything";

const the = stage({ sets: ownSets() });

const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));

// Each page by its name, and how one comes to it.
const pages = {
    "the sets": (page) => page.goto("/"),
    "a set": (page) => page.goto(SET),
    "a set with everything": (page) => page.goto(EVERYTHING),
    "a question": (page) => begin(page),
    "a question with everything": async (page) => { await begin(page, EVERYTHING); await unfold(page); },
    "a question with an error": async (page) => {
        await begin(page);
        await sendButton(page).click();
        await page.locator("#choice-error").waitFor();
    },
    "a question that is flagged, with a choice": async (page) => {
        await page.goto(`${await begin(page)}/4`);
        await page.locator("#flag button").click();
        await radio(page, "B").check();
    },
    "the result of the best choice": async (page) => { await begin(page); await answer(page, await bestLetter(page)); },
    "the result of another choice": async (page) => { await begin(page); await answer(page, await otherLetter(page)); },
    "the result of “I don’t know”": async (page) => { await begin(page); await dontKnow(page); },
    "a result with everything": async (page) => { await begin(page, EVERYTHING); await answer(page, "C"); await unfold(page); },
    "the summary": async (page) => {
        const run = await begin(page);
        await answer(page, await otherLetter(page));
        await next(page);
        await answer(page, await bestLetter(page));
        await page.goto(`${run}/summary`);
    },
    "the progress": (page) => page.goto("/progress"),
    "the data": (page) => page.goto("/data"),
    "the error of erasing": async (page) => {
        await page.goto("/data");
        await page.getByRole("button", { name: "Erase everything" }).click();
        await page.locator("#confirm-error").waitFor();
    },
    "the report": async (page) => page.goto(`${await begin(page)}/1/report`),
    "the text of a report": async (page) => {
        await page.goto(`${await begin(page)}/1/report`);
        await page.getByRole("button", { name: "Write the report" }).click();
        await page.locator("#report").waitFor();
    },
    "about": (page) => page.goto("/about"),
    "404": (page) => page.goto("/nothing"),
    "405": async (page) => page.goto(`${await begin(page)}/1/answer`),
    "a page when the server is gone": async (page) => {
        await begin(page);
        await page.route("**/answer", (route) => route.abort());
        await page.getByRole("button", { name: "I don’t know" }).click();
        await page.getByText("No answer came.").waitFor();
    },
};

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
