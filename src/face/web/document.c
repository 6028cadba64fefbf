#include "face/web/document.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "face/web/asset.h"
#include "render/html.h"
#include "view/result.h"

/* What was kept is never changed, save to give it back. */
static void free_fixed(const struct string *kept)
{
    union {
        const struct string *kept;
        void *memory;
    } back = { kept };
    free(back.memory);
}

static const struct string *fix(const struct document_fixed *fixed)
{
    struct arena arena = { 0 };
    struct document document = { .arena = &arena, .html = buffer_in(&arena) };
    fixed->add(&document, fixed->variant);
    struct string html = buffer_string(&document.html);
    struct string *kept = malloc(sizeof *kept + html.size);
    CHECK(kept != NULL);
    *kept = (struct string){ memcpy(kept + 1, html.bytes, html.size), html.size };
    arena_clear(&arena);
    return kept;
}

/* Two threads may render it at once: the first to be done is kept, for as long as the program runs. */
void document_fixed(struct document *document, struct document_fixed *fixed)
{
    const struct string *kept = atomic_load(&fixed->kept);
    if (kept == NULL) {
        const struct string *fresh = fix(fixed);
        if (atomic_compare_exchange_strong(&fixed->kept, &kept, fresh))
            kept = fresh;
        else
            free_fixed(fresh);
    }
    buffer_add(&document->html, *kept);
}

void document_text(struct document *document, struct string text)
{
    html_text(&document->html, text);
}

void document_say(struct document *document, enum say sentence)
{
    html_text(&document->html, words_plain(sentence));
}

void document_attribute(struct document *document, const char *name, struct string value)
{
    html_attribute(&document->html, name, value);
}

void document_element(struct document *document, const char *name, const char *class_name, struct string text)
{
    document_raw(document, "<");
    document_raw(document, name);
    if (class_name != NULL)
        document_attribute(document, "class", string_from(class_name));
    document_raw(document, ">");
    document_text(document, text);
    document_raw(document, "</");
    document_raw(document, name);
    document_raw(document, ">\n");
}

void document_view(struct document *document, const struct view *view, int heading_shift)
{
    render_html(&document->html, view, heading_shift);
}

void document_link(struct document *document, const char *class_name, struct string path, struct string text)
{
    document_link_in(document, class_name, (struct string){ 0 }, path, text);
}

void document_link_in(struct document *document, const char *class_name, struct string language, struct string path,
                      struct string text)
{
    document_raw(document, "<a data-swap");
    if (class_name != NULL)
        document_attribute(document, "class", string_from(class_name));
    if (language.size > 0)
        document_attribute(document, "lang", language);
    document_attribute(document, "href", path);
    document_raw(document, ">");
    document_text(document, text);
    document_raw(document, "</a>\n");
}

void document_crumb(struct document *document, struct string language, struct string path, struct string text)
{
    document_raw(document, "<p class=\"crumb\">");
    document_link_in(document, NULL, language, path, text);
    document_raw(document, "</p>\n");
}

void document_crumbs(struct document *document, struct string path, enum say says, const struct set *set,
                     struct string path_of_set)
{
    document_raw(document, "<p class=\"crumb\">");
    document_link(document, NULL, path, words_plain(says));
    if (set != NULL) {
        document_raw(document, " <span aria-hidden=\"true\">·</span> ");
        document_link_in(document, NULL, set->language, path_of_set, set->title);
    }
    document_raw(document, "</p>\n");
}

void document_details_begin(struct document *document, enum say summary, bool is_open)
{
    document_raw(document, is_open ? "<details open><summary>" : "<details><summary>");
    document_say(document, summary);
    document_raw(document, "</summary>\n");
}

void document_details_end(struct document *document)
{
    document_raw(document, "</details>\n");
}

void document_legend(struct document *document)
{
    document_raw(document, "<ul class=\"legend\" aria-hidden=\"true\">\n");
    for (enum verdict verdict = VERDICT_COVERED; verdict <= VERDICT_CONTRADICTED; verdict++) {
        const struct view *cell = view_verdict_cell(document->arena, verdict);
        document_raw(document, "<li>");
        html_sign(&document->html, cell->role);
        document_text(document, text_string(document->arena, cell->text));
        document_raw(document, "</li>\n");
    }
    document_raw(document, "</ul>\n");
}

#define DOCUMENT_BYTES_USUAL ((size_t)24 * 1024) /* of a page with a question: few grow beyond it */

