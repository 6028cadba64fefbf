#include <pthread.h>
#include <string.h>

#include "world.h"

static void a_run_asks_every_exercise_of_the_set_in_its_order(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    assert_int_equal(practice.run.step_count, 3);
    assert_text(practice.run.steps[0].exercise, "test/sample/one");
    assert_text(practice.run.steps[1].exercise, "test/sample/two");
    assert_text(practice.run.steps[2].exercise, "test/sample/three");
    assert_text(practice.run.set, "test/sample");
}

static void a_run_over_some_exercises_asks_those_alone(void **state)
{
    struct world *world = *state;
    struct practice practice;
    const size_t wanted[] = { 2, 0 };
    assert_status(practice_begin(&world->learner, &world->arena, world->library.sets[0], wanted, 2, 7, world_minute(0),
                                 &practice, &world->failure),
                  STATUS_OK);
    assert_int_equal(practice.run.step_count, 2);
    assert_text(practice.run.steps[0].exercise, "test/sample/three");
    assert_text(practice.run.steps[1].exercise, "test/sample/one");
}

static void a_run_over_nothing_is_refused(void **state)
{
    struct world *world = *state;
    struct practice practice;
    const size_t none = 0;
    assert_status(practice_begin(&world->learner, &world->arena, world->library.sets[0], &none, 0, 7, world_minute(0),
                                 &practice, &world->failure),
                  STATUS_USAGE);
    assert_int_equal(world_entries(world->store, 0), 0);
}

static void the_same_seed_deals_the_same_orders(void **state)
{
    struct world *world = *state;
    struct practice first = world_begin(world, 42), second = world_begin(world, 42);
    for (size_t step = 0; step < 3; step++)
        assert_memory_equal(&first.run.steps[step].order, &second.run.steps[step].order, sizeof(struct option_order));
}

static void before_its_answer_a_step_shows_the_question_alone(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    struct practice_step step;
    assert_status(practice_step(&world->learner, &world->arena, &practice, 0, &step, &world->failure), STATUS_OK);
    assert_false(step.has_response);
    assert_int_equal(step.question.option_count, 3);
    assert_int_equal(step.explanation.option_count, 0);
    size_t best = world_place(&practice, 0, "best");
    assert_text(prose_string(&world->arena, *step.question.options[best]),
                "The first thing holds, and the second thing costs time.");
}

static void an_answer_is_graded_by_the_option_shown_at_its_place(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    struct practice_step step;
    assert_status(world_answer(world, &practice, 0, "best", &step), STATUS_OK);
    assert_true(step.has_response && step.judgement.is_right);
    assert_int_equal(step.judgement.score_percent, 100);
    assert_int_equal(step.explanation.chosen_place, world_place(&practice, 0, "best"));
    assert_status(world_answer(world, &practice, 1, "wrong", &step), STATUS_OK);
    assert_false(step.judgement.is_right);
    assert_int_equal(step.explanation.best_place, world_place(&practice, 1, "best"));
    assert_status(world_answer(world, &practice, 2, NULL, &step), STATUS_OK);
    assert_true(step.response.is_dont_know);
    assert_int_equal(step.judgement.score_percent, 0);
}

static void an_answer_is_there_when_its_step_is_looked_at_again(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    struct practice_step answered, seen;
    assert_status(world_answer(world, &practice, 1, "half", &answered), STATUS_OK);
    assert_status(practice_step(&world->learner, &world->arena, &practice, 1, &seen, &world->failure), STATUS_OK);
    assert_true(seen.has_response);
    assert_int_equal(seen.response.chosen, answered.response.chosen);
    assert_int_equal(seen.response.sureness, SURE_FAIRLY);
    assert_int_equal(seen.response.took_ms, 1500);
    assert_int_equal(seen.judgement.score_percent, answered.judgement.score_percent);
    assert_true(text_equal(seen.explanation.verdict, answered.explanation.verdict));
}

static void a_repeated_answer_lands_once_and_returns_the_first(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    struct practice_step first, second;
    size_t count;
    assert_status(world_answer(world, &practice, 0, "wrong", &first), STATUS_OK);
    assert_status(world_answer(world, &practice, 0, "best", &second), STATUS_ALREADY);
    assert_int_equal(second.response.chosen, first.response.chosen);
    assert_false(second.judgement.is_right);
    assert_int_equal(world_entries(world->store, ENTRY_CHOICE), 1);
    assert_status(practice_count(&world->learner, &practice, &count, &world->failure), STATUS_OK);
    assert_int_equal(count, 1);
}

