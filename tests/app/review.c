/* What is due, in which order, and what an answer leads to. */
#include "app/review.h"
#include "app/record.h"

#include "world.h"

#define DAY 1440 /* minutes */

static struct review_outlook look(struct world *world, int minute)
{
    struct review_outlook outlook;
    assert_status(review_look(&world->learner, &world->arena, world_minute(minute), &outlook, &world->failure),
                  STATUS_OK);
    return outlook;
}

static struct practice begin(struct world *world, const struct review_item *item, int minute)
{
    struct practice practice;
    assert_status(
        review_begin(&world->learner, &world->arena, item, 5, world_minute(minute), &practice, &world->failure),
        STATUS_OK);
    return practice;
}

static struct practice_step choose(struct world *world, const struct practice *practice, size_t step,
                                   const char *option, enum sureness sureness, int minute)
{
    struct practice_step state;
    struct practice_answer answer = { .place = option ? world_place(practice, step, option) : 0,
                                      .is_dont_know = !option,
                                      .sureness = sureness,
                                      .took_ms = -1,
                                      .now = world_minute(minute) };
    assert_status(practice_answer(&world->learner, &world->arena, practice, step, &answer, &state, &world->failure),
                  STATUS_OK);
    return state;
}

static struct practice_step tick(struct world *world, const struct practice *practice, point_mask places, int minute)
{
    struct practice_step state;
    struct practice_ticks ticks = { .places = places, .took_ms = -1, .now = world_minute(minute) };
    assert_status(practice_tick(&world->learner, &world->arena, practice, 0, &ticks, &state, &world->failure),
                  STATUS_OK);
    return state;
}

static struct review_outcome outcome(struct world *world, const struct practice *practice, size_t step,
                                     const struct practice_step *state, int minute)
{
    struct review_outcome found;
    assert_status(review_outcome(&world->learner, &world->arena, practice, step, state, world_minute(minute), &found,
                                 &world->failure),
                  STATUS_OK);
    return found;
}

/* Recognising becomes stable at once; producing is due the day after. */
static void know(struct world *world, size_t step)
{
    struct practice practice = world_begin(world, 1);
    choose(world, &practice, step, "best", SURE_YES, 1);
}

static void who_never_practised_has_nothing_to_review(void **state)
{
    struct review_outlook outlook = look(*state, 0);
    assert_int_equal(outlook.item_count, 0);
    assert_int_equal(outlook.memory_count, 0);
    assert_int_equal(outlook.due_count + outlook.today_count, 0);
    assert_false(outlook.has_next);
}

static void a_practice_brings_its_exercises_back(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    choose(world, &practice, 0, "wrong", SURE_GUESS, 1);
    choose(world, &practice, 1, "best", SURE_FAIRLY, 1);
    struct review_outlook outlook = look(world, 1);
    assert_int_equal(outlook.item_count, 0);
    assert_int_equal(outlook.today_count, 2);
    assert_int_equal(outlook.memory_count, 2);
    assert_true(outlook.has_next);
    assert_text(outlook.next.row.exercise, "test/sample/one");
    outlook = look(world, 2);
    assert_int_equal(outlook.item_count, 1);
    assert_int_equal(outlook.due_count, 1);
    assert_int_equal(outlook.items[0].exercise, 0);
    assert_ptr_equal(outlook.items[0].set, world->library.sets[0]);
    assert_int_equal(look(world, 11).item_count, 2);
}

static void who_was_wrong_and_sure_is_asked_that_first(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    choose(world, &practice, 0, "wrong", SURE_GUESS, 1);
    choose(world, &practice, 1, "wrong", SURE_YES, 5);
    choose(world, &practice, 2, NULL, SURE_UNSAID, 1);
    struct review_outlook outlook = look(world, 30);
    assert_int_equal(outlook.item_count, 3);
    assert_int_equal(outlook.items[0].exercise, 1);
    assert_int_equal(outlook.items[0].row.urgency, MEMORY_MISTAKEN);
}

