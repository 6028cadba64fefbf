/* What was done so far: days, minutes, how sure against how right; set by set and exercise by exercise; the curve of
 * one. */
#include "app/progress.h"
#include "app/record.h"
#include "face/web/document.h"
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

void page_curve(struct request *request)
{
    size_t count;
    struct failure failure = { 0 };
    struct curve curves[RECORD_CURVES_MAX];
    const struct exercise *exercise = &request->set->exercises[request->exercise];
    enum status status = record_curves(&request->site->learner, request->arena, request->set, request->exercise,
                                       time_local_day(site_now(request->site)), curves, &count, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    struct document document =
        document_begin(request->arena, text_string(request->arena, exercise->title), PLACE_PROGRESS);
    document_raw(&document, "<p class=\"crumb\">");
    document_link(&document, NULL, STRING("/progress"), words_plain(SAY_WEB_PROGRESS_CRUMB));
    document_raw(&document, " · ");
    document_link_in(&document, NULL, request->set->language, path_of_set(request, request->set), request->set->title);
    document_raw(&document, "</p>\n");
    struct view *page = view_new(request->arena, VIEW_GROUP, ROLE_NONE);
    view_add_heading(request->arena, page, 1, words_quoted(request->arena, exercise->title, request->set->language));
    for (size_t i = 0; i < count; i++)
        view_append(page, view_record_curve(request->arena, &curves[i], 2));
    if (count == 0)
        view_add_string(request->arena, page, VIEW_PARAGRAPH, ROLE_NONE, words_plain(SAY_CURVE_NO_POINT));
    document_view(&document, page, 0);
    reply_html(request, 200, document_end(&document));
}
