/* fold: from the journal, entry by entry, to what is derived from it. */
#include "core/fold.h"

#include "../expect.h"
#include "base/random.h"

#define EVENT_COUNT 40

/* One thing that happens to an exercise. */
struct event {
    enum { RESPONSE, RESET, FLAG } kind;
    struct moment time;
    struct hash content;
    struct response response;
    struct judgement judgement;
    bool is_flagged;
};

static const struct uuid learner = { { 1, 2, 3 } };

static struct event event_at(struct random *random, int64_t at)
{
    uint64_t dice = random_below(random, 10);
    struct event event = { .kind = dice == 0 ? RESET : dice < 3 ? FLAG : RESPONSE, .time = { at, 60 } };
    event.content.bytes[0] = (uint8_t)random_below(random, 4);
    event.is_flagged = random_below(random, 2) == 0;
    event.response.is_dont_know = random_below(random, 5) == 0;
    event.response.sureness = (enum sureness)random_below(random, 4);
    event.response.took_ms = (int64_t)random_below(random, 3) * 1000 - 1;
    event.judgement.is_right = !event.response.is_dont_know && random_below(random, 2) == 0;
    event.judgement.score_percent = event.judgement.is_right ? 100 : (int)random_below(random, 50);
    return event;
}

static void apply(struct progress *progress, const struct event *event)
{
    if (event->kind == RESPONSE)
        fold_response(progress, event->time, event->content, &event->response, &event->judgement);
    else if (event->kind == RESET)
        fold_reset(progress);
    else
        fold_flag(progress, event->is_flagged);
}

static void expect_equal(const struct progress *a, const struct progress *b)
{
    assert_true(uuid_equal(a->learner, b->learner));
    assert_true(string_equal(a->exercise, b->exercise));
    assert_int_equal(a->response_count, b->response_count);
    assert_int_equal(a->right_count, b->right_count);
    assert_int_equal(a->dont_know_count, b->dont_know_count);
    assert_int_equal(a->score_percent_sum, b->score_percent_sum);
    assert_int_equal(a->confident_wrong_count, b->confident_wrong_count);
    assert_int_equal(a->took_ms_sum, b->took_ms_sum);
    assert_int_equal(a->first_at, b->first_at);
    assert_int_equal(a->last_at, b->last_at);
    assert_int_equal(a->last_score_percent, b->last_score_percent);
    assert_int_equal(a->last_sureness, b->last_sureness);
    assert_int_equal(a->is_flagged, b->is_flagged);
    assert_true(hash_equal(a->last_content, b->last_content));
}

static void nothing_done_is_nothing_known(void **state)
{
    (void)state;
    struct progress progress = fold_start(learner, STRING("viva/senior-rust/ownership"));
    assert_text(progress.exercise, "viva/senior-rust/ownership");
    assert_true(uuid_equal(progress.learner, learner));
    assert_int_equal(progress.response_count, 0);
    assert_int_equal(progress.first_at, 0);
    assert_int_equal(progress.last_score_percent, -1);
    assert_true(hash_is_zero(progress.last_content));
}

/* The same figures, counted over the whole list at once. */
static struct progress counted(const struct event *events, size_t count)
{
    struct progress progress = fold_start(learner, STRING("e"));
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        if (events[i].kind == RESET)
            from = i + 1;
        if (events[i].kind == FLAG)
            progress.is_flagged = events[i].is_flagged;
    }
    for (size_t i = from; i < count; i++) {
        const struct event *event = &events[i];
        if (event->kind != RESPONSE)
            continue;
        bool is_wrong = !event->judgement.is_right && !event->response.is_dont_know;
        progress.first_at = progress.response_count == 0 ? event->time.at : progress.first_at;
        progress.response_count += 1;
        progress.right_count += event->judgement.is_right ? 1 : 0;
        progress.dont_know_count += event->response.is_dont_know ? 1 : 0;
        progress.confident_wrong_count += is_wrong && event->response.sureness == SURE_YES ? 1 : 0;
        progress.score_percent_sum += event->judgement.score_percent;
        progress.took_ms_sum += event->response.took_ms < 0 ? 0 : event->response.took_ms;
        progress.last_at = event->time.at;
        progress.last_score_percent = event->judgement.score_percent;
        progress.last_sureness = (int32_t)event->response.sureness;
        progress.last_content = event->content;
    }
    return progress;
}

static void folding_one_by_one_gives_what_counting_the_whole_gives_and_any_split_gives_the_same(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        struct random random = random_from(seed);
        struct event events[EVENT_COUNT];
        for (size_t i = 0; i < EVENT_COUNT; i++)
            events[i] = event_at(&random, 1000 + (int64_t)i);
        size_t split = (size_t)random_below(&random, EVENT_COUNT + 1);

        struct progress stored = fold_start(learner, STRING("e"));
        for (size_t i = 0; i < split; i++)
            apply(&stored, &events[i]);
        struct progress middle = counted(events, split);
        expect_equal(&stored, &middle);

        struct progress loaded = middle; /* what a store would give back, and not one bit more */
        for (size_t i = split; i < EVENT_COUNT; i++)
            apply(&loaded, &events[i]);
        struct progress whole = counted(events, EVENT_COUNT);
        expect_equal(&loaded, &whole);
    }
}

static void a_reset_forgets_everything_but_the_flag(void **state)
{
    (void)state;
    struct progress progress = fold_start(learner, STRING("e"));
    struct response response = { .chosen = 1, .sureness = SURE_YES, .took_ms = 900 };
    struct judgement judgement = { .score_percent = 20 };
    fold_response(&progress, (struct moment){ 5, 0 }, (struct hash){ { 7 } }, &response, &judgement);
    fold_flag(&progress, true);
    fold_reset(&progress);

    struct progress fresh = fold_start(learner, STRING("e"));
    fold_flag(&fresh, true);
    expect_equal(&progress, &fresh);
}

static void a_run_counts_its_responses(void **state)
{
    (void)state;
    struct run_progress run = { .step_count = 5, .begun_at = 10, .last_at = 10 };
    fold_run_response(&run, (struct moment){ 20, 0 }, &(struct judgement){ .is_right = true });
    fold_run_response(&run, (struct moment){ 30, 0 }, &(struct judgement){ .is_right = false });
    assert_int_equal(run.response_count, 2);
    assert_int_equal(run.right_count, 1);
    assert_int_equal(run.begun_at, 10);
    assert_int_equal(run.last_at, 30);
    assert_int_equal(run.step_count, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_done_is_nothing_known),
        cmocka_unit_test(folding_one_by_one_gives_what_counting_the_whole_gives_and_any_split_gives_the_same),
        cmocka_unit_test(a_reset_forgets_everything_but_the_flag),
        cmocka_unit_test(a_run_counts_its_responses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
