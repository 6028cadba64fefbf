/* One exercise: before its answer what may be shown of it, after it why the best is the best. */
#include "face/web/api.h"
#include "face/web/api_body.h"
#include "face/web/api_review.h"
#include "face/web/api_write.h"
#include "face/web/reply.h"
#include "view/question.h"
#include "words/words.h"

#define REMARK_BYTES_MAX 16000

/* The question. ------------------------------------------------------------------------------------------------- */

static void add_options(struct api_answer *answer, const struct question *question)
{
    api_open_array(answer, "options");
    for (size_t place = 0; place < question->option_count; place++) {
        api_open_object(answer, NULL);
        api_letter(answer, "letter", place);
        api_prose(answer, "body", *question->options[place]);
        api_close_object(answer);
    }
    api_close_array(answer);
}

static void add_terms(struct api_answer *answer, const struct question *question)
{
    api_open_array(answer, "terms");
    for (size_t i = 0; i < question->term_count; i++) {
        api_open_object(answer, NULL);
        api_text(answer, "term", question->terms[i].term);
        api_text(answer, "meaning", question->terms[i].meaning);
        api_close_object(answer);
    }
    api_close_array(answer);
}

static void add_phrases(struct api_answer *answer, const struct question *question)
{
    api_open_array(answer, "phrases");
    for (size_t i = 0; i < question->phrase_count; i++) {
        api_open_object(answer, NULL);
        api_text(answer, "phrase", question->phrases[i].phrase);
        api_text(answer, "use", question->phrases[i].use);
        api_close_object(answer);
    }
    api_close_array(answer);
}

static void add_question(struct api_answer *answer, const struct question *question)
{
    api_string(answer, "language", question->language);
    api_text(answer, "title", question->title);
    api_prose(answer, "question", question->question);
    api_text(answer, "look_for", question->look_for);
    add_options(answer, question);
    add_terms(answer, question);
    add_phrases(answer, question);
}

/* The result. --------------------------------------------------------------------------------------------------- */

static void add_paragraphs(struct api_answer *answer, const char *key, const struct texts *paragraphs)
{
    api_open_array(answer, key);
    for (size_t i = 0; i < paragraphs->count; i++)
        api_text(answer, NULL, paragraphs->items[i]);
    api_close_array(answer);
}

static void add_cells(struct api_answer *answer, const struct explanation *explanation,
                      const struct explanation_row *row)
{
    api_open_array(answer, "options");
    for (size_t place = 0; place < explanation->option_count; place++)
        api_string(answer, NULL, string_from(verdict_ids[row->cells[place]]));
    api_close_array(answer);
}

static void add_points(struct api_answer *answer, const struct practice_step *state, const struct set *content)
{
    const struct exercise *exercise = &content->exercises[0];
    api_open_array(answer, "points");
    for (size_t i = 0; i < state->explanation.row_count; i++) {
        const struct explanation_row *row = &state->explanation.rows[i];
        const struct point *point = &exercise->points[row->point];
        api_open_object(answer, NULL);
        api_text(answer, "heading", content->guide.headings[point->heading].title);
        api_text(answer, "statement", point->statement);
        api_string(answer, "yours", string_from(verdict_ids[state->judgement.points[row->point]]));
        add_cells(answer, &state->explanation, row);
        api_close_object(answer);
    }
    api_close_array(answer);
}

static void add_result(struct api_answer *answer, const struct practice_step *state, const struct set *content)
{
    const struct explanation *explanation = &state->explanation;
    api_open_object(answer, "result");
    api_letter(answer, "choice", explanation->is_produced ? SIZE_MAX : explanation->chosen_place);
    api_bool(answer, "dont_know", state->response.is_dont_know);
    api_string(answer, "sureness", string_from(sureness_ids[state->response.sureness]));
    api_integer_or_null(answer, "took_ms", state->response.took_ms, state->response.took_ms >= 0);
    api_bool(answer, "right", state->judgement.is_right);
    api_integer(answer, "score_percent", state->judgement.score_percent);
    api_letter(answer, "best", explanation->is_produced ? SIZE_MAX : explanation->best_place);
    api_text(answer, "verdict", explanation->verdict);
    add_paragraphs(answer, "why_best", &explanation->best);
    add_paragraphs(answer, "others", &explanation->others);
    add_points(answer, state, content);
    api_prose(answer, "model_answer",
              explanation->model_answer != NULL ? *explanation->model_answer : (struct prose){ 0 });
    api_prose(answer, "lesson", explanation->lesson);
    api_close_object(answer);
}

