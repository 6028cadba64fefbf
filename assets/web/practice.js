// Keys, and answers without a reload. Every page works without this file; it only saves waiting and reaching for the mouse.
"use strict";
(() => {
    const status = document.getElementById("status");
    const main = () => document.getElementById("main");
    const find = (selector) => main().querySelector(selector);
    let going = null; // the request under way, so that a second click or a late answer does no harm

    // Swap the page's content for that of another page of ours. The frame, with the status line, stays: a line that was there before
    // its text changed is the only one that is read out everywhere.
    function show(html, address, remember) {
        const page = new DOMParser().parseFromString(html, "text/html");
        const content = page.getElementById("main");
        if (!content) return location.assign(address);
        if (remember && address !== location.href) history.pushState(null, "", address);
        document.title = page.title;
        document.documentElement.lang = page.documentElement.lang;
        main().replaceWith(document.adoptNode(content));
        const heading = find("[data-focus]") || find("h1");
        if (heading) {
            heading.tabIndex = -1;
            heading.focus({ preventScroll: true });
            heading.scrollIntoView({ block: heading.matches("h1") ? "start" : "nearest" });
        }
        const said = find("[data-say]");
        status.textContent = said ? said.textContent.trim() : "";
        begin();
    }

    async function go(address, options, remember) {
        if (going) return;
        going = new AbortController();
        try {
            const headers = { "X-Requested-With": "viva" };
            const reply = await fetch(address, { ...options, headers, signal: going.signal, redirect: "follow" });
            show(await reply.text(), reply.url || address, remember);
        } catch {
            // No answer from the server: let the browser try, and show its own page.
            if (options.method === "POST") status.textContent = status.dataset.offline;
            else location.assign(address);
        } finally {
            going = null;
        }
    }

    function send(form, button) {
        const fields = new URLSearchParams(new FormData(form));
        if (button && button.name) fields.set(button.name, button.value);
        go(form.action, { method: "POST", body: fields }, true);
    }

    document.addEventListener("submit", (event) => {
        const form = event.target;
        if (!form.matches("main form[data-swap]")) return;
        event.preventDefault();
        send(form, event.submitter);
    });

    document.addEventListener("click", (event) => {
        const link = event.target.closest && event.target.closest("a[data-swap]");
        const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0;
        if (link && plain) {
            event.preventDefault();
            go(link.href, {}, true);
            return;
        }
        // A click anywhere on a card chooses it, unless it ends a selection of words (to look one up, say).
        const card = event.target.closest && event.target.closest(".option");
        const radio = card && card.querySelector("input[type=radio]");
        if (radio && !event.target.closest("a, label, input, pre") && String(getSelection()) === "") {
            radio.checked = true;
            radio.focus({ preventScroll: true });
        }
    });

    addEventListener("popstate", () => go(location.href, {}, false));

    // Keys: a letter chooses, Enter sends or goes on, ? is "I don't know", F flags. They can be switched off, for people
    // whose speech recognition or reader types letters (WCAG 2.1.4).
    const keysAreOn = () => {
        try { return localStorage.getItem("keys") !== "off"; } catch { return true; }
    };

    function begin() {
        const box = find("#keys");
        if (!box) return;
        box.closest("[hidden]")?.removeAttribute("hidden");
        box.checked = keysAreOn();
        box.addEventListener("change", () => {
            try { localStorage.setItem("keys", box.checked ? "on" : "off"); } catch { /* private windows forget */ }
        });
    }

    const typesText = (element) => element.matches("textarea, input[type=text], [contenteditable]");

    function press(button) {
        if (button) button.click();
        return Boolean(button);
    }

    function choose(letter) {
        const radio = find(`input[data-letter="${letter}"]`);
        if (!radio) return false;
        radio.checked = true;
        radio.focus();
        return true;
    }

    function onKey(key) {
        if (/^[a-h]$/i.test(key) && choose(key.toUpperCase())) return true;
        if (/^[1-3]$/.test(key) && find(`input[name=sure][value="${key}"]`)) {
            find(`input[name=sure][value="${key}"]`).checked = true;
            return true;
        }
        if (key === "?") return press(find("button[value=dont-know]"));
        if (key === "f" || key === "F") return press(find("button[data-key=flag]"));
        if (key === "Enter") return press(find("button[value=answer]") || find("a[data-key=next]"));
        return false;
    }

    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
        const target = event.target;
        if (typesText(target) || !keysAreOn()) return;
        const ownsEnter = target.matches("a, button, summary, select, input:not([type=radio])");
        if (event.key === "Enter" && ownsEnter) return;
        if (onKey(event.key)) event.preventDefault();
    });

    begin();
})();
