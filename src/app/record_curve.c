/* record: the curve of one exercise, from its answers alone. */
#include "app/derive.h"
#include "app/key.h"
#include "app/plan.h"
#include "app/progress.h"
#include "app/record.h"
#include "core/curve.h"

struct answers {
    struct curve_answer *items;
    size_t count, capacity;
};

struct collecting {
    const struct learner *learner;
    struct arena *arena;
    const struct set *set;
    size_t exercise;
    int64_t since; /* seconds UTC: of the first answer after the last reset */
    struct keys keys;
    struct tuning tuning;
    struct strings ids; /* today's, and the former ones */
    struct {
        struct uuid *items;
        size_t count, capacity;
    } runs;                                    /* the newest first */
    struct answers by_skill[MEMORY_SKILL_END]; /* [0] is nobody's */
    struct memory_row rows[MEMORY_SKILL_END];  /* the latest; zeroed where there is none */
    struct transaction *transaction;
    struct failure *failure;
};

/* Answers. -------------------------------------------------------------------------------------------------------- */

static void add_answer(struct collecting *collecting, enum memory_skill skill, const struct entry *entry,
                       const struct response *response, const struct judgement *judgement)
{
    *LIST_ADD(collecting->arena, &collecting->by_skill[skill]) = (struct curve_answer){
        .time = entry->time,
        .grade = remember_grade(response, judgement),
        .sureness = response->sureness,
        .is_right = judgement->is_right,
        .is_dont_know = response->is_dont_know,
        .is_confident_wrong = remember_is_confident_wrong(response, judgement),
        .score_percent = judgement->score_percent,
    };
}

