// Keys, and answers without a reload. Every page works without this file; it only saves waiting and reaching for the mouse.
"use strict";
(() => {
    const status = document.getElementById("status");
    const main = () => document.getElementById("main");
    const find = (selector) => main().querySelector(selector);
    let going = null; // the request under way: a second click does nothing, going elsewhere ends it

    // The frame, with the status line, stays: a line that was there before its text changed is the only one that is read out everywhere.
    function say(text, isSeen) {
        status.classList.toggle("seen", isSeen);
        status.textContent = text;
    }

    // Where the reader goes on: a heading, which then takes the focus though it is no control, or a control.
    function focusOn(element) {
        if (!element) return;
        if (element.tabIndex < 0) element.tabIndex = -1;
        element.focus({ preventScroll: true });
    }

    // Put a page of ours in the place of the one that is shown.
    function show(page) {
        document.title = page.title;
        document.documentElement.lang = page.documentElement.lang;
        document.querySelector("nav").replaceWith(document.adoptNode(page.querySelector("nav")));
        for (const element of page.querySelectorAll("[autofocus]")) element.autofocus = false; // we say below where it goes
        main().replaceWith(document.adoptNode(page.getElementById("main")));
        const said = find("[data-say]");
        say(said ? said.textContent.trim() : "", false);
        focusOn(find("[data-focus]") || find("h1"));
        begin();
    }

    // Put one part of a page in its place, and leave what is chosen, typed or unfolded around it. Whoever had the focus in it keeps it.
    function showPart(page, selector) {
        const before = find(selector);
        const after = document.adoptNode(page.querySelector(selector));
        const hadFocus = before.contains(document.activeElement);
        before.replaceWith(after);
        if (hadFocus) focusOn(after.querySelector("button"));
        else say(after.textContent.trim(), false);
    }

    async function load(address, options) {
        if (going && options.method === "POST") return null;
        if (going) going.abort();
        const mine = going = new AbortController();
        try {
            const reply = await fetch(address, { ...options, signal: mine.signal });
            const page = new DOMParser().parseFromString(await reply.text(), "text/html");
            return going === mine && page.getElementById("main") && { page, reply };
        } catch (error) {
            if (error.name !== "AbortError") say(status.dataset.offline, true);
            return null;
        } finally {
            if (going === mine) going = null;
        }
    }

    // Each page is one entry of the history, which knows how far down one was when one left.
    const pathOf = (address) => { const { pathname, search } = new URL(address, location.href); return pathname + search; };
    const leave = () => history.replaceState({ scroll: scrollY }, "");
    let path = pathOf(location.href);

    function remember(address) {
        if (pathOf(address) === path) return;
        leave();
        history.pushState(null, "", address);
        path = pathOf(address);
    }

    function scrollToStart() {
        const start = find(".verdict, .error") || find("h1");
        if (start && !start.matches("h1")) start.scrollIntoView({ block: "nearest" });
        else scrollTo(0, 0);
        document.activeElement.scrollIntoView({ block: "nearest" });
    }

    async function go(address, options) {
        const loaded = await load(address, options);
        if (!loaded) return;
        // A form that was sent back is still the page it stood on.
        if (loaded.reply.status !== 422) remember(loaded.reply.url);
        show(loaded.page);
        scrollToStart();
    }

    async function send(form, button) {
        const fields = new URLSearchParams(new FormData(form));
        if (button?.name) fields.set(button.name, button.value);
        const options = { method: "POST", body: fields };
        const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
        if (!form.dataset.swap) return go(address, options);
        const loaded = await load(form.action, options);
        if (loaded) showPart(loaded.page, form.dataset.swap);
    }

    document.addEventListener("submit", (event) => {
        if (!event.target.matches("main form[data-swap]")) return;
        event.preventDefault();
        send(event.target, event.submitter);
    });

    document.addEventListener("click", (event) => {
        const link = event.target.closest("a[data-swap]");
        const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
        if (link && isPlain) {
            event.preventDefault();
            go(link.href, {});
            return;
        }
        // A click anywhere on a card chooses it, unless it ends a selection of words (to look one up, say).
        const radio = event.target.closest(".option")?.querySelector("input[type=radio]");
        if (radio && !event.target.closest("a, label, input, pre") && String(getSelection()) === "") {
            radio.checked = true;
            radio.focus({ preventScroll: true });
        }
    });

    addEventListener("popstate", async (event) => {
        if (pathOf(location.href) === path) return; // only another place on this page
        path = pathOf(location.href);
        const loaded = await load(path, {});
        if (!loaded) return;
        show(loaded.page);
        scrollTo(0, event.state?.scroll || 0);
    });
    addEventListener("pagehide", leave);
    history.scrollRestoration = "manual";

    // Keys: a letter chooses, 1 to 3 say how sure, Enter sends or goes on, ? is "I don't know", F flags. They can be switched off, for
    // people whose speech recognition or reader types letters (WCAG 2.1.4).
    function keysAreOn() {
        try { return localStorage.getItem("keys") !== "off"; } catch { return true; }
    }

    function begin() {
        const box = find("#keys");
        if (!box) return;
        box.closest("[hidden]")?.removeAttribute("hidden");
        box.checked = keysAreOn();
        box.addEventListener("change", () => {
            try { localStorage.setItem("keys", box.checked ? "on" : "off"); } catch { /* private windows forget */ }
        });
    }

    function press(button) {
        button?.click();
        return Boolean(button);
    }

    function check(radio) {
        if (!radio) return false;
        radio.checked = true;
        radio.focus();
        return true;
    }

    function onKey(key) {
        if (/^[a-h]$/i.test(key) && check(find(`input[data-letter="${key.toUpperCase()}"]`))) return true;
        if (/^[1-3]$/.test(key)) return check(find(`input[name=sure][value="${key}"]`));
        if (key === "?") return press(find("button[value=dont-know]"));
        if (key === "f" || key === "F") return press(find("button[data-key=flag]"));
        if (key === "Enter") return press(find("button[value=answer], [data-key=next]"));
        return false;
    }

    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || !keysAreOn()) return;
        if (event.target.matches("textarea, input[type=text]")) return;
        const ownsEnter = event.target.matches("a, button, summary, input:not([type=radio])");
        if (event.key === "Enter" && ownsEnter) return;
        if (onKey(event.key)) event.preventDefault();
    });

    // A set that is being written: the page follows its file. Where one is on the page stays as it is.
    async function follow() {
        const draft = find("[data-draft]");
        if (!draft || document.hidden || going) return;
        try {
            const { version } = await (await fetch("/author/version")).json();
            if (version === draft.dataset.draft || draft !== find("[data-draft]")) return;
            const page = new DOMParser().parseFromString(await (await fetch("/author")).text(), "text/html");
            const fresh = document.adoptNode(page.querySelector("[data-draft]"));
            const scroll = scrollY;
            draft.replaceWith(fresh);
            scrollTo(0, scroll);
            say(fresh.querySelector(".state").textContent, false);
        } catch { /* viva was ended, or is being started again */ }
    }

    begin();
    setInterval(follow, 500);
    if (history.state?.scroll) scrollTo(0, history.state.scroll);
})();
