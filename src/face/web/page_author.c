/* A set while it is written: what is wrong with it, and all of it as it will be seen. */
#include "base/json.h"
#include "face/web/author.h"
#include "face/web/document.h"
#include "face/web/pages.h"
#include "face/web/path.h"
#include "face/web/reply.h"

static bool is_followed(struct request *request)
{
    if (request->site->author == NULL)
        reply_error(request, 404, words_plain(SAY_WEB_NO_AUTHOR));
    return request->site->author != NULL;
}

/* "1 error and 2 warnings", which the status line says when it changes. */
static struct string sum_of(struct arena *arena, const struct problems *problems)
{
    size_t warning_count = problems->count - problems->error_count;
    struct string counts[] = {
        words_counted(arena, SAY_COUNT_ERRORS, (int64_t)problems->error_count, NO_WORDS),
        words_counted(arena, SAY_COUNT_WARNINGS, (int64_t)warning_count, NO_WORDS),
    };
    if (problems->error_count > 0 && warning_count > 0)
        return words_and(arena, counts, 2);
    return problems->count == 0 ? words_plain(SAY_CHECK_NOTHING) : counts[problems->error_count > 0 ? 0 : 1];
}

/* The caret stands below its column, so lines are neither wrapped nor filled; who has only keys scrolls them with
 * these. */
static void add_problem(struct document *document, const struct problem *problem)
{
    struct buffer text = buffer_in(document->arena);
    problem_write(&text, problem);
    document_raw(document, problem->severity == SEVERITY_ERROR ? "<li class=\"error\">" : "<li>");
    document_raw(document, "<pre class=\"carets\" tabindex=\"0\">");
    document_text(document, buffer_string(&text));
    document_raw(document, "</pre></li>\n");
}

static void add_problems(struct document *document, const struct web_draft *draft)
{
    bool is_read = draft->status == STATUS_OK;
    document_element(document, "p", "state",
                     is_read ? sum_of(document->arena, &draft->problems) : string_from(draft->failure.text));
    if (draft->problems.count == 0)
        return;
    document_raw(document, "<ol class=\"problems\">\n");
    for (size_t i = 0; i < draft->problems.count; i++)
        add_problem(document, &draft->problems.items[i]);
    document_raw(document, "</ol>\n");
}

static void add_set(struct document *document, const struct request *request, const struct web_draft_set *written)
{
    document_raw(document, "<p>");
    document_link(document, NULL, path_of_set(request, written->set),
                  words_string(document->arena, SAY_WEB_AUTHOR_TRY, WORDS({ "set", .plain = written->set->title })));
    document_raw(document, "</p>\n");
    document_raw(document, "<div class=\"points\">\n");
    document_legend(document);
    document_view(document, written->preview, 1); /* the page has a heading of its own above it */
    document_raw(document, "</div>\n");
}

void page_author(struct request *request)
{
    if (!is_followed(request))
        return;
    const struct web_draft *draft = author_draft(request->site->author);
    struct document document = document_begin(request->arena, words_plain(SAY_WEB_AUTHOR), PLACE_NONE);
    document_element(&document, "h1", NULL, words_plain(SAY_WEB_AUTHOR));
    document_element(&document, "p", "muted", request->site->options->author->path);
    document_raw(&document, "<div");
    document_attribute(&document, "data-draft", author_version(request->site->author, request->arena));
    document_raw(&document, ">\n");
    add_problems(&document, draft);
    for (size_t i = 0; i < draft->set_count; i++)
        add_set(&document, request, &draft->sets[i]);
    document_raw(&document, "</div>\n");
    reply_html(request, 200, document_end(&document));
}

/* Asked again and again by the script, which then looks at the page anew when the version is another. */
void page_author_version(struct request *request)
{
    if (!is_followed(request))
        return;
    struct buffer json = buffer_in(request->arena);
    struct json_writer writer = json_writer_to(&json, 0);
    json_begin_object(&writer);
    json_write_key(&writer, "version");
    json_write_string(&writer, author_version(request->site->author, request->arena));
    json_end_object(&writer);
    reply_json(request, 200, buffer_string(&json));
}