/* The step. ----------------------------------------------------------------------------------------------------- */

/* A step as it stands, and what its answer led to. */
struct looked {
    struct practice_step state;
    struct practice_standing standing;
    bool has_outcome;
    struct review_outcome outcome;
};

static void add_step(struct api_answer *answer, const struct looked *looked)
{
    const struct practice_step *state = &looked->state;
    const struct practice_standing *standing = &looked->standing;
    struct request *request = answer->request;
    const struct practice *practice = &request->lease->practice;
    api_string(answer, "run", uuid_string(request->arena, practice->run.id));
    api_integer(answer, "step", (int64_t)request->step + 1);
    api_integer(answer, "step_count", (int64_t)practice->run.step_count);
    api_integer(answer, "response_count", (int64_t)standing->response_count);
    api_integer_or_null(answer, "next", (int64_t)standing->next + 1, standing->has_next);
    api_bool(answer, "flagged", state->is_flagged);
    api_string(answer, "skill", string_from(memory_skill_ids[api_skill(request)]));
    add_question(answer, &state->question);
    if (state->has_response)
        add_result(answer, state, practice->contents[request->step]);
    else
        api_null(answer, "result");
    if (looked->has_outcome)
        api_outcome(answer, &looked->outcome);
    else
        api_null(answer, "outcome");
}

static bool look(struct request *request, struct looked *looked)
{
    struct failure failure = { 0 };
    enum status status = practice_look(&request->site->learner, request->arena, &request->lease->practice,
                                       request->step, &looked->state, &looked->standing, &failure);
    looked->has_outcome = false;
    if (status != STATUS_OK) {
        reply_failure(request, status, &failure);
        return false;
    }
    return !looked->state.has_response ||
           api_outcome_look(request, &looked->state, &looked->outcome, &looked->has_outcome);
}

void api_step(struct request *request)
{
    struct looked looked;
    struct api_answer answer;
    if (!look(request, &looked))
        return;
    api_begin_answer(&answer, request);
    add_step(&answer, &looked);
    reply_json(request, 200, api_end_answer(&answer));
}

/* Answering. ---------------------------------------------------------------------------------------------------- */

/* The first answer counts: a repeat is told what that came to. */
void api_answered(struct request *request)
{
    struct looked looked;
    struct api_answer answer;
    bool is_first = request->told == STATUS_OK;
    if (!is_first && request->told != STATUS_ALREADY) {
        reply_failure(request, request->told, &request->failure);
        return;
    }
    if (!look(request, &looked))
        return;
    api_begin_answer(&answer, request);
    api_bool(&answer, "first", is_first);
    add_step(&answer, &looked);
    reply_json(request, is_first ? 201 : 200, api_end_answer(&answer));
}

/* The place of a letter among the options, or SIZE_MAX when 400 was sent. */
static size_t read_choice(struct request *request, const struct api_field *field)
{
    size_t count = request->lease->practice.run.steps[request->step].order.count;
    size_t place = (size_t)(unsigned char)field->string.bytes[0] - 'A';
    char last = view_letter(count - 1);
    if (place < count)
        return place;
    reply_field_error(request, string_from(field->name),
                      words_string(request->arena, SAY_WEB_NO_OPTION,
                                   WORDS({ "letter", .plain = field->string }, { "last", .plain = { &last, 1 } })));
    return SIZE_MAX;
}

