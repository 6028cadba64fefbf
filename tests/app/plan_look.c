/* plan: days as they are typed, plans on their way, and what a plan comes to. */
#include <pthread.h>

#include "app/plan.h"
#include "app/plan_times.h"
#include "world.h"

#define TODAY    "2027-01-15" /* of world_minute(0) */
#define IN_30    "2027-02-14"
#define A_DAY    (24 * 60) /* in minutes */
#define TOLERATE 1e-6F

static struct arena arena;

/* Days. */

static void a_day_within_two_years_is_taken_as_it_is_typed(void **state)
{
    (void)state;
    static const char *const days[] = { TODAY, IN_30, "2028-02-29", "2029-01-14" };
    struct failure failure = { 0 };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        int32_t day = 0;
        assert_status(plan_day_read(string_from(days[i]), world_minute(0), &day, &failure), STATUS_OK);
        assert_text(time_day_format(&arena, day), days[i]);
    }
}

static void any_other_day_is_refused_with_what_was_expected(void **state)
{
    (void)state;
    static const struct {
        const char *day, *said;
    } rows[] = {
        { "14.02.2027", "\"14.02.2027\" is no day; write year, month and day as in " IN_30 },
        { "2027-2-14", "\"2027-2-14\" is no day; write year, month and day as in " IN_30 },
        { "2027-02-14T10:00:00Z", "\"2027-02-14T10:00:00Z\" is no day; write year, month and day as in " IN_30 },
        { "tomorrow", "\"tomorrow\" is no day; write year, month and day as in " IN_30 },
        { "", "\"\" is no day; write year, month and day as in " IN_30 },
        { "2027-02-30", "there is no day \"2027-02-30\"; write year, month and day as in " IN_30 },
        { "2027-13-01", "there is no day \"2027-13-01\"; write year, month and day as in " IN_30 },
        { "2027-01-14", "the interview on \"2027-01-14\" is over; expected a day from \"" TODAY "\" on" },
        { "2029-01-15", "the interview on \"2029-01-15\" is too far away; expected a day up to \"2029-01-14\"" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct failure failure = { 0 };
        int32_t day = 7;
        assert_status(plan_day_read(string_from(rows[i].day), world_minute(0), &day, &failure), STATUS_USAGE);
        assert_string_equal(failure.text, rows[i].said);
        assert_int_equal(day, 7);
    }
}

/* A world with a plan. */

static struct plan plan_in(struct world *world, int32_t days, const char *set)
{
    struct plan plan = { .has_interview = true, .interview_day = time_local_day(world_minute(0)) + days };
    if (set)
        *LIST_ADD(&world->arena, &plan.sets) = string_from(set);
    return plan;
}

static void make_plan(struct world *world, int32_t days, const char *set)
{
    struct plan plan = plan_in(world, days, set);
    assert_status(plan_set(&world->learner, &plan, world_minute(0), &world->failure), STATUS_OK);
}

static struct plan_outlook look_in(struct world *world, int minutes)
{
    struct plan_outlook outlook;
    assert_status(plan_look(&world->learner, &world->arena, world_minute(minutes), &outlook, &world->failure),
                  STATUS_OK);
    return outlook;
}

/* A run in which so many steps are answered with the best. */
static void practise(struct world *world, size_t count)
{
    struct practice practice = world_begin(world, 1);
    for (size_t i = 0; i < count; i++)
        assert_status(world_answer(world, &practice, i, "best", NULL), STATUS_OK);
}

static void without_an_interview_there_is_nothing_to_look_at(void **state)
{
    struct world *world = *state;
    struct plan_outlook outlook;
    assert_status(plan_look(&world->learner, &world->arena, world_minute(0), &outlook, &world->failure),
                  STATUS_NOT_FOUND);
    make_plan(world, 30, NULL);
    assert_status(plan_set(&world->learner, &(struct plan){ 0 }, world_minute(0), &world->failure), STATUS_OK);
    assert_status(plan_look(&world->learner, &world->arena, world_minute(0), &outlook, &world->failure),
                  STATUS_NOT_FOUND);
}

static void a_plan_without_sets_is_about_what_was_practised(void **state)
{
    struct world *world = *state;
    make_plan(world, 30, NULL);
    assert_int_equal(look_in(world, 0).set_count, 0);
    practise(world, 1);
    struct plan_outlook outlook = look_in(world, 2);
    assert_int_equal(outlook.set_count, 1);
    assert_int_equal(outlook.sets[0].exercise_count, 3);
    assert_int_equal(outlook.sets[0].begun_count, 1);
}

static void a_plan_counts_days_and_points(void **state)
{
    struct world *world = *state;
    make_plan(world, 30, "sample");
    struct plan_outlook outlook = look_in(world, 0);
    assert_int_equal(outlook.days_left, 30);
    assert_int_equal(outlook.day_count, 30);
    assert_int_equal(outlook.days[29].day, outlook.plan.interview_day - 1);
    assert_text(outlook.plan.sets.items[0], "test/sample");
    assert_int_equal(outlook.sets[0].point_count, 6);
    assert_int_equal(outlook.sets[0].heading_count, 2);
    double fresh = 0, minutes = 0;
    for (size_t i = 0; i < outlook.day_count; i++) {
        fresh += outlook.days[i].new_count;
        minutes += outlook.days[i].minutes;
    }
    assert_float_equal((float)fresh, 3, TOLERATE);
    assert_float_equal((float)outlook.minutes_a_day, (float)(minutes / 30), TOLERATE);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(outlook.sets[0].headings[i].heading, i);
        assert_int_equal(outlook.sets[0].headings[i].point_count, 3);
        assert_true(outlook.sets[0].headings[i].skills[MEMORY_RECOGNISING].now == 0);
        assert_true(outlook.sets[0].headings[i].skills[MEMORY_RECOGNISING].on_the_day > 0.8);
    }
}