static void a_step_or_place_that_does_not_exist_is_refused(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    struct practice_step step;
    struct practice_answer answer = { .place = 3, .took_ms = -1, .now = world_minute(1) };
    struct learner *learner = &world->learner;
    assert_status(practice_answer(learner, &world->arena, &practice, 0, &answer, &step, &world->failure), STATUS_USAGE);
    assert_string_equal(world->failure.text, "this exercise has no option at place 4");
    answer.place = 0;
    assert_status(practice_answer(learner, &world->arena, &practice, 3, &answer, &step, &world->failure), STATUS_USAGE);
    assert_string_equal(world->failure.text, "this run has no step 4");
    assert_status(practice_step(learner, &world->arena, &practice, 3, &step, &world->failure), STATUS_USAGE);
    assert_status(practice_flag(learner, &practice, 3, true, world_minute(1), &world->failure), STATUS_USAGE);
    assert_int_equal(world_entries(world->store, ENTRY_CHOICE), 0);
}

static void completed_counts_right_and_wrong_answers_alike(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    static const char *const answers[] = { "best", "wrong", NULL };
    for (size_t step = 0; step < 3; step++) {
        size_t count;
        assert_status(practice_count(&world->learner, &practice, &count, &world->failure), STATUS_OK);
        assert_int_equal(count, step);
        assert_status(world_answer(world, &practice, step, answers[step], NULL), STATUS_OK);
    }
}

static void unanswered_steps_are_listed_in_their_order(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    size_t *steps, count;
    assert_status(practice_unanswered(&world->learner, &world->arena, &practice, &steps, &count, &world->failure),
                  STATUS_OK);
    assert_int_equal(count, 3);
    world_answer(world, &practice, 1, NULL, NULL);
    practice_flag(&world->learner, &practice, 0, true, world_minute(1), &world->failure);
    assert_status(practice_unanswered(&world->learner, &world->arena, &practice, &steps, &count, &world->failure),
                  STATUS_OK);
    assert_int_equal(count, 2);
    assert_int_equal(steps[0], 0);
    assert_int_equal(steps[1], 2);
}

/* Going on. */

static void a_run_is_resumed_with_its_answers_and_orders(void **state)
{
    struct world *world = *state;
    struct practice begun = world_begin(world, 99), resumed;
    world_answer(world, &begun, 0, "half", NULL);
    assert_status(practice_resume(&world->learner, &world->arena, world->library.sets[0], &resumed, &world->failure),
                  STATUS_OK);
    assert_true(uuid_equal(resumed.run.id, begun.run.id));
    assert_int_equal(resumed.run.seed, 99);
    assert_int_equal(resumed.run.step_count, 3);
    assert_int_equal(resumed.changed_count, 0);
    assert_ptr_equal(resumed.set, world->library.sets[0]);
    for (size_t step = 0; step < 3; step++) {
        assert_memory_equal(&resumed.run.steps[step].order, &begun.run.steps[step].order, sizeof(struct option_order));
        assert_true(hash_equal(resumed.run.steps[step].content, begun.run.steps[step].content));
    }
    struct practice_step step;
    assert_status(practice_step(&world->learner, &world->arena, &resumed, 0, &step, &world->failure), STATUS_OK);
    assert_true(step.has_response);
    assert_status(world_answer(world, &resumed, 1, "best", &step), STATUS_OK);
    assert_true(step.judgement.is_right);
}

static void a_finished_run_is_not_resumed(void **state)
{
    struct world *world = *state;
    struct practice begun = world_begin(world, 1), resumed;
    for (size_t step = 0; step < 3; step++)
        world_answer(world, &begun, step, "best", NULL);
    assert_status(practice_resume(&world->learner, &world->arena, world->library.sets[0], &resumed, &world->failure),
                  STATUS_NOT_FOUND);
}

