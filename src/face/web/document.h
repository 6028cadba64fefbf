/* document: the frame that all pages share: head, navigation, the one status line, the foot.
 *
 * Knows the frame and a few elements that pages have in common. Knows nothing of what a page is about. */
#ifndef VIVA_FACE_WEB_DOCUMENT_H
#define VIVA_FACE_WEB_DOCUMENT_H

#include "base/string.h"
#include "model/prose.h"
#include "model/set.h"
#include "view/view.h"
#include "words/words.h"

/* Which entry of the navigation the page belongs to. */
enum document_place { PLACE_NONE, PLACE_SETS, PLACE_REVIEW, PLACE_PROGRESS, PLACE_DATA, PLACE_ABOUT };

struct document {
    struct arena *arena;
    struct buffer html;
};

/* Everything up to the inside of <main>. title becomes "title · viva". */
struct document document_begin(struct arena *arena, struct string title, enum document_place place);

/* Everything after; the whole page. */
struct string document_end(struct document *document);

/* A whole page that says what went wrong and where one can go. */
struct string document_error(struct arena *arena, int status, struct string title, struct string detail);

/* What is the same on every page: rendered once, by the first page that has it. Made with DOCUMENT_FIXED, and static.
 */
struct document_fixed {
    void (*add)(struct document *document, size_t variant);
    size_t variant;
    _Atomic(const struct string *) kept;
};
#define DOCUMENT_FIXED(function, variant_number)                                                                       \
    {                                                                                                                  \
        .add = (function), .variant = (variant_number)                                                                 \
    }
void document_fixed(struct document *document, struct document_fixed *fixed);

/* Parts, escaped where they hold text. raw is markup of our own. */
static inline void document_raw(struct document *document, const char *markup)
{
    buffer_add_c(&document->html, markup);
}
void document_say(struct document *document, enum say sentence); /* a sentence without places, as text */
void document_text(struct document *document, struct string text);
void document_element(struct document *document, const char *name, const char *class_name,
                      struct string text);                                                 /* class_name may be NULL */
void document_view(struct document *document, const struct view *view, int heading_shift); /* as render_html */
void document_attribute(struct document *document, const char *name, struct string value);
void document_link(struct document *document, const char *class_name, struct string path,
                   struct string text); /* swapped in without a reload where the script runs */
void document_link_in(struct document *document, const char *class_name, struct string language, struct string path,
                      struct string text); /* the same with words in a language, BCP 47 */

/* The way back, above the heading: a link with words in a language, which may be empty for that of the page. */
void document_crumb(struct document *document, struct string language, struct string path, struct string text);

/* The way back to one of our own pages, and to a set below it unless that is NULL. */
void document_crumbs(struct document *document, struct string path, enum say says, const struct set *set,
                     struct string path_of_set);

/* <details> with the sentence as summary; closed by document_details_end. */
void document_details_begin(struct document *document, enum say summary, bool is_open);
void document_details_end(struct document *document);

/* What the signs in tables of options by points say. */
void document_legend(struct document *document);

#endif