static void what_was_practised_is_known_and_fades(void **state)
{
    struct world *world = *state;
    practise(world, 3);
    make_plan(world, 30, "sample");
    struct plan_recall recall = look_in(world, 2).sets[0].skills[MEMORY_RECOGNISING];
    assert_true(recall.now > 0.9);
    assert_true(recall.without < recall.now);
    assert_true(recall.low <= recall.on_the_day && recall.on_the_day <= recall.high);
    assert_true(recall.on_the_day > recall.without);
    struct plan_recall later = look_in(world, 10 * A_DAY).sets[0].skills[MEMORY_RECOGNISING];
    assert_true(later.now < recall.now);
    assert_true(later.without == recall.without); /* that day is where it was */
}

static void the_same_journal_on_the_same_day_gives_the_same_plan(void **state)
{
    struct world *world = *state;
    practise(world, 2);
    make_plan(world, 20, "sample");
    struct plan_outlook first = look_in(world, 5), second = look_in(world, 600);
    assert_memory_equal(first.days, second.days, first.day_count * sizeof *first.days);
    assert_memory_equal(first.sets[0].skills, second.sets[0].skills, sizeof first.sets[0].skills);
}

static void what_was_begun_today_is_not_asked_of_today_again(void **state)
{
    struct world *world = *state;
    make_plan(world, 4, "sample"); /* three new ones in three days */
    assert_float_equal((float)look_in(world, 0).days[0].new_count, 1, TOLERATE);
    practise(world, 1);
    assert_float_equal((float)look_in(world, 2).days[0].new_count, 0, TOLERATE);
    assert_float_equal((float)look_in(world, A_DAY).days[0].new_count, 1, TOLERATE);
}

static void a_set_and_exercises_that_were_renamed_keep_what_is_known(void **state)
{
    struct world *world = *state;
    practise(world, 3);
    make_plan(world, 30, "test/sample");
    struct plan_recall before = look_in(world, A_DAY).sets[0].skills[MEMORY_RECOGNISING];
    static const struct world_exercise exercises[] = { { "eins", "one", "first" },
                                                       { "two", NULL, "first" },
                                                       { "drei", "three", "first" } };
    world_use(world, world_set(&world->arena, "probe", "test/sample", exercises, 3));
    struct plan_outlook outlook = look_in(world, A_DAY);
    assert_int_equal(outlook.set_count, 1);
    assert_text(outlook.plan.sets.items[0], "test/probe");
    assert_int_equal(outlook.sets[0].begun_count, 3);
    assert_true(outlook.sets[0].skills[MEMORY_RECOGNISING].now == before.now);
}

static void a_set_that_went_away_is_named(void **state)
{
    struct world *world = *state;
    practise(world, 3);
    make_plan(world, 30, "sample");
    world_use(world, NULL);
    struct plan_outlook outlook = look_in(world, 5);
    assert_int_equal(outlook.set_count, 0);
    assert_int_equal(outlook.missing.count, 1);
    assert_text(outlook.missing.items[0], "test/sample");
}

static void on_the_day_and_after_it_nothing_is_left_to_do(void **state)
{
    struct world *world = *state;
    practise(world, 3);
    make_plan(world, 10, "sample");
    struct plan_outlook outlook = look_in(world, 10 * A_DAY);
    assert_int_equal(outlook.days_left, 0);
    assert_int_equal(outlook.day_count, 0);
    assert_true(outlook.minutes_a_day == 0);
    assert_true(outlook.sets[0].skills[MEMORY_RECOGNISING].now > 0.5);
    assert_int_equal(look_in(world, 11 * A_DAY).days_left, -1);
}