static void a_review_is_a_run_of_one_step_that_is_never_resumed(void **state)
{
    struct world *world = *state;
    struct practice open = world_begin(world, 1), practice, loaded;
    choose(world, &open, 0, "wrong", SURE_GUESS, 1);
    struct review_outlook outlook = look(world, 10);
    practice = begin(world, &outlook.items[0], 10);
    assert_true(practice.is_review && practice.run.step_count == 1);
    choose(world, &practice, 0, "best", SURE_FAIRLY, 10);
    assert_status(practice_load(&world->learner, &world->arena, practice.run.id, &loaded, &world->failure), STATUS_OK);
    assert_true(loaded.is_review);
    assert_status(practice_resume(&world->learner, &world->arena, world->library.sets[0], &loaded, &world->failure),
                  STATUS_OK);
    assert_true(uuid_equal(loaded.run.id, open.run.id));
    assert_false(loaded.is_review);
    struct set_progress progress;
    progress_of_set(&world->learner, &world->arena, world->library.sets[0], &progress, &world->failure);
    assert_true(uuid_equal(progress.open_run.run, open.run.id));
    assert_int_equal(progress.exercises[0].response_count, 2); /* the choice of a review is a choice */
}

static void producing_follows_the_day_after_recognising_is_stable(void **state)
{
    struct world *world = *state;
    know(world, 0);
    assert_int_equal(look(world, 60).item_count, 0);
    struct review_outlook outlook = look(world, 60 + DAY);
    assert_int_equal(outlook.item_count, 1);
    assert_int_equal(outlook.items[0].skill, MEMORY_PRODUCING);
    assert_int_equal(outlook.items[0].row.review_count, 0);
}

static void a_produced_answer_is_ticked_point_by_point(void **state)
{
    struct world *world = *state;
    struct practice_step before;
    know(world, 0);
    struct practice practice = begin(world, &look(world, DAY).items[0], DAY);
    practice_step(&world->learner, &world->arena, &practice, 0, &before, &world->failure);
    assert_int_equal(before.question.option_count, 0);
    assert_false(before.has_response);
    struct practice_points points = practice_points(&world->arena, &practice, 0);
    assert_int_equal(points.count, 2);
    assert_text(text_string(&world->arena, points.items[0].heading), "Give a reason");
    assert_text(text_string(&world->arena, points.items[1].statement), "the second thing costs time.");
    struct practice_step step = tick(world, &practice, 2, DAY), again;
    assert_true(step.response.is_produced && step.explanation.is_produced);
    assert_int_equal(step.judgement.score_percent, 50);
    assert_false(step.judgement.is_right);
    assert_int_equal(step.judgement.points[0], VERDICT_ABSENT);
    assert_int_equal(step.judgement.points[1], VERDICT_COVERED);
    struct practice_ticks ticks = { .places = 3, .took_ms = -1, .now = world_minute(DAY + 1) };
    assert_status(practice_tick(&world->learner, &world->arena, &practice, 0, &ticks, &again, &world->failure),
                  STATUS_ALREADY);
    assert_int_equal(again.judgement.score_percent, 50);
    struct practice loaded;
    practice_load(&world->learner, &world->arena, practice.run.id, &loaded, &world->failure);
    practice_step(&world->learner, &world->arena, &loaded, 0, &again, &world->failure);
    assert_int_equal(again.response.ticked, 2);
    struct set_progress progress;
    progress_of_set(&world->learner, &world->arena, world->library.sets[0], &progress, &world->failure);
    assert_int_equal(progress.exercises[0].response_count, 1); /* what was produced is no choice */
}

static void a_step_takes_the_one_kind_of_answer_that_it_asks_for(void **state)
{
    struct world *world = *state;
    struct practice_step step;
    know(world, 0);
    struct practice aloud = begin(world, &look(world, DAY).items[0], DAY), chosen = world_begin(world, 1);
    struct practice_answer answer = { .is_dont_know = true, .took_ms = -1, .now = world_minute(DAY) };
    struct practice_ticks ticks = { .took_ms = -1, .now = world_minute(DAY) };
    assert_status(practice_answer(&world->learner, &world->arena, &aloud, 0, &answer, &step, &world->failure),
                  STATUS_USAGE);
    assert_status(practice_tick(&world->learner, &world->arena, &chosen, 0, &ticks, &step, &world->failure),
                  STATUS_USAGE);
    ticks.places = 4;
    assert_status(practice_tick(&world->learner, &world->arena, &aloud, 0, &ticks, &step, &world->failure),
                  STATUS_USAGE);
    ticks.places = 1;
    assert_status(practice_tick(&world->learner, &world->arena, &aloud, 1, &ticks, &step, &world->failure),
                  STATUS_USAGE);
}

struct told {
    enum status status;
    struct judgement judgement;
    int count;
};

static void tell(enum status status, const struct practice_receipt *receipt, const struct failure *failure,
                 void *context)
{
    struct told *told = context;
    (void)failure;
    told->status = status;
    told->judgement = receipt->judgement;
    told->count++;
}

