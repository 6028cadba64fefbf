/* remember: from an answer to the day on which it is asked again. */
#include "core/remember.h"

#include "../expect.h"
#include "base/random.h"

#define NOON        (12 * 3600)
#define HISTORIES   300
#define PLAN_DAYS   90
#define FIRST_DAY   20000
#define DAY_SECONDS 86400

static const struct uuid learner = { { 1, 2, 3 } };

static struct moment noon_of(int32_t day)
{
    return (struct moment){ .at = (int64_t)day * DAY_SECONDS + NOON };
}

static struct memory_row row_of(const char *exercise)
{
    return remember_start(learner, string_from(exercise), MEMORY_RECOGNISING);
}

/* A good answer, and another when the first steps ask for it. */
static void learn(const struct remembering *remembering, struct memory_row *row, int32_t day)
{
    remember_answer(remembering, row, noon_of(day), MEMORY_GOOD, false);
    if (row->stage.phase != MEMORY_KEPT)
        remember_answer(remembering, row, (struct moment){ .at = row->due_at }, MEMORY_GOOD, false);
}

/* Grades. */

static void every_choice_has_the_grade_of_the_table(void **state)
{
    (void)state;
    static const struct {
        bool is_right, is_dont_know;
        enum sureness sureness;
        enum memory_grade grade;
        bool is_confident_wrong;
    } rows[] = {
        { true, false, SURE_GUESS, MEMORY_HARD, false },    { true, false, SURE_UNSAID, MEMORY_GOOD, false },
        { true, false, SURE_FAIRLY, MEMORY_GOOD, false },   { true, false, SURE_YES, MEMORY_EASY, false },
        { false, false, SURE_GUESS, MEMORY_AGAIN, false },  { false, false, SURE_UNSAID, MEMORY_AGAIN, false },
        { false, false, SURE_FAIRLY, MEMORY_AGAIN, false }, { false, false, SURE_YES, MEMORY_AGAIN, true },
        { false, true, SURE_UNSAID, MEMORY_AGAIN, false },  { false, true, SURE_YES, MEMORY_AGAIN, false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct response response = { .is_dont_know = rows[i].is_dont_know, .sureness = rows[i].sureness };
        struct judgement judgement = { .is_right = rows[i].is_right };
        assert_int_equal(remember_grade(&response, &judgement), rows[i].grade);
        assert_int_equal(remember_is_confident_wrong(&response, &judgement), rows[i].is_confident_wrong);
    }
}

static void what_was_produced_is_graded_by_its_share_of_the_points(void **state)
{
    (void)state;
    static const struct {
        int percent;
        enum memory_grade grade;
    } rows[] = { { 0, MEMORY_AGAIN }, { 39, MEMORY_AGAIN }, { 40, MEMORY_HARD }, { 69, MEMORY_HARD },
                 { 70, MEMORY_GOOD }, { 99, MEMORY_GOOD },  { 100, MEMORY_EASY } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct response response = { .is_produced = true };
        struct judgement judgement = { .score_percent = rows[i].percent };
        assert_int_equal(remember_grade(&response, &judgement), rows[i].grade);
        response.is_dont_know = true;
        assert_int_equal(remember_grade(&response, &judgement), MEMORY_AGAIN);
        assert_false(remember_is_confident_wrong(&response, &judgement));
    }
}

/* Answers, one after another; what is expected after each. */

struct event {
    int32_t day;
    enum memory_grade grade;
    bool is_confident_wrong;
    enum memory_phase phase;
    enum memory_urgency urgency;
    int32_t seconds; /* until it is due again; 0: days */
    int32_t lapse_count;
};

static void assert_events(const struct event *events, size_t count)
{
    struct tuning tuning = remember_untuned();
    struct remembering remembering = remembering_make(&tuning);
    struct memory_row row = row_of("test/sample/one");
    for (size_t i = 0; i < count; i++) {
        struct moment time = noon_of(FIRST_DAY + events[i].day);
        time.at += (int64_t)i * 1000;
        remember_answer(&remembering, &row, time, events[i].grade, events[i].is_confident_wrong);
        assert_int_equal(row.stage.phase, events[i].phase);
        assert_int_equal(row.urgency, events[i].urgency);
        assert_int_equal(row.due_at, events[i].seconds > 0 ? time.at + events[i].seconds : 0);
        assert_int_equal(row.lapse_count, events[i].lapse_count);
        assert_int_equal(row.last_grade, events[i].grade);
        assert_int_equal(row.review_count, i + 1);
        assert_int_equal(row.last_at, time.at);
        assert_int_equal(row.last_day, FIRST_DAY + events[i].day);
        assert_int_equal(row.due_day, row.usual_day);
        assert_true(events[i].seconds > 0 ? row.due_day == row.last_day : row.due_day > row.last_day);
    }
}
#define ASSERT_EVENTS(events) assert_events((events), sizeof(events) / sizeof *(events))

static void steps_are_due_in_minutes_and_what_is_kept_in_days(void **state)
{
    (void)state;
    static const struct event events[] = {
        { 0, MEMORY_AGAIN, false, MEMORY_LEARNING, MEMORY_FRESH, 60, 0 },
        { 0, MEMORY_GOOD, false, MEMORY_LEARNING, MEMORY_FRESH, 600, 0 },
        { 0, MEMORY_GOOD, false, MEMORY_KEPT, MEMORY_STEADY, 0, 0 },
        { 9, MEMORY_HARD, false, MEMORY_KEPT, MEMORY_STEADY, 0, 0 },
        { 20, MEMORY_AGAIN, false, MEMORY_RELEARNING, MEMORY_FRESH, 600, 1 },
        { 20, MEMORY_AGAIN, false, MEMORY_RELEARNING, MEMORY_FRESH, 600, 1 },
        { 20, MEMORY_GOOD, false, MEMORY_KEPT, MEMORY_STEADY, 0, 1 },
    };
    ASSERT_EVENTS(events);
}

static void who_was_wrong_and_sure_is_asked_soonest_and_until_it_was_right(void **state)
{
    (void)state;
    static const struct event events[] = {
        { 0, MEMORY_EASY, false, MEMORY_KEPT, MEMORY_STEADY, 0, 0 },
        { 30, MEMORY_AGAIN, true, MEMORY_RELEARNING, MEMORY_MISTAKEN, REMEMBER_MISTAKEN_SECONDS, 1 },
        { 30, MEMORY_AGAIN, false, MEMORY_RELEARNING, MEMORY_MISTAKEN, REMEMBER_MISTAKEN_SECONDS, 1 },
        { 30, MEMORY_HARD, false, MEMORY_RELEARNING, MEMORY_FRESH, 900, 1 },
        { 30, MEMORY_GOOD, false, MEMORY_KEPT, MEMORY_STEADY, 0, 1 },
    };
    ASSERT_EVENTS(events);
}

static void steps_across_four_in_the_morning_are_due_on_the_new_day(void **state)
{
    (void)state;
    struct tuning tuning = remember_untuned();
    struct remembering remembering = remembering_make(&tuning);
    struct memory_row row = row_of("test/sample/one");
    struct moment time = { .at = (int64_t)FIRST_DAY * DAY_SECONDS + 4 * 3600 - 120 };
    remember_answer(&remembering, &row, time, MEMORY_GOOD, false);
    assert_int_equal(row.last_day, FIRST_DAY - 1);
    assert_int_equal(row.due_day, FIRST_DAY);
    assert_int_equal(row.due_at, time.at + 600);
}

static void a_clock_that_was_set_back_makes_it_the_same_day(void **state)
{
    (void)state;
    struct tuning tuning = remember_untuned();
    struct remembering remembering = remembering_make(&tuning);
    struct memory_row set_back = row_of("test/sample/one"), same_day = set_back;
    learn(&remembering, &set_back, FIRST_DAY);
    learn(&remembering, &same_day, FIRST_DAY);
    remember_answer(&remembering, &set_back, noon_of(FIRST_DAY - 400), MEMORY_GOOD, false);
    remember_answer(&remembering, &same_day, noon_of(FIRST_DAY), MEMORY_GOOD, false);
    assert_true(set_back.memory.stability == same_day.memory.stability);
    assert_int_equal(set_back.last_day, FIRST_DAY - 400); /* and is not locked to the future once it is right again */
    assert_int_equal(set_back.due_day - set_back.last_day, same_day.due_day - same_day.last_day);
}

static void any_number_as_a_time_is_survived(void **state)
{
    (void)state;
    static const int64_t times[] = { INT64_MIN, INT64_MAX, 0, INT64_MAX - 30, -1 };
    struct tuning tuning = remember_untuned();
    struct remembering remembering = remembering_make(&tuning);
    struct memory_row row = row_of("test/sample/one");
    for (size_t i = 0; i < sizeof times / sizeof *times; i++)
        for (enum memory_grade grade = MEMORY_AGAIN; grade <= MEMORY_EASY; grade++) {
            remember_answer(&remembering, &row, (struct moment){ .at = times[i] }, grade, false);
            assert_true(row.memory.stability >= SCHEDULE_STABILITY_MIN);
            assert_true(row.due_day >= row.last_day);
        }
}

static void producing_follows_once_recognising_is_steady_and_stable(void **state)
{
    (void)state;
    struct memory_row row = row_of("test/sample/one");
    row.stage.phase = MEMORY_KEPT;
    row.memory.stability = REMEMBER_STABLE_DAYS;
    assert_true(remember_is_stable(&row));
    row.memory.stability = 6.99;
    assert_false(remember_is_stable(&row));
    row = (struct memory_row){ .memory.stability = 50, .stage.phase = MEMORY_RELEARNING };
    assert_false(remember_is_stable(&row));
}

static void what_is_made_ready_is_due_the_day_after(void **state)
{
    (void)state;
    struct tuning tuning = remember_untuned();
    struct remembering remembering = remembering_make(&tuning);
    struct memory_row row = remember_start(learner, STRING("test/sample/one"), MEMORY_PRODUCING);
    remember_ready(&remembering, &row, noon_of(FIRST_DAY));
    assert_int_equal(row.review_count, 0);
    assert_int_equal(row.last_at, 0);
    assert_int_equal(row.urgency, MEMORY_STEADY);
    assert_int_equal(row.last_day, FIRST_DAY);
    assert_int_equal(row.due_day, FIRST_DAY + 1);
    assert_int_equal(row.due_at, 0);
}

/* Towards the interview. */

/* A random row of the past days, all of them steady. */
static struct memory_row random_row(const struct remembering *remembering, struct random *random, char id[32])
{
    struct memory_row row;
    int32_t day = FIRST_DAY - 1 - (int32_t)random_below(random, 300);
    snprintf(id, 32, "test/sample/e%u", (unsigned)random_below(random, 100000));
    row = row_of(id);
    learn(remembering, &row, day);
    while (row.due_day < FIRST_DAY && random_below(random, 20) > 0) {
        day = row.due_day;
        remember_answer(remembering, &row, noon_of(day), (enum memory_grade)(MEMORY_HARD + random_below(random, 3)),
                        false);
    }
    return row;
}

static struct tuning planned(int32_t days)
{
    struct tuning tuning = remember_untuned();
    tuning.plan = (struct plan){ .has_interview = true, .interview_day = FIRST_DAY + days, .made_day = FIRST_DAY };
    return tuning;
}

static double recall_after_good(const struct remembering *remembering, const struct memory_row *row, int32_t on,
                                int32_t day)
{
    struct memory after = schedule_next(&remembering->schedule, row->memory, on - row->last_day, MEMORY_GOOD);
    return schedule_recall(&remembering->schedule, after, day - on);
}

/* What the plan promises of one row. */
static void assert_plan_holds(const struct remembering *remembering, const struct memory_row *row)
{
    int32_t day = remembering->plan->interview_day, made = remembering->plan->made_day;
    double untouched = schedule_recall(&remembering->schedule, row->memory, day - row->last_day);
    assert_true(row->due_day > row->last_day);
    assert_true(row->due_day <= row->usual_day);
    if (row->usual_day < day || untouched >= REMEMBER_RETENTION_ON_DAY) {
        assert_int_equal(row->due_day, row->usual_day);
        return;
    }
    assert_in_range(row->due_day, made, day - 1);
    if (row->due_day < day - 1)
        assert_true(recall_after_good(remembering, row, row->due_day, day) >= REMEMBER_RETENTION_ON_DAY - 1e-9);
}

static void a_plan_brings_a_last_look_from_which_recall_lasts(void **state)
{
    (void)state;
    struct random random = random_from(5);
    struct tuning free = remember_untuned();
    struct remembering unplanned = remembering_make(&free);
    size_t moved = 0;
    for (int i = 0; i < HISTORIES; i++) {
        char id[32];
        struct memory_row row = random_row(&unplanned, &random, id), before = row;
        struct tuning tuning = planned(1 + (int32_t)random_below(&random, PLAN_DAYS));
        struct remembering remembering = remembering_make(&tuning);
        remember_due(&remembering, &row);
        assert_plan_holds(&remembering, &row);
        moved += row.due_day != before.due_day;
        remember_due(&unplanned, &row); /* and given up, it has never been */
        assert_memory_equal(&row, &before, sizeof row);
    }
    assert_true(moved > HISTORIES / 4);
}

static void intervals_shrink_towards_the_interview_and_are_as_ever_after_it(void **state)
{
    (void)state;
    struct tuning tuning = planned(60), free = remember_untuned();
    struct remembering remembering = remembering_make(&tuning), unplanned = remembering_make(&free);
    struct memory_row row = row_of("test/sample/one");
    int shortened = 0;
    learn(&remembering, &row, FIRST_DAY);
    while (row.due_day < tuning.plan.interview_day) {
        remember_answer(&remembering, &row, noon_of(row.due_day), MEMORY_GOOD, false);
        assert_plan_holds(&remembering, &row);
        shortened += row.due_day < row.usual_day;
    }
    assert_true(shortened > 0);
    assert_true(schedule_recall(&remembering.schedule, row.memory, tuning.plan.interview_day - row.last_day) >=
                REMEMBER_RETENTION_ON_DAY);
    struct memory_row other = row;
    remember_answer(&remembering, &row, noon_of(tuning.plan.interview_day), MEMORY_GOOD, false);
    remember_answer(&unplanned, &other, noon_of(tuning.plan.interview_day), MEMORY_GOOD, false);
    assert_memory_equal(&row, &other, sizeof row);
}

static void last_looks_spread_over_their_days(void **state)
{
    (void)state;
    struct tuning tuning = planned(40);
    struct remembering remembering = remembering_make(&tuning);
    int counts[40] = { 0 }, days = 0, most = 0;
    for (int i = 0; i < 400; i++) {
        char id[32];
        snprintf(id, sizeof id, "test/sample/e%d", i);
        struct memory_row row = row_of(id);
        row.memory = (struct memory){ .stability = 45, .difficulty = 5 };
        row.stage.phase = MEMORY_KEPT;
        row.review_count = 4;
        row.last_day = FIRST_DAY - 2;
        row.usual_day = FIRST_DAY + 43;
        remember_due(&remembering, &row);
        counts[row.due_day - FIRST_DAY]++;
    }
    for (int i = 0; i < 40; i++) {
        days += counts[i] > 0;
        most = counts[i] > most ? counts[i] : most;
    }
    assert_true(days >= 10);
    assert_true(most <= 3 * 400 / days);
}

static void a_plan_moves_nothing_to_a_day_before_it_was_made(void **state)
{
    (void)state;
    struct tuning tuning = planned(3);
    struct remembering remembering = remembering_make(&tuning);
    struct memory_row row = row_of("test/sample/one");
    row.memory = (struct memory){ .stability = 100, .difficulty = 5 };
    row.stage.phase = MEMORY_KEPT;
    row.review_count = 4;
    row.last_day = FIRST_DAY - 60;
    row.usual_day = FIRST_DAY + 40;
    remember_due(&remembering, &row);
    assert_in_range(row.due_day, FIRST_DAY, FIRST_DAY + 2);
}

static void a_plan_is_about_its_sets_alone(void **state)
{
    (void)state;
    static const struct {
        const char *exercise;
        bool is_planned;
    } rows[] = { { "test/sample/one", true },
                 { "test/sample2/one", false },
                 { "test/sample", false },
                 { "test/other/one", true },
                 { "test/sampl/one", false } };
    struct string sets[] = { STRING_INIT("test/sample"), STRING_INIT("test/other") };
    struct plan plan = { .sets = { .items = sets, .count = 2 } }, all = { 0 };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(remember_is_planned(&plan, string_from(rows[i].exercise)), rows[i].is_planned);
        assert_true(remember_is_planned(&all, string_from(rows[i].exercise)));
    }
    struct tuning tuning = planned(10);
    tuning.plan.sets = plan.sets;
    struct remembering remembering = remembering_make(&tuning);
    struct memory_row in = row_of("test/sample/one"), out = row_of("test/third/one");
    in.memory = out.memory = (struct memory){ .stability = 20, .difficulty = 5 };
    in.stage.phase = out.stage.phase = MEMORY_KEPT;
    in.review_count = out.review_count = 3;
    in.last_day = out.last_day = FIRST_DAY;
    in.usual_day = out.usual_day = FIRST_DAY + 20;
    remember_due(&remembering, &in);
    remember_due(&remembering, &out);
    assert_true(in.due_day < FIRST_DAY + 10);
    assert_int_equal(out.due_day, FIRST_DAY + 20);
}

