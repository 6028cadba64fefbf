/* What was done so far: days, minutes, how sure against how right; set by set and exercise by exercise; the curve of
 * one. */
#include "app/progress.h"
#include "app/record.h"
#include "face/web/document.h"
#include "face/web/form.h"
#include "face/web/pages.h"
#include "face/web/path.h"
#include "face/web/reply.h"
#include "view/progress.h"
#include "view/record.h"
#include "view/sets.h"

/* With more sets than these, what is known by heading is there to be unfolded. */
#define SETS_UNFOLDED 2

struct showing {
    struct request *request;
    struct document document;
    int32_t today;
    struct practice_record record;
    struct sets_progress sets;
    struct known_set *known; /* of the sets that were touched */
    struct progress_list elsewhere;
};

static enum status look_up(struct showing *showing, struct failure *failure)
{
    struct arena *arena = showing->request->arena;
    const struct learner *learner = &showing->request->site->learner;
    enum status status = record_look(learner, arena, showing->today, &showing->record, failure);
    if (status == STATUS_OK)
        status = progress_of_sets(learner, arena, &showing->sets, failure);
    if (status == STATUS_OK)
        status = progress_elsewhere(learner, arena, &showing->elsewhere, failure);
    showing->known = ARENA_NEW_MANY(arena, showing->sets.touched_count, struct known_set);
    for (size_t i = 0; i < showing->sets.touched_count && status == STATUS_OK; i++)
        status = record_known(learner, arena, showing->sets.items[i].set, showing->today, &showing->known[i], failure);
    return status;
}

/* All sets together: what most want to see first. */
static void add_record(struct showing *showing)
{
    struct arena *arena = showing->request->arena;
    struct document *document = &showing->document;
    if (showing->record.all_answer_count == 0) {
        document_element(document, "p", NULL, words_plain(SAY_WEB_PROGRESS_NOTHING));
        return;
    }
    document_view(document, view_record_calendar(arena, &showing->record, 2), 0);
    document_raw(document, "<div class=\"columns flow\">\n");
    document_view(document, view_record_minutes(arena, &showing->record, 2), 0);
    document_view(document, view_record_sureness(arena, &showing->record, 2), 0);
    if (showing->sets.touched_count > 0)
        document_view(document, view_record_known_sets(arena, showing->known, showing->sets.touched_count, 2), 0);
    document_raw(document, "</div>\n");
}

/* From each exercise that was answered to its curve. */
static void link_states(const struct request *request, const struct set_progress *progress, struct view *states)
{
    struct view *pairs = states->first;
    while (pairs != NULL && pairs->kind != VIEW_PAIRS)
        pairs = pairs->next;
    struct view *pair = pairs != NULL ? pairs->first : NULL;
    for (size_t i = 0; i < progress->set->exercise_count && pair != NULL; i++, pair = pair->next) {
        if (progress->exercises[i].response_count > 0)
            pair->address = path_of_curve(request, progress->set, &progress->set->exercises[i]);
    }
}

static void add_set(struct showing *showing, size_t index)
{
    struct document *document = &showing->document;
    const struct request *request = showing->request;
    const struct set_progress *progress = &showing->sets.items[index];
    document_raw(document, "<section class=\"states\"><h2>");
    document_link_in(document, NULL, progress->set->language, path_of_set(request, progress->set),
                     progress->set->title);
    document_raw(document, "</h2>\n");
    struct view *states = view_progress_states(request->arena, progress->set, progress->exercises,
                                               progress->has_open_run ? &progress->open_run : NULL);
    link_states(request, progress, states);
    document_view(document, states, 0);
    if (progress->answered_count > 0) {
        struct string id = string_format(request->arena, "known-%zu", index + 1);
        document_details_begin(document, SAY_WEB_BY_HEADING, showing->sets.touched_count <= SETS_UNFOLDED);
        document_view(document, view_record_known(request->arena, &showing->known[index], id, 3), 0);
        document_details_end(document);
    }
    document_raw(document, "</section>\n");
}

/* A line for each set in which nothing was done so far. */
static void add_untouched(struct showing *showing)
{
    struct document *document = &showing->document;
    const struct sets_progress *sets = &showing->sets;
    if (sets->touched_count == sets->count)
        return;
    document_raw(document, "<section class=\"untouched\">\n");
    document_element(document, "h2", NULL, words_plain(SAY_WEB_UNTOUCHED));
    document_raw(document, "<ul>\n");
    for (size_t i = sets->touched_count; i < sets->count; i++) {
        const struct set *set = sets->items[i].set;
        document_raw(document, "<li>");
        document_link_in(document, NULL, set->language, path_of_set(showing->request, set), set->title);
        document_raw(document, "<span class=\"muted\">");
        document_text(document, view_set_size(showing->request->arena, set));
        document_raw(document, "</span></li>\n");
    }
    document_raw(document, "</ul></section>\n");
}