/* An answer whose content cannot be judged any more is not on the curve, as it is not in what is remembered. */
static enum status collect_choice(const struct entry *entry, void *context)
{
    struct collecting *collecting = context;
    struct payload_choice payload;
    struct response response;
    const struct judgement *judgement;
    if (entry->format != ENTRY_FORMAT || entry->time.at < collecting->since ||
        !payload_choice_read(entry->payload, &payload))
        return STATUS_OK;
    enum status status = key_judge(&collecting->keys, collecting->transaction, entry->content, &payload, &response,
                                   &judgement, collecting->failure);
    if (status == STATUS_OK)
        add_answer(collecting, MEMORY_RECOGNISING, entry, &response, judgement);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status collect_marks(const struct entry *entry, void *context)
{
    struct collecting *collecting = context;
    struct payload_marks payload;
    struct response response;
    struct judgement judgement;
    if (entry->format != ENTRY_FORMAT || entry->time.at < collecting->since ||
        !payload_marks_read(entry->payload, &payload))
        return STATUS_OK;
    enum status status = key_judge_marks(&collecting->keys, collecting->transaction, entry->content, &payload,
                                         &response, &judgement, collecting->failure);
    if (status == STATUS_OK)
        add_answer(collecting, MEMORY_PRODUCING, entry, &response, &judgement);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static const entry_visitor by_kind[ENTRY_KIND_END] = {
    [ENTRY_CHOICE] = collect_choice,
    [ENTRY_SELF_MARKS] = collect_marks,
};

static enum status collect_answer(const struct entry *entry, void *context)
{
    struct collecting *collecting = context;
    bool is_answer = (unsigned)entry->kind < ENTRY_KIND_END && by_kind[entry->kind];
    return is_answer && strings_hold(&collecting->ids, entry->subject) ? by_kind[entry->kind](entry, context)
                                                                       : STATUS_OK;
}

/* Whether an exercise of today's or a former id was asked in runs of a set. */
static bool is_in_set(struct strings ids, struct string set)
{
    for (size_t i = 0; i < ids.count; i++) {
        struct string id = ids.items[i];
        if (id.size > set.size && string_starts_with(id, set) && id.bytes[set.size] == '/')
            return true;
    }
    return false;
}

static enum status keep_run(const struct run_progress *run, void *context)
{
    struct collecting *collecting = context;
    if (run->last_at >= collecting->since && is_in_set(collecting->ids, run->set))
        *LIST_ADD(collecting->arena, &collecting->runs) = run->run;
    return STATUS_OK;
}

/* Through the learner's runs, the oldest first: a curve is looked at so seldom that no index on the answers to an
 * exercise is kept for it. */
static enum status collect_answers(struct collecting *collecting)
{
    enum status status = transaction_run_walk(collecting->transaction, collecting->learner->id, keep_run, collecting,
                                              collecting->failure);
    for (size_t i = collecting->runs.count; i > 0 && status == STATUS_OK; i--) {
        struct entry_filter filter = { .learner = collecting->learner->id, .run = collecting->runs.items[i - 1] };
        status = transaction_walk(collecting->transaction, &filter, collect_answer, collecting, collecting->failure);
    }
    return status;
}

/* What is remembered under two ids is that of the later answer. */
static enum status collect_rows(struct collecting *collecting, struct string id)
{
    enum status status = STATUS_OK;
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END && status == STATUS_OK; skill++) {
        struct memory_row row;
        status = transaction_memory_get(collecting->transaction, collecting->learner->id, id, skill, collecting->arena,
                                        &row, collecting->failure);
        if (status == STATUS_OK && row.last_at > collecting->rows[skill].last_at)
            collecting->rows[skill] = row;
        status = status == STATUS_NOT_FOUND ? STATUS_OK : status;
    }
    return status;
}

static enum status collect(struct transaction *transaction, void *context)
{
    struct collecting *collecting = context;
    collecting->transaction = transaction;
    collecting->ids =
        library_exercise_ids(collecting->arena, collecting->set, &collecting->set->exercises[collecting->exercise]);
    enum status status =
        plan_read(transaction, collecting->arena, collecting->learner, &collecting->tuning, collecting->failure);
    if (status == STATUS_OK)
        status = collect_answers(collecting);
    for (size_t i = 0; i < collecting->ids.count && status == STATUS_OK; i++)
        status = collect_rows(collecting, collecting->ids.items[i]);
    return status;
}

/* Curves. --------------------------------------------------------------------------------------------------------- */

/* Two runs may have gone on beside each other. Where times are equal the order stays. */
static void sort_by_time(struct answers *answers)
{
    for (size_t i = 1; i < answers->count; i++) {
        struct curve_answer moved = answers->items[i];
        size_t place = i;
        for (; place > 0 && answers->items[place - 1].time.at > moved.time.at; place--)
            answers->items[place] = answers->items[place - 1];
        answers->items[place] = moved;
    }
}

static struct curve curve_of(struct collecting *collecting, const struct remembering *remembering,
                             enum memory_skill skill, int32_t today)
{
    struct answers *answers = &collecting->by_skill[skill];
    sort_by_time(answers);
    struct string id =
        exercise_full_id(collecting->arena, collecting->set, &collecting->set->exercises[collecting->exercise]);
    struct curve curve = curve_make(collecting->arena, remembering, id, skill, answers->items, answers->count, today);
    if (collecting->rows[skill].review_count > 0)
        curve.due_day = collecting->rows[skill].due_day;
    return curve;
}

enum status record_curves(const struct learner *learner, struct arena *arena, const struct set *set, size_t exercise,
                          int32_t today, struct curve curves[RECORD_CURVES_MAX], size_t *count, struct failure *failure)
{
    struct set_progress progress;
    struct collecting collecting = {
        .learner = learner, .arena = arena, .set = set, .exercise = exercise, .failure = failure
    };
    collecting.keys = (struct keys){ .library = learner->library, .arena = arena };
    *count = 0;
    enum status status = progress_of_set(learner, arena, set, &progress, failure);
    if (status != STATUS_OK || progress.exercises[exercise].response_count == 0)
        return status;
    collecting.since = progress.exercises[exercise].first_at;
    status = store_read(learner->store, collect, &collecting, failure);
    if (status != STATUS_OK)
        return status;
    struct remembering remembering = remembering_make(&collecting.tuning);
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        if (collecting.by_skill[skill].count > 0)
            curves[(*count)++] = curve_of(&collecting, &remembering, skill, today);
    }
    return STATUS_OK;
}