static void a_run_goes_on_in_the_versions_it_was_begun_with(void **state)
{
    struct world *world = *state;
    struct practice begun = world_begin(world, 7), resumed;
    world_answer(world, &begun, 0, "best", NULL);
    static const struct world_exercise edited[] = { { "one", NULL, "second" }, { "two", NULL, "second" } };
    world_use(world, world_set(&world->arena, "sample", NULL, edited, 2));
    assert_status(practice_resume(&world->learner, &world->arena, world->library.sets[0], &resumed, &world->failure),
                  STATUS_OK);
    struct practice_step step;
    assert_int_equal(resumed.changed_count, 3);
    assert_int_equal(resumed.run.step_count, 3);
    assert_status(practice_step(&world->learner, &world->arena, &resumed, 1, &step, &world->failure), STATUS_OK);
    assert_text(prose_string(&world->arena, step.question.question), "What is asked in the first version?");
    assert_status(world_answer(world, &resumed, 2, "best", &step), STATUS_OK); /* the set has no "three" any more */
    assert_true(step.judgement.is_right);
}

static void a_run_of_a_renamed_set_is_resumed(void **state)
{
    struct world *world = *state;
    struct practice begun = world_begin(world, 7), resumed;
    world_answer(world, &begun, 0, "best", NULL);
    static const struct world_exercise same[] = { { "one", NULL, "first" } };
    world_use(world, world_set(&world->arena, "renamed", "test/sample", same, 1));
    assert_status(practice_resume(&world->learner, &world->arena, world->library.sets[0], &resumed, &world->failure),
                  STATUS_OK);
    assert_true(uuid_equal(resumed.run.id, begun.run.id));
}

static void a_run_of_somebody_else_is_not_found(void **state)
{
    struct world *world = *state;
    struct practice begun = world_begin(world, 7), loaded;
    world_answer(world, &begun, 0, "best", NULL);
    struct learner other = world->learner;
    other.id = uuid_new();
    assert_status(practice_load(&world->learner, &world->arena, begun.run.id, &loaded, &world->failure), STATUS_OK);
    assert_status(practice_load(&other, &world->arena, begun.run.id, &loaded, &world->failure), STATUS_NOT_FOUND);
    assert_status(practice_load(&world->learner, &world->arena, uuid_new(), &loaded, &world->failure),
                  STATUS_NOT_FOUND);
}

/* As after a disk that was full when the run began: the run is in no store, its practice is. */
static void an_answer_stores_the_run_that_could_not_be_stored_when_it_began(void **state)
{
    struct world *world = *state;
    struct store *lost = store_open_memory(), *kept = world->store;
    world->learner.store = lost;
    struct practice begun = world_begin(world, 7), resumed;
    world->learner.store = kept;
    store_close(lost);
    assert_status(world_answer(world, &begun, 0, "best", NULL), STATUS_OK);
    assert_int_equal(world_entries(kept, ENTRY_RUN), 1);
    assert_status(practice_resume(&world->learner, &world->arena, world->library.sets[0], &resumed, &world->failure),
                  STATUS_OK);
    assert_true(uuid_equal(resumed.run.id, begun.run.id));
}

/* What this version cannot read. */

static enum status append(struct transaction *transaction, void *context)
{
    return transaction_append(transaction, context, NULL);
}

static struct entry entry_of(struct world *world, struct uuid run, int32_t step, enum entry_kind kind, int32_t format,
                             const char *payload)
{
    return (struct entry){
        .id = uuid_new(),
        .learner = world->learner.id,
        .device = world->learner.device,
        .run = run,
        .step = step,
        .kind = kind,
        .format = format,
        .time = world_minute(0),
        .subject = STRING("test/sample"),
        .payload = string_from(payload),
    };
}

static enum status load_strange(struct world *world, int32_t format, const char *payload)
{
    struct practice practice;
    struct entry entry = entry_of(world, uuid_new(), ENTRY_NO_STEP, ENTRY_RUN, format, payload);
    assert_status(store_change(world->store, append, &entry, &world->failure), STATUS_OK);
    return practice_load(&world->learner, &world->arena, entry.run, &practice, &world->failure);
}

static struct string run_payload(struct world *world, struct hash content, const char *options)
{
    return string_format(
        &world->arena,
        "{\"seed\":\"1\",\"steps\":[{\"exercise\":\"test/sample/one\",\"content\":\"%.*s\",\"options\":[%s]}]}",
        STRING_ARG(hash_string(&world->arena, content)), options);
}