/* Times. */

static void minutes_are_measured_once_there_are_enough_answers(void **state)
{
    struct world *world = *state;
    struct plan_times times;
    practise(world, 3);
    assert_status(plan_times(&world->learner, &times, &world->failure), STATUS_OK);
    assert_false(times.is_measured[MEMORY_RECOGNISING]);
    practise(world, 3);
    assert_status(plan_times(&world->learner, &times, &world->failure), STATUS_OK);
    assert_true(times.is_measured[MEMORY_RECOGNISING]);
    assert_float_equal((float)times.minutes[MEMORY_RECOGNISING], 1.5F / 60 + (float)PLAN_MINUTES_READING, TOLERATE);
    assert_false(times.is_measured[MEMORY_PRODUCING]);
    make_plan(world, 30, "sample");
    assert_true(look_in(world, 2).is_time_measured);
}

static void an_exercise_that_says_no_minutes_takes_three(void **state)
{
    struct world *world = *state;
    make_plan(world, 1, "sample");
    struct plan_outlook outlook = look_in(world, 0);
    assert_false(outlook.is_time_measured);
    assert_true(outlook.days[0].minutes >= 3 * PLAN_MINUTES_UNSAID);
    assert_true(outlook.days[0].minutes <= 3 * (PLAN_MINUTES_UNSAID + 7 * PLAN_MINUTES_UNSAID / 2.0));
}

/* On its way. */

struct telling {
    pthread_mutex_t lock;
    pthread_cond_t told;
    int count;
    enum status status;
};

static void tell(enum status status, const struct failure *failure, void *context)
{
    struct telling *telling = context;
    (void)failure;
    pthread_mutex_lock(&telling->lock);
    telling->count++;
    telling->status = status;
    pthread_cond_signal(&telling->told);
    pthread_mutex_unlock(&telling->lock);
}

static void a_plan_that_was_submitted_is_told_once_and_holds(void **state)
{
    struct world *world = *state;
    struct telling telling = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, STATUS_OK };
    struct plan plan = plan_in(world, 12, "sample");
    assert_status(plan_set_submit(&world->learner, &plan, world_minute(0), tell, &telling, &world->failure), STATUS_OK);
    pthread_mutex_lock(&telling.lock);
    while (telling.count == 0)
        pthread_cond_wait(&telling.told, &telling.lock);
    assert_status(telling.status, STATUS_OK);
    pthread_mutex_unlock(&telling.lock);
    assert_int_equal(look_in(world, 0).days_left, 12);
    assert_int_equal(telling.count, 1);
}

static void a_plan_that_cannot_be_is_told_at_once(void **state)
{
    struct world *world = *state;
    struct plan plan = plan_in(world, 12, "none");
    assert_status(plan_set_submit(&world->learner, &plan, world_minute(0), NULL, NULL, &world->failure), STATUS_USAGE);
    assert_string_equal(world->failure.text, "there is no set \"none\" to plan for; \"viva sets\" lists them");
    plan = plan_in(world, -1, NULL);
    assert_status(plan_set_submit(&world->learner, &plan, world_minute(0), NULL, NULL, &world->failure), STATUS_USAGE);
    plan = plan_in(world, PLAN_DAYS_MAX + 1, NULL);
    assert_status(plan_set_submit(&world->learner, &plan, world_minute(0), NULL, NULL, &world->failure), STATUS_USAGE);
}

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_day_within_two_years_is_taken_as_it_is_typed, clear),
        cmocka_unit_test_teardown(any_other_day_is_refused_with_what_was_expected, clear),
        ON_BOTH(without_an_interview_there_is_nothing_to_look_at),
        ON_BOTH(a_plan_without_sets_is_about_what_was_practised),
        ON_BOTH(a_plan_counts_days_and_points),
        ON_BOTH(what_was_practised_is_known_and_fades),
        ON_BOTH(the_same_journal_on_the_same_day_gives_the_same_plan),
        ON_MEMORY(what_was_begun_today_is_not_asked_of_today_again),
        ON_BOTH(a_set_and_exercises_that_were_renamed_keep_what_is_known),
        ON_MEMORY(a_set_that_went_away_is_named),
        ON_MEMORY(on_the_day_and_after_it_nothing_is_left_to_do),
        ON_BOTH(minutes_are_measured_once_there_are_enough_answers),
        ON_MEMORY(an_exercise_that_says_no_minutes_takes_three),
        ON_BOTH(a_plan_that_was_submitted_is_told_once_and_holds),
        ON_MEMORY(a_plan_that_cannot_be_is_told_at_once),
    };
    return cmocka_run_group_tests_name("plan look", tests, NULL, NULL);
}
