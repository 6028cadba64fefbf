/* A run as a whole: beginning it, where it stands, what it came to. */
#include "face/web/api.h"
#include "face/web/api_body.h"
#include "face/web/api_write.h"
#include "face/web/path.h"
#include "face/web/reply.h"
#include "words/words.h"

/* The members of a run. The seed is not among them: with the set's file at hand it would tell the order of the options.
 */
static void add_run(struct api_answer *answer, const struct practice_standing *standing)
{
    const struct practice *practice = &answer->request->lease->practice;
    api_string(answer, "run", uuid_string(answer->arena, practice->run.id));
    api_string(answer, "set", practice->run.set);
    api_bool(answer, "review", practice->is_review);
    api_string(answer, "begun", time_format(answer->arena, practice->run.begun));
    api_integer(answer, "step_count", (int64_t)practice->run.step_count);
    api_integer(answer, "response_count", (int64_t)standing->response_count);
    api_integer_or_null(answer, "next", (int64_t)standing->next + 1, standing->has_next);
}

static void reply_run(struct request *request, bool is_new)
{
    struct practice_standing standing;
    struct failure failure = { 0 };
    struct api_answer answer;
    enum status status = practice_stand(&request->site->learner, &request->lease->practice, 0, &standing, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    api_begin_answer(&answer, request);
    add_run(&answer, &standing);
    if (is_new)
        reply_created(request, path_of_api_run(request), api_end_answer(&answer));
    else
        reply_json(request, 200, api_end_answer(&answer));
}

void api_run(struct request *request)
{
    reply_run(request, false);
}

/* Beginning. ---------------------------------------------------------------------------------------------------- */

/* Created means that it is on the disk. */
static void begun(struct request *request)
{
    if (request->told == STATUS_OK)
        reply_run(request, true);
    else
        reply_failure(request, request->told, &request->failure);
}

void api_begun(struct request *request)
{
    request->then = begun;
    practice_stored_submit(&request->site->learner, &request->lease->practice, request_told, request);
}

static void begin(struct request *request, const struct set *set, const size_t *exercises, size_t count)
{
    struct failure failure = { 0 };
    enum status status = runs_begin(request->site->runs, set, exercises, count, site_seed(request->site),
                                    site_now(request->site), &request->lease, &failure);
    if (status == STATUS_OK)
        api_begun(request);
    else
        reply_failure(request, status, &failure);
}

static void begin_set(struct request *request, struct string id)
{
    const struct set *set = library_find(request->site->learner.library, id);
    if (set != NULL)
        begin(request, set, NULL, 0);
    else
        reply_error(request, 404, words_string(request->arena, SAY_WEB_NO_SET, WORDS({ "set", .plain = id })));
}

/* Only what another run showed to be worth another look. */
static void begin_again(struct request *request, const struct api_field *field)
{
    struct uuid id;
    struct lease *before = NULL;
    struct summary summary;
    size_t *exercises;
    struct failure failure = { 0 };
    if (!uuid_parse(field->string, &id)) {
        reply_field_error(request, string_from(field->name), words_plain(SAY_WEB_NO_RUN));
        return;
    }
    enum status status = runs_take(request->site->runs, id, &before, &failure);
    if (status == STATUS_OK)
        status = practice_summary(&request->site->learner, request->arena, &before->practice, &summary, &failure);
    if (status != STATUS_OK) {
        runs_give_back(request->site->runs, before);
        reply_failure(request, status, &failure);
        return;
    }
    size_t count = practice_again(request->arena, &before->practice, &summary, &exercises);
    const struct set *set = before->practice.set;
    runs_give_back(request->site->runs, before);
    if (count > 0)
        begin(request, set, exercises, count);
    else
        reply_error(request, 409, words_plain(SAY_AGAIN_NONE));
}

void api_begin(struct request *request)
{
    struct api_field fields[] = {
        { .name = "set", .kind = API_STRING, .low = 1, .high = 2 * SLUG_MAX + 1 },
        { .name = "again", .kind = API_STRING, .low = UUID_TEXT_SIZE, .high = UUID_TEXT_SIZE },
    };
    if (!api_read(request, fields, 2))
        return;
    if (fields[0].has == fields[1].has)
        reply_field_error(request, STRING("set"), words_plain(SAY_WEB_SET_OR_AGAIN));
    else if (fields[0].has)
        begin_set(request, fields[0].string);
    else
        begin_again(request, &fields[1]);
}

/* Summary. ------------------------------------------------------------------------------------------------------ */

static void add_shares(struct api_answer *answer, const struct guide *guide, const struct summary *summary)
{
    api_open_array(answer, "headings");
    for (size_t i = 0; i < summary->share_count; i++) {
        const struct heading_share *share = &summary->shares[i];
        api_open_object(answer, NULL);
        api_text(answer, "title", guide->headings[share->heading].title);
        api_integer(answer, "point_count", share->point_count);
        api_integer(answer, "covered_count", share->covered_count);
        api_integer(answer, "touched_count", share->touched_count);
        api_close_object(answer);
    }
    api_close_array(answer);
}

static void add_sureness(struct api_answer *answer, const struct summary *summary)
{
    api_open_array(answer, "sureness");
    for (enum sureness sureness = SURE_GUESS; sureness <= SURE_YES; sureness++) {
        api_open_object(answer, NULL);
        api_string(answer, "sureness", string_from(sureness_ids[sureness]));
        api_integer(answer, "response_count", summary->sure_count[sureness]);
        api_integer(answer, "right_count", summary->sure_right_count[sureness]);
        api_close_object(answer);
    }
    api_close_array(answer);
}

static void add_again(struct api_answer *answer, const struct practice *practice, const struct summary *summary)
{
    static const char *const reasons[] = {
        [AGAIN_WRONG] = "wrong",         [AGAIN_CONFIDENT_WRONG] = "sure-and-wrong",
        [AGAIN_DONT_KNOW] = "dont-know", [AGAIN_GUESSED] = "guessed",
        [AGAIN_FLAGGED] = "flagged",     [AGAIN_SKIPPED] = "skipped",
    };
    api_open_array(answer, "again");
    for (size_t i = 0; i < summary->again_count; i++) {
        size_t step = summary->again[i].step;
        api_open_object(answer, NULL);
        api_integer(answer, "step", (int64_t)step + 1);
        api_text(answer, "title", practice->contents[step]->exercises[0].title);
        api_string(answer, "reason", string_from(reasons[summary->again[i].reason]));
        api_close_object(answer);
    }
    api_close_array(answer);
}

void api_summary(struct request *request)
{
    const struct practice *practice = &request->lease->practice;
    struct summary summary;
    struct failure failure = { 0 };
    struct api_answer answer;
    enum status status = practice_summary(&request->site->learner, request->arena, practice, &summary, &failure);
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return;
    }
    api_begin_answer(&answer, request);
    api_string(&answer, "run", uuid_string(request->arena, practice->run.id));
    api_integer(&answer, "step_count", summary.step_count);
    api_integer(&answer, "response_count", summary.response_count);
    api_integer(&answer, "right_count", summary.right_count);
    api_integer(&answer, "dont_know_count", summary.dont_know_count);
    api_integer_or_null(&answer, "score_percent", summary.score_percent, summary.score_percent >= 0);
    add_shares(&answer, practice_guide(practice), &summary);
    add_sureness(&answer, &summary);
    add_again(&answer, practice, &summary);
    reply_json(request, 200, api_end_answer(&answer));
}
