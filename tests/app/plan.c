/* A plan towards the interview, and parameters that were fitted. */
#include "app/plan.h"

#include "app/review.h"
#include "core/schedule_parameters.h"
#include "world.h"

static int32_t today(void)
{
    return time_local_day(world_minute(0));
}

static enum status plan_for(struct world *world, int32_t days, const char *set)
{
    struct string name = string_from(set);
    struct plan plan = { .has_interview = true,
                         .interview_day = today() + days,
                         .sets = { .items = &name, .count = set ? 1 : 0 } };
    return plan_set(&world->learner, &plan, world_minute(2), &world->failure);
}

static struct tuning tuning_of(struct world *world)
{
    struct tuning tuning;
    assert_status(plan_get(&world->learner, &world->arena, &tuning, &world->failure), STATUS_OK);
    return tuning;
}

struct finding {
    struct world *world;
    const char *exercise;
    struct memory_row row;
};

static enum status find(struct transaction *transaction, void *context)
{
    struct finding *finding = context;
    return transaction_memory_get(transaction, finding->world->learner.id, string_from(finding->exercise),
                                  MEMORY_RECOGNISING, &finding->world->arena, &finding->row, NULL);
}

static struct memory_row row_of(struct world *world, const char *exercise)
{
    struct finding finding = { .world = world, .exercise = exercise };
    assert_status(store_read(world->store, find, &finding, NULL), STATUS_OK);
    return finding.row;
}

static void know(struct world *world, size_t step)
{
    struct practice practice = world_begin(world, 1);
    struct practice_step state;
    struct practice_answer answer = {
        .place = world_place(&practice, step, "best"), .sureness = SURE_YES, .took_ms = -1, .now = world_minute(1)
    };
    assert_status(practice_answer(&world->learner, &world->arena, &practice, step, &answer, &state, &world->failure),
                  STATUS_OK);
}

static void without_a_word_there_is_no_plan_and_parameters_are_those_of_all(void **state)
{
    struct tuning tuning = tuning_of(*state);
    assert_false(tuning.plan.has_interview || tuning.has_parameters);
    assert_int_equal(tuning.plan.sets.count, 0);
    assert_memory_equal(tuning.parameters, schedule_parameters_default, sizeof tuning.parameters);
}

static void the_last_plan_holds_until_it_is_given_up(void **state)
{
    struct world *world = *state;
    assert_status(plan_for(world, 30, NULL), STATUS_OK);
    assert_status(plan_for(world, 40, "sample"), STATUS_OK);
    struct tuning tuning = tuning_of(world);
    assert_true(tuning.plan.has_interview);
    assert_int_equal(tuning.plan.interview_day, today() + 40);
    assert_int_equal(tuning.plan.made_day, today());
    assert_int_equal(tuning.plan.sets.count, 1);
    assert_text(tuning.plan.sets.items[0], "test/sample");
    assert_status(plan_set(&world->learner, &(struct plan){ 0 }, world_minute(3), &world->failure), STATUS_OK);
    assert_false(tuning_of(world).plan.has_interview);
    assert_int_equal(world_entries(world->store, ENTRY_PLAN), 3);
}

static void a_day_before_today_or_over_two_years_away_is_refused(void **state)
{
    struct world *world = *state;
    assert_status(plan_for(world, -1, NULL), STATUS_USAGE);
    assert_string_equal(world->failure.text,
                        "the interview on \"2027-01-14\" is over; expected a day from \"2027-01-15\" on");
    assert_status(plan_for(world, PLAN_DAYS_MAX + 1, NULL), STATUS_USAGE);
    assert_status(plan_for(world, 0, NULL), STATUS_OK);
    assert_status(plan_for(world, PLAN_DAYS_MAX, NULL), STATUS_OK);
    assert_int_equal(world_entries(world->store, ENTRY_PLAN), 2);
}

static void a_set_that_nobody_has_is_refused(void **state)
{
    struct world *world = *state;
    assert_status(plan_for(world, 10, "test/nothing"), STATUS_USAGE);
    assert_string_equal(world->failure.text, "there is no set \"test/nothing\" to plan for; \"viva sets\" lists them");
    assert_int_equal(world_entries(world->store, ENTRY_PLAN), 0);
}