static void a_run_of_a_later_version_is_told(void **state)
{
    struct world *world = *state;
    struct practice known = world_begin(world, 1);
    struct string payload = run_payload(world, known.run.steps[0].content, "\"best\",\"half\",\"wrong\"");
    world_entries(world->store, 0); /* the contents are there now */
    assert_status(load_strange(world, ENTRY_FORMAT, string_c(&world->arena, payload)), STATUS_OK);
    assert_status(load_strange(world, ENTRY_FORMAT + 1, string_c(&world->arena, payload)), STATUS_TOO_NEW);
    assert_string_equal(world->failure.text, "this run was begun by a later version of viva");
    assert_status(load_strange(world, ENTRY_FORMAT, "{}"), STATUS_TOO_NEW);
}

static void a_run_without_its_content_is_told(void **state)
{
    struct world *world = *state;
    struct practice known = world_begin(world, 1);
    struct hash there = known.run.steps[0].content, nowhere = hash_of(STRING("nothing"));
    static const struct {
        bool is_there;
        const char *options;
    } rows[] = {
        { false, "\"best\",\"half\",\"wrong\"" }, /* no such content */
        { true, "\"best\",\"half\"" },            /* one option is missing */
        { true, "\"best\",\"half\",\"half\"" },   /* one is there twice */
        { true, "\"best\",\"half\",\"none\"" },   /* one is none */
    };
    world_entries(world->store, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct string payload = run_payload(world, rows[i].is_there ? there : nowhere, rows[i].options);
        assert_status(load_strange(world, ENTRY_FORMAT, string_c(&world->arena, payload)), STATUS_CORRUPT);
        assert_string_equal(world->failure.text,
                            "the exercise \"test/sample/one\" of this run cannot be read from the journal");
    }
}

static void an_answer_of_a_later_version_is_told_and_stays_the_first(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    struct practice_step step;
    struct entry entry = entry_of(world, practice.run.id, 0, ENTRY_CHOICE, ENTRY_FORMAT + 1, "{\"spoken\":true}");
    assert_status(store_change(world->store, append, &entry, &world->failure), STATUS_OK);
    assert_status(practice_step(&world->learner, &world->arena, &practice, 0, &step, &world->failure), STATUS_TOO_NEW);
    assert_status(world_answer(world, &practice, 0, "best", &step), STATUS_TOO_NEW);
    assert_string_equal(world->failure.text, "this answer was stored by a later version of viva");
    assert_int_equal(world_entries(world->store, ENTRY_CHOICE), 1);
}

/* Without waiting. */

#define REPEATS 64

struct told {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    size_t count, ok_count, already_count, right_count;
};

static void tell(enum status status, const struct practice_receipt *receipt, const struct failure *failure,
                 void *context)
{
    (void)failure;
    struct told *told = context;
    pthread_mutex_lock(&told->mutex);
    told->count++;
    told->ok_count += status == STATUS_OK;
    told->already_count += status == STATUS_ALREADY;
    told->right_count += receipt && receipt->judgement.is_right;
    pthread_cond_signal(&told->changed);
    pthread_mutex_unlock(&told->mutex);
}

static void wait_for(struct told *told, size_t count)
{
    pthread_mutex_lock(&told->mutex);
    while (told->count < count)
        pthread_cond_wait(&told->changed, &told->mutex);
    pthread_mutex_unlock(&told->mutex);
}

static void of_many_answers_at_once_one_lands_and_all_are_told_the_first(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    struct told told = { .mutex = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER };
    for (size_t i = 0; i < REPEATS; i++) {
        struct practice_answer answer = { .place = world_place(&practice, 0, i == 0 ? "best" : "wrong"),
                                          .took_ms = -1,
                                          .now = world_minute(1) };
        assert_status(practice_answer_submit(&world->learner, &practice, 0, &answer, tell, &told, &world->failure),
                      STATUS_OK);
    }
    wait_for(&told, REPEATS);
    assert_int_equal(told.ok_count, 1);
    assert_int_equal(told.already_count, REPEATS - 1);
    assert_int_equal(told.right_count, REPEATS);
    assert_int_equal(world_entries(world->store, ENTRY_CHOICE), 1);
}