static void who_does_not_wait_is_told_what_was_ticked(void **state)
{
    struct world *world = *state;
    struct told told = { 0 };
    know(world, 0);
    struct practice practice = begin(world, &look(world, DAY).items[0], DAY);
    struct practice_ticks ticks = { .places = 3, .took_ms = 100, .now = world_minute(DAY) };
    assert_status(practice_tick_submit(&world->learner, &practice, 0, &ticks, tell, &told, &world->failure), STATUS_OK);
    world_entries(world->store, 0); /* waits for what was submitted before it */
    assert_int_equal(told.count, 1);
    assert_status(told.status, STATUS_OK);
    assert_int_equal(told.judgement.score_percent, 100);
    ticks.places = 8;
    assert_status(practice_tick_submit(&world->learner, &practice, 0, &ticks, tell, &told, &world->failure),
                  STATUS_USAGE);
}

/* Recognising is due after a week or more. */
static void an_exercise_due_in_both_ways_is_asked_to_be_produced_and_in_the_other_way_another_day(void **state)
{
    struct world *world = *state;
    know(world, 0);
    int late = 60 * DAY;
    struct review_outlook outlook = look(world, late);
    assert_int_equal(outlook.item_count, 1);
    assert_int_equal(outlook.due_count, 1);
    assert_int_equal(outlook.items[0].skill, MEMORY_PRODUCING);
    assert_int_equal(outlook.next.row.due_day, time_local_day(world_minute(late)) + 1);
    struct practice practice = begin(world, &outlook.items[0], late);
    tick(world, &practice, 3, late);
    outlook = look(world, late + 30);
    assert_int_equal(outlook.item_count, 0); /* it would give the answer away */
    assert_int_equal(outlook.due_count, 0);
    outlook = look(world, late + DAY);
    assert_int_equal(outlook.item_count, 1);
    assert_int_equal(outlook.items[0].skill, MEMORY_RECOGNISING);
}

static void neighbours_are_of_different_sets(void **state)
{
    struct world *world = *state;
    static const struct world_exercise others[] = { { "four", NULL, "first" }, { "five", NULL, "first" } };
    const struct set *sets[] = { world->library.sets[0], world_set(&world->arena, "other", NULL, others, 2) };
    world->library = world_library(&world->arena, sets, 2);
    for (size_t i = 0; i < 2; i++) {
        struct practice practice;
        practice_begin(&world->learner, &world->arena, sets[i], NULL, 0, 1, world_minute(0), &practice,
                       &world->failure);
        for (size_t step = 0; step < practice.run.step_count; step++)
            choose(world, &practice, step, NULL, SURE_UNSAID, (int)(1 + i));
    }
    struct review_outlook outlook = look(world, 60);
    assert_int_equal(outlook.item_count, 5);
    for (size_t i = 1; i < 5; i++)
        assert_ptr_not_equal(outlook.items[i - 1].set, outlook.items[i].set);
}

static void what_no_set_at_hand_has_is_not_asked(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    choose(world, &practice, 0, NULL, SURE_UNSAID, 1);
    choose(world, &practice, 1, NULL, SURE_UNSAID, 1);
    static const struct world_exercise left[] = { { "two", NULL, "first" } };
    world_use(world, world_set(&world->arena, "sample", NULL, left, 1));
    struct review_outlook outlook = look(world, 60);
    assert_int_equal(outlook.item_count, 1);
    assert_text(outlook.items[0].row.exercise, "test/sample/two");
}

static void a_renamed_exercise_keeps_its_memory(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    choose(world, &practice, 0, "best", SURE_FAIRLY, 1);
    static const struct world_exercise renamed[] = { { "first", "one", "first" } };
    world_use(world, world_set(&world->arena, "later", "test/sample", renamed, 1));
    struct review_outlook outlook = look(world, 60);
    assert_int_equal(outlook.item_count, 1);
    struct practice review = begin(world, &outlook.items[0], 60);
    struct practice_step step = choose(world, &review, 0, "best", SURE_FAIRLY, 60);
    struct review_outcome found = outcome(world, &review, 0, &step, 60);
    assert_text(found.row.exercise, "test/later/first");
    assert_int_equal(found.row.review_count, 2);
    assert_int_equal(look(world, 60).memory_count, 1);
}