static void a_plan_draws_what_is_known_nearer_and_giving_it_up_lets_it_go(void **state)
{
    struct world *world = *state;
    know(world, 0);
    struct memory_row before = row_of(world, "test/sample/one");
    assert_true(before.due_day > today() + 4);
    assert_status(plan_for(world, 4, NULL), STATUS_OK);
    assert_in_range(row_of(world, "test/sample/one").due_day, today() + 1, today() + 3);
    know(world, 1); /* and what is learnt under it */
    assert_in_range(row_of(world, "test/sample/two").due_day, today() + 1, today() + 3);
    assert_status(plan_set(&world->learner, &(struct plan){ 0 }, world_minute(3), &world->failure), STATUS_OK);
    assert_int_equal(row_of(world, "test/sample/one").due_day, before.due_day);
}

static void a_plan_of_a_renamed_set_names_it_as_today(void **state)
{
    struct world *world = *state;
    know(world, 0);
    static const struct world_exercise one[] = { { "one", NULL, "first" } };
    world_use(world, world_set(&world->arena, "later", "test/sample", one, 1));
    assert_status(plan_for(world, 4, "later"), STATUS_OK);
    struct tuning tuning = tuning_of(world);
    assert_int_equal(tuning.plan.sets.count, 1);
    assert_text(tuning.plan.sets.items[0], "test/later");
    assert_true(row_of(world, "test/sample/one").due_day < today() + 4); /* though its row has the old name */
}

static void fitted_parameters_reckon_all_anew_and_can_be_given_up(void **state)
{
    struct world *world = *state;
    double parameters[TUNING_PARAMETER_COUNT];
    know(world, 0);
    struct memory_row before = row_of(world, "test/sample/one");
    memcpy(parameters, schedule_parameters_default, sizeof parameters);
    parameters[3] = 2.12345649; /* stability after a first easy answer */
    assert_status(plan_fit(&world->learner, parameters, world_minute(3), &world->failure), STATUS_OK);
    struct memory_row fitted = row_of(world, "test/sample/one");
    assert_true(fitted.memory.stability == 2.123456);
    assert_int_equal(fitted.review_count, before.review_count);
    assert_int_equal(fitted.due_day, today() + 2);
    assert_true(tuning_of(world).has_parameters);
    assert_true(tuning_of(world).parameters[3] == 2.123456);
    assert_status(plan_fit(&world->learner, NULL, world_minute(4), &world->failure), STATUS_OK);
    struct memory_row again = row_of(world, "test/sample/one");
    assert_true(again.memory.stability == before.memory.stability);
    assert_int_equal(again.due_day, before.due_day);
    assert_false(tuning_of(world).has_parameters);
}

static void parameters_out_of_their_bounds_are_refused(void **state)
{
    struct world *world = *state;
    double parameters[TUNING_PARAMETER_COUNT];
    memcpy(parameters, schedule_parameters_default, sizeof parameters);
    parameters[20] = 0.81;
    assert_status(plan_fit(&world->learner, parameters, world_minute(3), &world->failure), STATUS_USAGE);
    assert_string_equal(world->failure.text, "parameter 20 is out of its bounds; expected 0.1 to 0.8");
    assert_int_equal(world_entries(world->store, ENTRY_PARAMETERS), 0);
}

static void a_plan_and_parameters_do_not_undo_each_other(void **state)
{
    struct world *world = *state;
    double parameters[TUNING_PARAMETER_COUNT];
    memcpy(parameters, schedule_parameters_default, sizeof parameters);
    parameters[0] = 0.5;
    know(world, 0);
    assert_status(plan_for(world, 4, NULL), STATUS_OK);
    assert_status(plan_fit(&world->learner, parameters, world_minute(3), &world->failure), STATUS_OK);
    assert_true(tuning_of(world).plan.has_interview);
    assert_true(row_of(world, "test/sample/one").due_day < today() + 4);
    assert_status(plan_for(world, 5, NULL), STATUS_OK);
    assert_true(tuning_of(world).parameters[0] == 0.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(without_a_word_there_is_no_plan_and_parameters_are_those_of_all),
        ON_BOTH(the_last_plan_holds_until_it_is_given_up),
        ON_MEMORY(a_day_before_today_or_over_two_years_away_is_refused),
        ON_MEMORY(a_set_that_nobody_has_is_refused),
        ON_BOTH(a_plan_draws_what_is_known_nearer_and_giving_it_up_lets_it_go),
        ON_BOTH(a_plan_of_a_renamed_set_names_it_as_today),
        ON_BOTH(fitted_parameters_reckon_all_anew_and_can_be_given_up),
        ON_MEMORY(parameters_out_of_their_bounds_are_refused),
        ON_BOTH(a_plan_and_parameters_do_not_undo_each_other),
    };
    return cmocka_run_group_tests_name("plan", tests, NULL, NULL);
}