void page_progress(struct request *request)
{
    struct failure failure = { 0 };
    struct showing showing = { .request = request, .today = time_local_day(site_now(request->site)) };
    enum status status = look_up(&showing, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    struct document *document = &showing.document;
    *document = document_begin(request->arena, words_plain(SAY_WEB_NAV_PROGRESS), PLACE_PROGRESS);
    document_element(document, "h1", NULL, words_plain(SAY_WEB_NAV_PROGRESS));
    add_record(&showing);
    document_raw(document, "<div class=\"columns flow\">\n");
    for (size_t i = 0; i < showing.sets.touched_count; i++)
        add_set(&showing, i);
    add_untouched(&showing);
    document_view(document, view_progress_elsewhere(request->arena, showing.elsewhere.items, showing.elsewhere.count),
                  0);
    document_raw(document, "</div>\n");
    reply_html(request, 200, document_end(document));
}

/* One exercise. --------------------------------------------------------------------------------------------------- */

/* So many rows at a time: more would hide the pictures, and make a page of megabytes. */
#define ROWS_MAX 100

/* The most answers that one of the curves has. */
static size_t answers_of(const struct curve *curves, size_t count)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = curves[i].answer_count > most ? curves[i].answer_count : most;
    return most;
}

/* "?older=2": which rows of the tables. False, and 400 was sent, for a query that is another. */
static bool read_rows(struct request *request, size_t answer_count, struct curve_rows *rows)
{
    struct http_form query;
    int64_t older, oldest = answer_count > 0 ? (int64_t)((answer_count - 1) / ROWS_MAX) : 0;
    if (!form_read_query(request, &query) || !form_number(request, &query, "older", 0, oldest, 0, &older))
        return false;
    *rows = (struct curve_rows){ (size_t)older * ROWS_MAX, ROWS_MAX };
    return true;
}

static void add_way(struct document *document, const struct request *request, size_t older, enum say says)
{
    struct string path = path_of_curve(request, request->set, &request->set->exercises[request->exercise]);
    if (older > 0)
        path = STRING_JOIN(request->arena, path, STRING("?older="), view_figure(request->arena, (int64_t)older));
    document_link(document, "button", path, words_plain(says));
}

/* Where the rows that are not shown are; nothing when all are. */
static void add_ways(struct document *document, const struct request *request, struct curve_rows rows, size_t count)
{
    if (count <= ROWS_MAX)
        return;
    size_t page = rows.first / ROWS_MAX, last_page = (count - 1) / ROWS_MAX;
    document_element(document, "p", NULL,
                     words_string(request->arena, SAY_WEB_CURVE_ROWS,
                                  WORDS({ "rows", .plain = view_figure(request->arena, ROWS_MAX) },
                                        { "page", .plain = view_figure(request->arena, (int64_t)page + 1) },
                                        { "pages", .plain = view_figure(request->arena, (int64_t)last_page + 1) })));
    document_raw(document, "<div class=\"actions\">\n");
    if (page > 0)
        add_way(document, request, page - 1, SAY_WEB_CURVE_NEWER);
    if (page < last_page)
        add_way(document, request, page + 1, SAY_WEB_CURVE_OLDER);
    document_raw(document, "</div>\n");
}

static struct document begin_curve(struct request *request, const struct exercise *exercise)
{
    struct document document =
        document_begin(request->arena, text_string(request->arena, exercise->title), PLACE_PROGRESS);
    document_crumbs(&document, STRING("/progress"), SAY_WEB_PROGRESS_CRUMB, request->set,
                    path_of_set(request, request->set));
    return document;
}

void page_curve(struct request *request)
{
    size_t count;
    struct failure failure = { 0 };
    struct curve curves[RECORD_CURVES_MAX];
    struct curve_rows rows;
    const struct exercise *exercise = &request->set->exercises[request->exercise];
    enum status status = record_curves(&request->site->learner, request->arena, request->set, request->exercise,
                                       time_local_day(site_now(request->site)), curves, &count, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    size_t answer_count = answers_of(curves, count);
    if (!read_rows(request, answer_count, &rows))
        return;
    struct document document = begin_curve(request, exercise);
    struct view *page = view_new(request->arena, VIEW_GROUP, ROLE_NONE);
    view_add_heading(request->arena, page, 1, words_quoted(request->arena, exercise->title, request->set->language));
    for (size_t i = 0; i < count; i++) {
        if (rows.first < curves[i].answer_count)
            view_append(page, view_record_curve(request->arena, &curves[i], rows, 2));
    }
    if (count == 0)
        view_add_string(request->arena, page, VIEW_PARAGRAPH, ROLE_NONE, words_plain(SAY_CURVE_NO_POINT));
    document_view(&document, page, 0);
    add_ways(&document, request, rows, answer_count);
    reply_html(request, 200, document_end(&document));
}
