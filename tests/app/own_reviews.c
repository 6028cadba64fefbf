/* A learner's own answers as a log of reviews: one memory stays one memory, and what cannot be fitted never gets in. */
#include "app/own_reviews.h"

#include "app/plan.h"
#include "core/schedule.h"
#include "faulty.h"
#include "world.h"

#define A_DAY (24 * 60) /* minutes */

static const struct uuid ada = { { 1 } }, ben = { { 2 } };

static struct memory_row row_of(struct uuid learner, const char *exercise, int32_t review_count, int32_t day)
{
    return (struct memory_row){ .learner = learner,
                                .exercise = string_from(exercise),
                                .skill = MEMORY_RECOGNISING,
                                .review_count = review_count,
                                .last_day = day,
                                .last_grade = MEMORY_GOOD };
}

static void add(struct own_reviews *own, struct uuid learner, const char *exercise, int32_t review_count, int32_t day)
{
    struct memory_row row = row_of(learner, exercise, review_count, day);
    own_reviews_add(own, &row, 0.25F);
}

/* The numbers of the memories, review by review, as digits. */
static void assert_memories(const struct own_reviews *own, const char *expected)
{
    struct review_log log = own_reviews_log(own);
    char digits[16] = "";
    assert_true(log.count < sizeof digits);
    for (size_t i = 0; i < log.count; i++) {
        assert_true(log.reviews[i].memory < log.memory_count);
        digits[i] = (char)('0' + log.reviews[i].memory);
    }
    assert_string_equal(digits, expected);
}

static void each_learner_exercise_and_skill_is_a_memory_of_its_own(void **state)
{
    struct arena arena = { 0 };
    struct own_reviews own = { .arena = &arena };
    struct memory_row produced = row_of(ada, "a/b/one", 1, 7);
    (void)state;
    produced.skill = MEMORY_PRODUCING;
    add(&own, ada, "a/b/one", 1, 5);
    add(&own, ada, "a/b/two", 1, 5);
    add(&own, ben, "a/b/one", 1, 6);
    own_reviews_add(&own, &produced, 0);
    add(&own, ada, "a/b/one", 2, 8);
    assert_memories(&own, "01230");
    struct review_log log = own_reviews_log(&own);
    assert_int_equal(log.memory_count, 4);
    assert_true(log.chances[0] == 0.25F && log.chances[3] == 0);
    assert_int_equal(log.reviews[4].day, 8);
    assert_int_equal(log.reviews[4].grade, MEMORY_GOOD);
    arena_clear(&arena);
}

static void a_first_review_begins_a_memory_anew(void **state)
{
    struct arena arena = { 0 };
    struct own_reviews own = { .arena = &arena };
    (void)state;
    add(&own, ada, "a/b/one", 1, 5);
    add(&own, ada, "a/b/one", 2, 6);
    add(&own, ada, "a/b/one", 1, 7); /* reset between them */
    add(&own, ada, "a/b/one", 2, 8);
    assert_memories(&own, "0011");
    arena_clear(&arena);
}

static void a_renamed_exercise_stays_the_same_memory_and_of_nobody_else(void **state)
{
    struct arena arena = { 0 };
    struct own_reviews own = { .arena = &arena };
    (void)state;
    add(&own, ada, "a/b/one", 1, 5);
    add(&own, ben, "a/b/one", 1, 5);
    own_reviews_rename(&own, ada, STRING("a/b/one"), STRING("a/b/uno"));
    own_reviews_rename(&own, ada, STRING("a/b/never"), STRING("a/b/nunca"));
    add(&own, ada, "a/b/uno", 2, 6);
    add(&own, ben, "a/b/one", 2, 6);
    add(&own, ada, "a/b/nunca", 1, 6);
    assert_memories(&own, "01012");
    arena_clear(&arena);
}

static void days_never_go_back_or_further_than_a_schedule_counts(void **state)
{
    struct arena arena = { 0 };
    struct own_reviews own = { .arena = &arena };
    static const int32_t days[] = { 100, 90, 95, 101, 101 + SCHEDULE_DAYS_MAX + 1 };
    static const int32_t expected[] = { 100, 100, 100, 101, 101 + SCHEDULE_DAYS_MAX };
    (void)state;
    for (int32_t i = 0; i < 5; i++)
        add(&own, ada, "a/b/one", i + 1, days[i]);
    struct review_log log = own_reviews_log(&own);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(log.reviews[i].day, expected[i]);
    arena_clear(&arena);
}

static struct review_log read_own(struct world *world)
{
    struct review_log log;
    assert_status(own_reviews_read(&world->learner, &world->arena, &log, &world->failure), STATUS_OK);
    return log;
}

static void the_journal_gives_them_across_a_rename(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    for (size_t i = 0; i < 3; i++)
        assert_status(world_answer(world, &practice, i, "best", NULL), STATUS_OK);
    static const struct world_exercise renamed[] = { { "uno", "one", "first" }, { "new", NULL, "first" } };
    world_use(world, world_set(&world->arena, "later", "test/sample", renamed, 2));
    practice = world_begin(world, 2);
    for (size_t i = 0; i < 2; i++)
        assert_status(world_answer(world, &practice, i, "wrong", NULL), STATUS_OK);
    struct review_log log = read_own(world);
    assert_int_equal(log.count, 5);
    assert_int_equal(log.memory_count, 4); /* one, two, three and new */
    for (size_t i = 0; i < log.memory_count; i++)
        assert_true(log.chances[i] > 0.33F && log.chances[i] < 0.34F); /* one of three */
}

/* Looks that a fit and a plan are made of. */

static enum status look_at_reviews(struct world *world)
{
    struct review_log log;
    return own_reviews_read(&world->learner, &world->arena, &log, &world->failure);
}

static enum status look_at_plan(struct world *world)
{
    struct plan_outlook outlook;
    return plan_look(&world->learner, &world->arena, world_minute(A_DAY), &outlook, &world->failure);
}

static void a_look_that_fails_anywhere_is_told_and_can_be_repeated(void **state)
{
    struct world *world = *state;
    static enum status (*const looks[])(struct world *) = { look_at_reviews, look_at_plan };
    struct plan plan = { .has_interview = true, .interview_day = time_local_day(world_minute(0)) + 30 };
    struct practice practice = world_begin(world, 1);
    assert_status(world_answer(world, &practice, 0, "best", NULL), STATUS_OK);
    assert_status(plan_set(&world->learner, &plan, world_minute(1), &world->failure), STATUS_OK);
    faulty_install(world->store);
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        int n = 1;
        for (bool has_failed = true; has_failed; n++) {
            world->failure = (struct failure){ 0 };
            faulty_fail_at(n);
            enum status status = looks[i](world);
            has_failed = faulty_has_failed();
            faulty_fail_at(0);
            assert_status(status, has_failed ? STATUS_SYSTEM : STATUS_OK);
            assert_string_equal(world->failure.text, has_failed ? FAULTY_TEXT : "");
            assert_status(looks[i](world), STATUS_OK);
        }
        assert_true(n > 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_learner_exercise_and_skill_is_a_memory_of_its_own),
        cmocka_unit_test(a_first_review_begins_a_memory_anew),
        cmocka_unit_test(a_renamed_exercise_stays_the_same_memory_and_of_nobody_else),
        cmocka_unit_test(days_never_go_back_or_further_than_a_schedule_counts),
        ON_BOTH(the_journal_gives_them_across_a_rename),
        ON_MEMORY(a_look_that_fails_anywhere_is_told_and_can_be_repeated),
    };
    return cmocka_run_group_tests_name("own reviews", tests, NULL, NULL);
}