/* The frame. ---------------------------------------------------------------------------------------------------- */

static const struct {
    enum document_place place;
    const char *path;
    enum say name;
} navigation[] = {
    { PLACE_SETS, "/", SAY_WEB_NAV_SETS },
    { PLACE_REVIEW, "/review", SAY_WEB_NAV_REVIEW },
    { PLACE_PROGRESS, "/progress", SAY_WEB_NAV_PROGRESS },
    { PLACE_DATA, "/data", SAY_WEB_NAV_DATA },
    { PLACE_ABOUT, "/about", SAY_WEB_NAV_ABOUT },
};

static void add_before_title(struct document *document, size_t variant)
{
    (void)variant;
    document_raw(document, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    document_raw(document, "<link rel=\"stylesheet\"");
    document_attribute(document, "href", asset_path(ASSET_STYLE));
    document_raw(document, ">\n<link rel=\"icon\" type=\"image/svg+xml\"");
    document_attribute(document, "href", asset_path(ASSET_ICON));
    document_raw(document, ">\n<script defer");
    document_attribute(document, "src", asset_path(ASSET_SCRIPT));
    document_raw(document, "></script>\n<title>");
}

static void add_navigation(struct document *document, enum document_place place)
{
    document_raw(document, "<header class=\"site\"><a class=\"name\" href=\"/\">viva</a>\n<nav");
    document_attribute(document, "aria-label", words_plain(SAY_WEB_NAV));
    document_raw(document, "><ul>\n");
    for (size_t i = 0; i < sizeof navigation / sizeof *navigation; i++) {
        document_raw(document, "<li><a");
        document_attribute(document, "href", string_from(navigation[i].path));
        document_raw(document, navigation[i].place == place ? " aria-current=\"page\">" : ">");
        document_say(document, navigation[i].name);
        document_raw(document, "</a></li>\n");
    }
    document_raw(document, "</ul></nav></header>\n");
}

static void add_after_title(struct document *document, size_t place)
{
    document_raw(document, "viva</title>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
    document_say(document, SAY_WEB_SKIP);
    document_raw(document, "</a>\n");
    add_navigation(document, (enum document_place)place);
    document_raw(document, "<p class=\"status\" id=\"status\" role=\"status\"");
    document_attribute(document, "data-offline", words_plain(SAY_WEB_OFFLINE));
    document_raw(document, "></p>\n<main id=\"main\" tabindex=\"-1\">\n");
}

struct document document_begin(struct arena *arena, struct string title, enum document_place place)
{
    static struct document_fixed before_title = DOCUMENT_FIXED(add_before_title, 0);
    static struct document_fixed after_title[] = {
        DOCUMENT_FIXED(add_after_title, PLACE_NONE),   DOCUMENT_FIXED(add_after_title, PLACE_SETS),
        DOCUMENT_FIXED(add_after_title, PLACE_REVIEW), DOCUMENT_FIXED(add_after_title, PLACE_PROGRESS),
        DOCUMENT_FIXED(add_after_title, PLACE_DATA),   DOCUMENT_FIXED(add_after_title, PLACE_ABOUT),
    };
    struct document document = { .arena = arena, .html = buffer_in(arena) };
    buffer_expect(&document.html, DOCUMENT_BYTES_USUAL);
    document_fixed(&document, &before_title);
    document_text(&document, title);
    document_raw(&document, title.size > 0 ? " · " : "");
    document_fixed(&document, &after_title[place]);
    return document;
}

static void add_end(struct document *document, size_t variant)
{
    (void)variant;
    document_raw(document, "</main>\n<footer class=\"foot\"><p>");
    document_say(document, SAY_WEB_FOOT);
    document_raw(document, "</p></footer>\n</body>\n</html>\n");
}

struct string document_end(struct document *document)
{
    static struct document_fixed end = DOCUMENT_FIXED(add_end, 0);
    document_fixed(document, &end);
    return buffer_string(&document->html);
}

struct string document_error(struct arena *arena, int status, struct string title, struct string detail)
{
    struct document document = document_begin(arena, title, PLACE_NONE);
    buffer_add_format(&document.html, "<p class=\"crumb\">%d</p>\n", status);
    document_element(&document, "h1", NULL, title);
    document_element(&document, "p", NULL, detail);
    document_raw(&document, "<p class=\"actions\">");
    document_link(&document, "button", STRING("/"), words_plain(SAY_WEB_HOME));
    document_raw(&document, "</p>\n");
    return document_end(&document);
}
