/* What practice came to over time. */
#include "app/record.h"

#include "app/plan.h"
#include "app/progress.h"
#include "world.h"

#define A_DAY (24 * 60) /* minutes */

static int32_t day_of(int minute)
{
    return time_local_day(world_minute(minute));
}

static struct practice_record look(struct world *world, int minute)
{
    struct practice_record record;
    assert_status(record_look(&world->learner, &world->arena, day_of(minute), &record, &world->failure), STATUS_OK);
    return record;
}

static struct known_set known(struct world *world, int minute)
{
    struct known_set set;
    assert_status(
        record_known(&world->learner, &world->arena, world->library.sets[0], day_of(minute), &set, &world->failure),
        STATUS_OK);
    return set;
}

static void who_never_practised_has_an_empty_record(void **state)
{
    struct world *world = *state;
    struct practice_record record = look(world, 0);
    assert_int_equal(record.all_answer_count, 0);
    assert_int_equal(record.day_count % 7, (day_of(0) + 3) % 7 + 1 == 7 ? 0 : (day_of(0) + 3) % 7 + 1);
    struct known_set set = known(world, 0);
    assert_int_equal(set.whole.begun_count[MEMORY_RECOGNISING], 0);
    assert_int_equal(set.whole.now[MEMORY_RECOGNISING].high, 0);
    size_t count = 7;
    struct curve curves[RECORD_CURVES_MAX];
    assert_status(record_curves(&world->learner, &world->arena, world->library.sets[0], 0, day_of(0), curves, &count,
                                &world->failure),
                  STATUS_OK);
    assert_int_equal(count, 0);
}

static void answers_are_counted_on_their_day_whatever_is_reset(void **state)
{
    struct world *world = *state;
    size_t forgotten;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "best", NULL);
    world_answer(world, &practice, 1, NULL, NULL);
    assert_status(progress_reset(&world->learner, STRING("test/sample"), world_minute(5), &forgotten, &world->failure),
                  STATUS_OK);
    struct practice_record record = look(world, 0);
    const struct record_day *today = &record.days[record.day_count - 1];
    assert_int_equal(today->day, day_of(0));
    assert_int_equal(today->answer_count, 2);
    assert_int_equal(today->asked_count, 2);
    assert_int_equal(today->right_count, 1);
    assert_int_equal(known(world, 0).whole.begun_count[MEMORY_RECOGNISING], 0);
}

static void what_was_practised_is_known_and_fades(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "best", NULL);
    struct known_set soon = known(world, A_DAY), later = known(world, 400 * A_DAY);
    assert_int_equal(soon.whole.begun_count[MEMORY_RECOGNISING], 1);
    assert_int_equal(soon.whole.exercise_count, 3);
    assert_true(soon.whole.now[MEMORY_RECOGNISING].expected > later.whole.now[MEMORY_RECOGNISING].expected);
    assert_true(later.whole.now[MEMORY_RECOGNISING].expected > 0);
    int32_t points = 0;
    for (size_t i = 0; i < soon.heading_count; i++)
        points += soon.headings[i].point_count;
    assert_int_equal(points, soon.whole.point_count);
}

static void a_curve_holds_the_answers_to_its_exercise_since_the_last_reset(void **state)
{
    struct world *world = *state;
    size_t count, forgotten;
    struct curve curves[RECORD_CURVES_MAX];
    struct practice practice = world_begin(world, 1);
    size_t exercise = 0;
    world_answer(world, &practice, 0, "best", NULL);
    struct string id = practice.run.steps[0].exercise;
    const struct set *set;
    exercise = library_find_exercise(&world->library, id, &set);
    assert_status(
        record_curves(&world->learner, &world->arena, set, exercise, day_of(0), curves, &count, &world->failure),
        STATUS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(curves[0].skill, MEMORY_RECOGNISING);
    assert_int_equal(curves[0].answer_count, 1);
    assert_true(curves[0].answers[0].is_right);
    for (size_t i = 0; i < 3; i++) {
        if (i == exercise)
            continue;
        assert_status(record_curves(&world->learner, &world->arena, set, i, day_of(0), curves, &count, &world->failure),
                      STATUS_OK);
        assert_int_equal(count, 0);
    }
    assert_status(progress_reset(&world->learner, STRING("test/sample"), world_minute(5), &forgotten, &world->failure),
                  STATUS_OK);
    assert_status(
        record_curves(&world->learner, &world->arena, set, exercise, day_of(0), curves, &count, &world->failure),
        STATUS_OK);
    assert_int_equal(count, 0);
}

static void a_set_that_was_renamed_after_the_plan_is_planned_still(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    struct string name = STRING("sample");
    struct plan plan = { .has_interview = true, .interview_day = day_of(30 * A_DAY), .sets = { &name, 1, 1 } };
    struct curve curves[RECORD_CURVES_MAX];
    size_t count;
    world_answer(world, &practice, 0, "best", NULL);
    assert_status(plan_set(&world->learner, &plan, world_minute(2), &world->failure), STATUS_OK);
    static const struct world_exercise renamed[] = { { "uno", "one", "first" } };
    world_use(world, world_set(&world->arena, "later", "test/sample", renamed, 1));
    struct known_set set = known(world, A_DAY);
    assert_true(set.has_interview);
    assert_int_equal(set.whole.begun_count[MEMORY_RECOGNISING], 1);
    assert_status(record_curves(&world->learner, &world->arena, world->library.sets[0], 0, day_of(A_DAY), curves,
                                &count, &world->failure),
                  STATUS_OK);
    assert_int_equal(count, 1);
    assert_true(curves[0].has_interview);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(who_never_practised_has_an_empty_record),
        ON_BOTH(answers_are_counted_on_their_day_whatever_is_reset),
        ON_BOTH(what_was_practised_is_known_and_fades),
        ON_BOTH(a_curve_holds_the_answers_to_its_exercise_since_the_last_reset),
        ON_BOTH(a_set_that_was_renamed_after_the_plan_is_planned_still),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