static void a_plan_leaves_steps_and_the_eve_alone(void **state)
{
    (void)state;
    struct tuning tuning = planned(1);
    struct remembering remembering = remembering_make(&tuning);
    struct memory_row row = row_of("test/sample/one");
    remember_answer(&remembering, &row, noon_of(FIRST_DAY), MEMORY_AGAIN, false);
    struct memory_row before = row;
    remember_due(&remembering, &row);
    assert_memory_equal(&row, &before, sizeof row);
    learn(&remembering, &row, FIRST_DAY);
    assert_true(row.due_day > FIRST_DAY); /* no day is left before the interview: not once more on the same */
    assert_int_equal(row.due_day, row.usual_day);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_choice_has_the_grade_of_the_table),
        cmocka_unit_test(what_was_produced_is_graded_by_its_share_of_the_points),
        cmocka_unit_test(steps_are_due_in_minutes_and_what_is_kept_in_days),
        cmocka_unit_test(who_was_wrong_and_sure_is_asked_soonest_and_until_it_was_right),
        cmocka_unit_test(steps_across_four_in_the_morning_are_due_on_the_new_day),
        cmocka_unit_test(a_clock_that_was_set_back_makes_it_the_same_day),
        cmocka_unit_test(any_number_as_a_time_is_survived),
        cmocka_unit_test(producing_follows_once_recognising_is_steady_and_stable),
        cmocka_unit_test(what_is_made_ready_is_due_the_day_after),
        cmocka_unit_test(a_plan_brings_a_last_look_from_which_recall_lasts),
        cmocka_unit_test(intervals_shrink_towards_the_interview_and_are_as_ever_after_it),
        cmocka_unit_test(last_looks_spread_over_their_days),
        cmocka_unit_test(a_plan_moves_nothing_to_a_day_before_it_was_made),
        cmocka_unit_test(a_plan_is_about_its_sets_alone),
        cmocka_unit_test(a_plan_leaves_steps_and_the_eve_alone),
    };
    return cmocka_run_group_tests_name("remember", tests, NULL, NULL);
}
