// All pages there are, for the tests that look at each of them. They need the tests' own sets, and LEARNT.
import { answer, begin, bestLetter, dontKnow, next, otherLetter, radio, reveal, review, sendButton, sendTicks, SET, ticks, verdict } from "./practice.mjs";

export const EVERYTHING = "/sets/tests/everything";
export const LEARNT = ["tests/everything", "viva/senior-rust"];

const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((part) => { part.open = true; }));

export async function makePlan(page) {
    await page.goto("/plan");
    await page.getByLabel("Day of the interview").fill("2026-12-24");
    await page.getByLabel("Senior Rust engineer").check();
    await page.getByRole("button", { name: "Make the plan" }).click();
    await page.getByText("Your interview is in 32 days").waitFor();
}

// Each page by its name, and how one comes to it.
export const pages = {
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
    "what is due": (page) => page.goto("/review"),
    "a question to be said aloud": (page) => review(page),
    "the points to tick, with notes": async (page) => {
        await review(page);
        await page.getByRole("textbox").fill("first the mechanism\nthen the price");
        await reveal(page);
        await ticks(page).first().check();
    },
    "the error of ticking nothing": async (page) => {
        await review(page);
        await reveal(page);
        await sendTicks(page).click();
        await page.locator("#choice-error").waitFor();
    },
    "the result of ticks": async (page) => {
        await review(page);
        await reveal(page);
        await ticks(page).first().check();
        await sendTicks(page).click();
        await verdict(page).waitFor();
    },
    "the progress": (page) => page.goto("/progress"),
    "the progress, with every table": async (page) => { await page.goto("/progress"); await unfold(page); },
    "the curve of an exercise": async (page) => { await page.goto("/progress/viva/senior-rust/ownership"); await unfold(page); },
    "no plan": async (page) => {
        await page.goto("/plan");
        const giveUp = page.getByRole("button", { name: "Give the plan up" }); // of a test before this one
        if (await giveUp.isVisible()) await giveUp.click();
        await page.getByText("No interview is set.").waitFor();
    },
    "the plan": async (page) => { await makePlan(page); await unfold(page); },
    "the error of the plan": async (page) => {
        await page.goto("/plan");
        await page.getByLabel("Day of the interview").evaluate((field) => { field.type = "text"; }); // as old browsers have it
        await page.getByLabel("Day of the interview").fill("24.12.2026");
        await page.getByRole("button", { name: "Make the plan" }).click();
        await page.locator("#interview-error").waitFor();
    },
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