static void a_wrong_submission_is_refused_at_once_and_tells_nobody(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    struct practice_answer answer = { .place = 9, .took_ms = -1, .now = world_minute(1) };
    assert_status(practice_answer_submit(&world->learner, &practice, 0, &answer, NULL, NULL, &world->failure),
                  STATUS_USAGE);
}

/* Flags, the sum, and a report. */

static void a_flag_is_shown_until_it_is_taken_down(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    struct practice_step step;
    for (int is_flagged = 1; is_flagged >= 0; is_flagged--) {
        assert_status(practice_flag(&world->learner, &practice, 1, is_flagged, world_minute(1), &world->failure),
                      STATUS_OK);
        assert_status(practice_step(&world->learner, &world->arena, &practice, 1, &step, &world->failure), STATUS_OK);
        assert_int_equal(step.is_flagged, is_flagged);
    }
}

static void a_flag_set_before_a_rename_is_taken_down_after_it(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    struct practice_step step;
    practice_flag(&world->learner, &practice, 0, true, world_minute(1), &world->failure);
    static const struct world_exercise renamed[] = { { "uno", "one", "first" } };
    world_use(world, world_set(&world->arena, "sample", NULL, renamed, 1));
    practice = world_begin(world, 8);
    assert_status(practice_step(&world->learner, &world->arena, &practice, 0, &step, &world->failure), STATUS_OK);
    assert_true(step.is_flagged);
    practice_flag(&world->learner, &practice, 0, false, world_minute(2), &world->failure);
    assert_status(practice_step(&world->learner, &world->arena, &practice, 0, &step, &world->failure), STATUS_OK);
    assert_false(step.is_flagged);
}

static void a_summary_counts_this_run_and_names_what_to_look_at_again(void **state)
{
    struct world *world = *state;
    struct practice earlier = world_begin(world, 1), practice = world_begin(world, 7);
    struct summary summary;
    size_t *again;
    world_answer(world, &earlier, 0, "wrong", NULL);
    world_answer(world, &practice, 0, "best", NULL);
    world_answer(world, &practice, 1, "half", NULL);
    assert_status(practice_summary(&world->learner, &world->arena, &practice, &summary, &world->failure), STATUS_OK);
    assert_int_equal(summary.step_count, 3);
    assert_int_equal(summary.response_count, 2);
    assert_int_equal(summary.right_count, 1);
    assert_int_equal(practice_again(&world->arena, &practice, &summary, &again), 2);
    assert_int_equal(again[0], 1); /* wrong before skipped */
    assert_int_equal(again[1], 2);
}

static void an_exercise_that_the_set_no_longer_has_is_not_asked_again(void **state)
{
    struct world *world = *state;
    struct practice begun = world_begin(world, 7), resumed;
    struct summary summary;
    size_t *again;
    world_answer(world, &begun, 0, "wrong", NULL);
    static const struct world_exercise left[] = { { "two", NULL, "first" } };
    world_use(world, world_set(&world->arena, "sample", NULL, left, 1));
    practice_resume(&world->learner, &world->arena, world->library.sets[0], &resumed, &world->failure);
    assert_status(practice_summary(&world->learner, &world->arena, &resumed, &summary, &world->failure), STATUS_OK);
    assert_int_equal(summary.again_count, 3);
    assert_int_equal(practice_again(&world->arena, &resumed, &summary, &again), 1);
    assert_int_equal(again[0], 0);
}

static void exercises_that_became_one_are_asked_again_once(void **state)
{
    struct world *world = *state;
    struct practice begun = world_begin(world, 7), resumed;
    struct summary summary;
    size_t *again;
    world_answer(world, &begun, 0, "wrong", NULL);
    static const struct world_exercise merged[] = { { "both", "one, two", "first" }, { "three", NULL, "first" } };
    world_use(world, world_set(&world->arena, "sample", NULL, merged, 2));
    practice_resume(&world->learner, &world->arena, world->library.sets[0], &resumed, &world->failure);
    assert_status(practice_summary(&world->learner, &world->arena, &resumed, &summary, &world->failure), STATUS_OK);
    assert_int_equal(summary.again_count, 3);
    assert_int_equal(practice_again(&world->arena, &resumed, &summary, &again), 2);
    assert_int_equal(again[0], 0);
    assert_int_equal(again[1], 1);
}