enum { CHOICE, DONT_KNOW, SURENESS, TOOK_MS, ANSWER_FIELD_COUNT };

/* False, and 400 was sent, when it is no answer to this question. */
static bool read_answer(struct request *request, struct practice_answer *given)
{
    struct api_field fields[ANSWER_FIELD_COUNT] = {
        [CHOICE] = { .name = "choice", .kind = API_STRING, .low = 1, .high = 1 },
        [DONT_KNOW] = { .name = "dont_know", .kind = API_BOOL },
        [SURENESS] = { .name = "sureness", .kind = API_STRING, .high = 16 },
        [TOOK_MS] = { .name = "took_ms", .kind = API_INTEGER, .high = TOOK_MS_MAX },
    };
    size_t sureness = SURE_UNSAID;
    if (!api_read(request, fields, ANSWER_FIELD_COUNT))
        return false;
    if (fields[CHOICE].has == fields[DONT_KNOW].is_true) {
        reply_field_error(request, STRING("choice"), words_plain(SAY_WEB_CHOICE_OR_NOT));
        return false;
    }
    if (fields[SURENESS].has)
        sureness = api_read_name(request, &fields[SURENESS], sureness_ids, SURENESS_COUNT);
    size_t place = sureness != SIZE_MAX && fields[CHOICE].has ? read_choice(request, &fields[CHOICE]) : 0;
    *given = (struct practice_answer){
        .place = place,
        .is_dont_know = fields[DONT_KNOW].is_true,
        .sureness = fields[DONT_KNOW].is_true ? SURE_UNSAID : (enum sureness)sureness,
        .took_ms = fields[TOOK_MS].has ? fields[TOOK_MS].integer : -1,
        .now = site_now(request->site),
    };
    return sureness != SIZE_MAX && place != SIZE_MAX;
}

void api_answer(struct request *request)
{
    struct practice_answer given;
    struct failure failure = { 0 };
    if (api_skill(request) == MEMORY_PRODUCING) {
        reply_error(request, 409, words_plain(SAY_WEB_PRODUCED));
        return;
    }
    if (!read_answer(request, &given))
        return;
    request->then = api_answered;
    enum status status = practice_answer_submit(&request->site->learner, &request->lease->practice, request->step,
                                                &given, request_told_answer, request, &failure);
    if (status != STATUS_OK)
        reply_failure(request, status, &failure);
}

/* Flag and report. ---------------------------------------------------------------------------------------------- */

static void flagged(struct request *request)
{
    struct api_answer answer;
    if (request->told != STATUS_OK) {
        reply_failure(request, request->told, &request->failure);
        return;
    }
    api_begin_answer(&answer, request);
    api_bool(&answer, "flagged", request->is_flagged);
    reply_json(request, 200, api_end_answer(&answer));
}

void api_flag(struct request *request)
{
    struct api_field field = { .name = "flagged", .kind = API_BOOL };
    struct failure failure = { 0 };
    if (!api_read(request, &field, 1))
        return;
    if (!field.has) {
        reply_field_error(
            request, string_from(field.name),
            words_string(request->arena, SAY_WEB_FIELD_NEEDED, WORDS({ "name", .plain = string_from(field.name) })));
        return;
    }
    request->is_flagged = field.is_true;
    request->then = flagged;
    enum status status = practice_flag_submit(&request->site->learner, &request->lease->practice, request->step,
                                              field.is_true, site_now(request->site), request_told, request, &failure);
    if (status != STATUS_OK)
        reply_failure(request, status, &failure);
}

void api_report(struct request *request)
{
    struct api_field field = { .name = "remark", .kind = API_STRING, .high = REMARK_BYTES_MAX };
    struct looked looked;
    struct api_answer answer;
    if (!api_read(request, &field, 1) || !look(request, &looked))
        return;
    api_begin_answer(&answer, request);
    api_string(&answer, "report",
               practice_report_discreet(request->arena, &request->lease->practice, request->step, &looked.state,
                                        field.string));
    reply_json(request, 200, api_end_answer(&answer));
}