static void at_most_a_sitting_is_looked_up_and_all_is_counted(void **state)
{
    struct world *world = *state;
    static char ids[REVIEW_ITEMS_MAX + 5][8];
    struct world_exercise many[REVIEW_ITEMS_MAX + 5];
    size_t count = sizeof many / sizeof *many;
    if (world->folder[0])
        return; /* a flush for every answer, and nothing that depends on a disk */
    for (size_t i = 0; i < count; i++) {
        snprintf(ids[i], sizeof ids[i], "e%zu", i);
        many[i] = (struct world_exercise){ ids[i], NULL, "first" };
    }
    world_use(world, world_set(&world->arena, "many", NULL, many, count));
    struct practice practice = world_begin(world, 1);
    for (size_t i = 0; i < count; i++)
        choose(world, &practice, i, NULL, SURE_UNSAID, 1);
    struct review_outlook outlook = look(world, 60);
    assert_int_equal(outlook.item_count, REVIEW_ITEMS_MAX);
    assert_int_equal(outlook.due_count, count);
}

/* What an answer led to, in words. */
static void an_outcome_says_the_grade_the_reason_and_when_it_comes_back(void **state)
{
    struct world *world = *state;
    static const struct {
        const char *option;
        enum sureness sureness;
        const char *reason, *comes_back;
    } rows[] = {
        { "best", SURE_YES, "Right, and you were sure: counted as easy", "comes back in 8 days, on " },
        { "best", SURE_FAIRLY, "Right, and you were fairly sure: counted as good", "comes back in 10 minutes" },
        { "best", SURE_UNSAID, "Right: counted as good", "comes back in 10 minutes" },
        { "best", SURE_GUESS, "Right, but you guessed: counted as hard", "comes back in 6 minutes" },
        { "half", SURE_FAIRLY, "Another answer was better: counted as forgotten", "comes back in a minute" },
        { "half", SURE_YES,
          "Another answer was better, and you were sure: counted as forgotten, and asked before all else",
          "comes back in a minute" },
        { NULL, SURE_UNSAID, "You did not know: counted as forgotten", "comes back in a minute" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct practice practice = world_begin(world, 1);
        struct practice_step step = choose(world, &practice, 0, rows[i].option, rows[i].sureness, 1);
        struct review_outcome found = outcome(world, &practice, 0, &step, 1);
        assert_text(text_string(&world->arena, found.reason), rows[i].reason);
        struct string comes_back = text_string(&world->arena, found.comes_back);
        if (rows[i].sureness == SURE_YES && i == 0) /* spread over a few days */
            assert_true(string_starts_with(comes_back, STRING("comes back in ")) &&
                        string_find(comes_back, STRING(" days, on 2027-01-2")) != STRING_NOT_FOUND);
        else
            assert_text(comes_back, rows[i].comes_back);
        size_t count;
        progress_reset(&world->learner, STRING("sample"), world_minute(2), &count, &world->failure);
    }
}

static void an_outcome_of_a_produced_answer_counts_its_points(void **state)
{
    struct world *world = *state;
    static const struct {
        point_mask places;
        const char *reason;
    } rows[] = { { 3, "All 2 points were made: counted as easy" },
                 { 1, "1 of 2 points were made: counted as hard" },
                 { 0, "0 of 2 points were made: counted as forgotten" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        know(world, i);
        struct review_item item = { .set = world->library.sets[0], .exercise = i, .skill = MEMORY_PRODUCING };
        struct practice practice = begin(world, &item, DAY);
        struct practice_step step = tick(world, &practice, rows[i].places, DAY);
        struct review_outcome found = outcome(world, &practice, 0, &step, DAY);
        assert_text(text_string(&world->arena, found.reason), rows[i].reason);
        assert_int_equal(found.row.skill, MEMORY_PRODUCING);
    }
}

static void when_an_exercise_comes_back_is_said_in_minutes_or_days(void **state)
{
    struct world *world = *state;
    struct moment now = world_minute(0);
    int32_t today = time_local_day(now);
    const struct {
        struct memory_row row;
        const char *text;
    } rows[] = {
        { { .due_at = now.at + 600, .due_day = today, .usual_day = today }, "comes back in 10 minutes" },
        { { .due_at = now.at + 541, .due_day = today, .usual_day = today }, "comes back in 10 minutes" },
        { { .due_at = now.at + 1, .due_day = today, .usual_day = today }, "comes back in a minute" },
        { { .due_at = now.at, .due_day = today, .usual_day = today }, "is due again now" },
        { { .due_day = today, .usual_day = today }, "is due again now" },
        { { .due_day = today + 1, .usual_day = today + 1 }, "comes back tomorrow" },
        { { .due_day = today + 1, .usual_day = today + 9 }, "comes back tomorrow, in time for your interview" },
        { { .due_day = today + 12, .usual_day = today + 12 }, "comes back in 12 days, on 2027-01-27" },
        { { .due_day = today + 2, .usual_day = today + 9 },
          "comes back in 2 days, on 2027-01-17, in time for your interview" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_text(text_string(&world->arena, review_comes_back(&world->arena, &rows[i].row, now)), rows[i].text);
}

static void nothing_comes_back_of_what_was_reset(void **state)
{
    struct world *world = *state;
    size_t count;
    struct review_outcome found;
    struct practice practice = world_begin(world, 1);
    struct practice_step step = choose(world, &practice, 0, "best", SURE_YES, 1);
    progress_reset(&world->learner, STRING("sample/one"), world_minute(2), &count, &world->failure);
    assert_status(
        review_outcome(&world->learner, &world->arena, &practice, 0, &step, world_minute(2), &found, &world->failure),
        STATUS_NOT_FOUND);
    assert_int_equal(look(world, 60 * DAY).memory_count, 0);
}

static void what_was_only_said_aloud_since_a_reset_can_be_reset_again(void **state)
{
    struct world *world = *state;
    size_t count;
    know(world, 0);
    struct practice practice = begin(world, &look(world, DAY).items[0], DAY);
    assert_status(progress_reset(&world->learner, STRING("sample"), world_minute(DAY), &count, &world->failure),
                  STATUS_OK);
    tick(world, &practice, 3, DAY + 1);
    assert_int_equal(look(world, DAY + 2).memory_count, 1);
    assert_status(progress_reset(&world->learner, STRING("sample/two"), world_minute(DAY + 2), &count, &world->failure),
                  STATUS_ALREADY);
    assert_status(progress_reset(&world->learner, STRING("sample"), world_minute(DAY + 2), &count, &world->failure),
                  STATUS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(look(world, DAY + 3).memory_count, 0);
    assert_status(progress_reset(&world->learner, STRING("sample"), world_minute(DAY + 4), &count, &world->failure),
                  STATUS_ALREADY);
}

static void the_calendar_counts_reviews_in_both_ways(void **state)
{
    struct world *world = *state;
    struct practice_record record;
    int32_t first = time_local_day(world_minute(0));
    know(world, 0);
    struct practice practice = begin(world, &look(world, DAY).items[0], DAY);
    tick(world, &practice, 3, DAY);
    assert_status(record_look(&world->learner, &world->arena, first + 1, &record, &world->failure), STATUS_OK);
    const struct record_day *days = &record.days[record.day_count - 2];
    assert_int_equal(days[0].day, first);
    assert_int_equal(days[0].answer_count, 1);
    assert_int_equal(days[0].asked_count, 1);
    assert_int_equal(days[1].answer_count, 1);
    assert_int_equal(days[1].asked_count, 0); /* said aloud */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(who_never_practised_has_nothing_to_review),
        ON_BOTH(a_practice_brings_its_exercises_back),
        ON_BOTH(who_was_wrong_and_sure_is_asked_that_first),
        ON_BOTH(a_review_is_a_run_of_one_step_that_is_never_resumed),
        ON_BOTH(producing_follows_the_day_after_recognising_is_stable),
        ON_BOTH(a_produced_answer_is_ticked_point_by_point),
        ON_MEMORY(a_step_takes_the_one_kind_of_answer_that_it_asks_for),
        ON_MEMORY(who_does_not_wait_is_told_what_was_ticked),
        ON_BOTH(an_exercise_due_in_both_ways_is_asked_to_be_produced_and_in_the_other_way_another_day),
        ON_BOTH(neighbours_are_of_different_sets),
        ON_MEMORY(what_no_set_at_hand_has_is_not_asked),
        ON_BOTH(a_renamed_exercise_keeps_its_memory),
        ON_BOTH(at_most_a_sitting_is_looked_up_and_all_is_counted),
        ON_MEMORY(an_outcome_says_the_grade_the_reason_and_when_it_comes_back),
        ON_MEMORY(an_outcome_of_a_produced_answer_counts_its_points),
        ON_MEMORY(when_an_exercise_comes_back_is_said_in_minutes_or_days),
        ON_BOTH(nothing_comes_back_of_what_was_reset),
        ON_BOTH(what_was_only_said_aloud_since_a_reset_can_be_reset_again),
        ON_BOTH(the_calendar_counts_reviews_in_both_ways),
    };
    return cmocka_run_group_tests_name("review", tests, NULL, NULL);
}