static void a_report_names_the_version_and_order_but_nobody(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    struct practice_step step;
    world_answer(world, &practice, 0, "half", &step);
    struct string report = practice_report(&world->arena, &practice, 0, &step, STRING("both are right"));
    char letter = (char)('A' + world_place(&practice, 0, "half"));
    struct string given = string_format(&world->arena, "Answer given: %c\n", letter);
    assert_true(string_find(report, STRING("Exercise: test/sample/one\n")) != STRING_NOT_FOUND);
    assert_true(string_find(report, hash_string(&world->arena, practice.run.steps[0].content)) != STRING_NOT_FOUND);
    assert_true(string_find(report, given) != STRING_NOT_FOUND);
    assert_true(string_find(report, STRING("viva: " VIVA_VERSION "\n")) != STRING_NOT_FOUND);
    assert_true(string_find(report, STRING("Remark: both are right\n")) != STRING_NOT_FOUND);
    assert_true(string_find(report, uuid_string(&world->arena, world->learner.id)) == STRING_NOT_FOUND);
    assert_true(string_find(report, uuid_string(&world->arena, world->learner.device)) == STRING_NOT_FOUND);
}

static void a_report_before_the_answer_or_without_one_says_so(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    struct practice_step step;
    practice_step(&world->learner, &world->arena, &practice, 0, &step, &world->failure);
    struct string report = practice_report(&world->arena, &practice, 0, &step, STRING(""));
    assert_true(string_find(report, STRING("Answer given: none yet\n")) != STRING_NOT_FOUND);
    assert_true(string_find(report, STRING("Remark")) == STRING_NOT_FOUND);
    world_answer(world, &practice, 0, NULL, &step);
    report = practice_report(&world->arena, &practice, 0, &step, STRING(""));
    assert_true(string_find(report, STRING("Answer given: I don't know\n")) != STRING_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_run_asks_every_exercise_of_the_set_in_its_order),
        ON_BOTH(a_run_over_some_exercises_asks_those_alone),
        ON_BOTH(a_run_over_nothing_is_refused),
        ON_BOTH(the_same_seed_deals_the_same_orders),
        ON_BOTH(before_its_answer_a_step_shows_the_question_alone),
        ON_BOTH(an_answer_is_graded_by_the_option_shown_at_its_place),
        ON_BOTH(an_answer_is_there_when_its_step_is_looked_at_again),
        ON_BOTH(a_repeated_answer_lands_once_and_returns_the_first),
        ON_BOTH(a_step_or_place_that_does_not_exist_is_refused),
        ON_BOTH(completed_counts_right_and_wrong_answers_alike),
        ON_BOTH(unanswered_steps_are_listed_in_their_order),
        ON_BOTH(a_run_is_resumed_with_its_answers_and_orders),
        ON_BOTH(a_finished_run_is_not_resumed),
        ON_BOTH(a_run_goes_on_in_the_versions_it_was_begun_with),
        ON_BOTH(a_run_of_a_renamed_set_is_resumed),
        ON_BOTH(a_run_of_somebody_else_is_not_found),
        ON_BOTH(an_answer_stores_the_run_that_could_not_be_stored_when_it_began),
        ON_BOTH(a_run_of_a_later_version_is_told),
        ON_BOTH(a_run_without_its_content_is_told),
        ON_BOTH(an_answer_of_a_later_version_is_told_and_stays_the_first),
        ON_BOTH(of_many_answers_at_once_one_lands_and_all_are_told_the_first),
        ON_BOTH(a_wrong_submission_is_refused_at_once_and_tells_nobody),
        ON_BOTH(a_flag_is_shown_until_it_is_taken_down),
        ON_BOTH(a_flag_set_before_a_rename_is_taken_down_after_it),
        ON_BOTH(a_summary_counts_this_run_and_names_what_to_look_at_again),
        ON_BOTH(an_exercise_that_the_set_no_longer_has_is_not_asked_again),
        ON_MEMORY(exercises_that_became_one_are_asked_again_once),
        ON_BOTH(a_report_before_the_answer_or_without_one_says_so),
        ON_BOTH(a_report_names_the_version_and_order_but_nobody),
    };
    return cmocka_run_group_tests_name("practice", tests, NULL, NULL);
}
