/* What can be practised. */
#include "face/web/api.h"
#include "face/web/api_write.h"
#include "face/web/renewal.h"
#include "face/web/reply.h"

/* The members of one set, with how far one is. False when the store failed, and the reply was sent. */
static bool add_set(struct api_answer *answer, const struct set *set)
{
    struct request *request = answer->request;
    struct set_progress progress;
    struct failure failure = { 0 };
    enum status status = progress_of_set(&request->site->learner, request->arena, set, &progress, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return false;
    }
    api_set_members(answer, set);
    api_set_progress(answer, &progress);
    return true;
}

static void tell_sets(struct request *request)
{
    const struct library *library = request->site->learner.library;
    struct api_answer answer;
    api_begin_answer(&answer, request);
    api_open_array(&answer, "sets");
    for (size_t i = 0; i < library->set_count; i++) {
        api_open_object(&answer, NULL);
        if (!add_set(&answer, library->sets[i]))
            return;
        api_close_object(&answer);
    }
    api_close_array(&answer);
    reply_json(request, 200, api_end_answer(&answer));
}

void api_sets(struct request *request)
{
    renewal_before(request, tell_sets);
}

static void add_guide(struct api_answer *answer, const struct guide *guide)
{
    api_open_object(answer, "guide");
    api_text(answer, "title", guide->title);
    api_open_array(answer, "headings");
    for (size_t i = 0; i < guide->heading_count; i++) {
        api_open_object(answer, NULL);
        api_text(answer, "title", guide->headings[i].title);
        api_text(answer, "advice", guide->headings[i].advice);
        api_close_object(answer);
    }
    api_close_array(answer);
    api_close_object(answer);
}

void api_set(struct request *request)
{
    struct api_answer answer;
    api_begin_answer(&answer, request);
    if (!add_set(&answer, request->set))
        return;
    api_string(&answer, "licence", request->set->licence);
    api_prose(&answer, "about", request->set->about);
    add_guide(&answer, &request->set->guide);
    reply_json(request, 200, api_end_answer(&answer));
}
