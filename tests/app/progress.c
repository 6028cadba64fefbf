#include "world.h"

static struct set_progress progress_of(struct world *world)
{
    struct set_progress progress;
    assert_status(progress_of_set(&world->learner, &world->arena, world->library.sets[0], &progress, &world->failure),
                  STATUS_OK);
    return progress;
}

static size_t elsewhere_count(struct world *world)
{
    struct progress_list list;
    assert_status(progress_elsewhere(&world->learner, &world->arena, &list, &world->failure), STATUS_OK);
    return list.count;
}

static enum status reset(struct world *world, const char *id, size_t *count)
{
    return progress_reset(&world->learner, string_from(id), world_minute(5), count, &world->failure);
}

static void who_never_practised_has_no_progress(void **state)
{
    struct world *world = *state;
    struct set_progress progress = progress_of(world);
    assert_int_equal(progress.answered_count, 0);
    assert_false(progress.has_open_run);
    assert_int_equal(progress.exercises[0].response_count, 0);
    assert_text(progress.exercises[2].exercise, "test/sample/three");
    assert_int_equal(elsewhere_count(world), 0);
}

static void progress_counts_all_runs_together(void **state)
{
    struct world *world = *state;
    struct practice first = world_begin(world, 1), second = world_begin(world, 2);
    world_answer(world, &first, 0, "wrong", NULL);
    world_answer(world, &second, 0, "best", NULL);
    struct set_progress progress = progress_of(world);
    assert_int_equal(progress.answered_count, 1);
    assert_int_equal(progress.exercises[0].response_count, 2);
    assert_int_equal(progress.exercises[0].right_count, 1);
    assert_int_equal(progress.exercises[0].last_score_percent, 100);
    assert_int_equal(progress.exercises[0].took_ms_sum, 3000);
}

static void the_open_run_is_the_one_to_go_on_with(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "wrong", NULL);
    struct set_progress progress = progress_of(world);
    assert_true(progress.has_open_run && uuid_equal(progress.open_run.run, practice.run.id));
    assert_int_equal(progress.open_run.response_count, 1);
    world_answer(world, &practice, 1, "best", NULL);
    world_answer(world, &practice, 2, "best", NULL);
    assert_false(progress_of(world).has_open_run);
}

static void progress_survives_an_edit(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "best", NULL);
    static const struct world_exercise edited[] = { { "one", NULL, "second" }, { "two", NULL, "first" } };
    world_use(world, world_set(&world->arena, "sample", NULL, edited, 2));
    assert_int_equal(progress_of(world).exercises[0].right_count, 1);
}

static void progress_survives_a_rename_of_the_exercise(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "wrong", NULL);
    static const struct world_exercise renamed[] = { { "uno", "one", "first" } };
    world_use(world, world_set(&world->arena, "sample", NULL, renamed, 1));
    practice = world_begin(world, 2);
    world_answer(world, &practice, 0, "best", NULL);
    struct set_progress progress = progress_of(world);
    assert_int_equal(progress.exercises[0].response_count, 2); /* one under each id */
    assert_int_equal(progress.exercises[0].right_count, 1);
    assert_int_equal(progress.exercises[0].score_percent_sum, 100);
}

static void progress_survives_a_rename_of_the_set(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "best", NULL);
    static const struct world_exercise renamed[] = { { "uno", "one", "first" } };
    world_use(world, world_set(&world->arena, "other", "test/sample", renamed, 1));
    assert_int_equal(progress_of(world).exercises[0].right_count, 1);
    assert_int_equal(elsewhere_count(world), 0);
}

static void what_was_practised_and_is_gone_is_listed_elsewhere(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "best", NULL);
    world_answer(world, &practice, 2, "half", NULL);
    static const struct world_exercise left[] = { { "one", NULL, "first" } };
    world_use(world, world_set(&world->arena, "sample", NULL, left, 1));
    struct progress_list list;
    assert_status(progress_elsewhere(&world->learner, &world->arena, &list, &world->failure), STATUS_OK);
    assert_int_equal(list.count, 1);
    assert_text(list.items[0].exercise, "test/sample/three");
    assert_int_equal(list.items[0].response_count, 1);
}

static void sets_in_which_something_was_done_come_first_and_the_order_stays_otherwise(void **state)
{
    struct world *world = *state;
    static const struct world_exercise exercises[] = { { "one", NULL, "first" }, { "two", NULL, "first" } };
    static const char *const ids[] = { "new", "answered", "other", "opened", "flagged", "last" };
    enum { NEW, ANSWERED, OTHER, OPENED, FLAGGED, LAST, COUNT };
    const struct set *sets[COUNT];
    struct practice runs[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        sets[i] = world_set(&world->arena, ids[i], NULL, exercises, 2);
    for (size_t i = 0; i < COUNT; i++) {
        world_use(world, sets[i]);
        if (i == ANSWERED || i == OPENED || i == FLAGGED)
            runs[i] = world_begin(world, 1);
    }
    for (size_t step = 0; step < 2; step++) {
        world_answer(world, &runs[ANSWERED], step, "best", NULL);
        world_answer(world, &runs[FLAGGED], step, "best", NULL);
    }
    practice_flag(&world->learner, &runs[FLAGGED], 0, true, world_minute(2), &world->failure);
    size_t count;
    world_use(world, sets[FLAGGED]);
    assert_status(reset(world, "flagged", &count), STATUS_OK); /* the flag is left */
    world->library = world_library(&world->arena, sets, COUNT);

    struct sets_progress progress;
    assert_status(progress_of_sets(&world->learner, &world->arena, &progress, &world->failure), STATUS_OK);
    assert_int_equal(progress.count, COUNT);
    assert_int_equal(progress.touched_count, 3);
    static const size_t expected[] = { ANSWERED, OPENED, FLAGGED, NEW, OTHER, LAST };
    for (size_t i = 0; i < COUNT; i++)
        assert_text(progress.items[i].set->id, ids[expected[i]]);
    assert_int_equal(progress.items[0].answered_count, 2);
    assert_true(progress.items[1].has_open_run);
}

static void of_another_learner_nothing_is_shown(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "best", NULL);
    world->learner.id = uuid_new();
    assert_int_equal(progress_of(world).answered_count, 0);
    assert_int_equal(elsewhere_count(world), 0);
}

/* Resetting. */

static void a_reset_exercise_counts_from_zero_and_others_stay(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    size_t count;
    world_answer(world, &practice, 0, "best", NULL);
    world_answer(world, &practice, 1, "best", NULL);
    assert_status(reset(world, "sample/one", &count), STATUS_OK);
    assert_int_equal(count, 1);
    struct set_progress progress = progress_of(world);
    assert_int_equal(progress.exercises[0].response_count, 0);
    assert_int_equal(progress.exercises[1].response_count, 1);
    assert_true(progress.has_open_run);
    world_answer(world, &practice, 2, "best", NULL);
    practice = world_begin(world, 2);
    world_answer(world, &practice, 0, "half", NULL);
    assert_int_equal(progress_of(world).exercises[0].response_count, 1);
}

static void a_reset_set_counts_from_zero_and_its_run_is_not_gone_on_with(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1), resumed;
    size_t count;
    world_answer(world, &practice, 0, "best", NULL);
    world_answer(world, &practice, 1, "wrong", NULL);
    assert_status(reset(world, "test/sample", &count), STATUS_OK);
    assert_int_equal(count, 2);
    struct set_progress progress = progress_of(world);
    assert_int_equal(progress.answered_count, 0);
    assert_false(progress.has_open_run);
    assert_status(practice_resume(&world->learner, &world->arena, world->library.sets[0], &resumed, &world->failure),
                  STATUS_NOT_FOUND);
    assert_int_equal(world_entries(world->store, ENTRY_CHOICE), 2); /* the journal keeps what was */
}

static void a_reset_reaches_former_ids(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    size_t count;
    world_answer(world, &practice, 0, "best", NULL);
    static const struct world_exercise renamed[] = { { "uno", "one", "first" } };
    world_use(world, world_set(&world->arena, "other", "test/sample", renamed, 1));
    assert_status(reset(world, "other/uno", &count), STATUS_OK);
    assert_int_equal(progress_of(world).exercises[0].response_count, 0);
}

static void an_exercise_that_was_practised_under_two_ids_is_reset_as_one(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 7);
    size_t count;
    world_answer(world, &practice, 0, "best", NULL);
    static const struct world_exercise renamed[] = { { "uno", "one", "first" }, { "two", NULL, "first" } };
    world_use(world, world_set(&world->arena, "other", "test/sample", renamed, 2));
    practice = world_begin(world, 8);
    world_answer(world, &practice, 0, "best", NULL);
    world_answer(world, &practice, 1, "best", NULL);
    assert_status(reset(world, "other", &count), STATUS_OK);
    assert_int_equal(count, 2);
}

static void what_is_in_no_set_can_be_reset_too(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    size_t count;
    world_answer(world, &practice, 0, "best", NULL);
    world_answer(world, &practice, 1, "best", NULL);
    world_use(world, NULL);
    assert_status(reset(world, "test/sample/one", &count), STATUS_OK);
    assert_int_equal(count, 1);
    assert_status(reset(world, "test/sample", &count), STATUS_OK);
    assert_int_equal(count, 1);
    assert_int_equal(elsewhere_count(world), 0);
}

static void a_reset_of_what_nobody_knows_is_not_found(void **state)
{
    struct world *world = *state;
    size_t count;
    assert_status(reset(world, "test/nothing", &count), STATUS_NOT_FOUND);
    assert_string_equal(world->failure.text,
                        "nothing was practised under \"test/nothing\"; \"viva progress\" lists what was");
    assert_int_equal(world_entries(world->store, 0), 0);
}

static void a_reset_without_progress_stores_nothing(void **state)
{
    struct world *world = *state;
    size_t count;
    assert_status(reset(world, "sample", &count), STATUS_ALREADY);
    assert_int_equal(world_entries(world->store, 0), 0);
}

static void a_flag_survives_a_reset(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    size_t count;
    world_answer(world, &practice, 0, "best", NULL);
    practice_flag(&world->learner, &practice, 0, true, world_minute(2), &world->failure);
    assert_status(reset(world, "sample", &count), STATUS_OK);
    assert_true(progress_of(world).exercises[0].is_flagged);
}

/* Who and what is at hand. */

static void the_local_learner_is_made_once(void **state)
{
    struct world *world = *state;
    struct learner again;
    assert_status(learner_local(world->store, &world->library, &again, &world->failure), STATUS_OK);
    assert_true(uuid_equal(again.id, world->learner.id));
    assert_true(uuid_equal(again.device, world->learner.device));
    assert_false(uuid_equal(again.id, again.device));
}

static void looking_for_a_learner_makes_none(void **state)
{
    struct world *world = *state;
    struct store *fresh = store_open_memory();
    struct learner nobody;
    assert_status(learner_find(fresh, &world->library, &nobody, &world->failure), STATUS_NOT_FOUND);
    assert_status(learner_find(fresh, &world->library, &nobody, &world->failure), STATUS_NOT_FOUND);
    assert_true(uuid_is_nil(nobody.id));
    store_close(fresh);
}

static enum status spoil_learner(struct transaction *transaction, void *context)
{
    (void)context;
    return transaction_setting_put(transaction, "learner", STRING("me"), NULL);
}

static void a_setting_that_is_no_uuid_is_told(void **state)
{
    struct world *world = *state;
    struct learner learner;
    assert_status(store_change(world->store, spoil_learner, NULL, &world->failure), STATUS_OK);
    assert_status(learner_local(world->store, &world->library, &learner, &world->failure), STATUS_CORRUPT);
    assert_string_equal(world->failure.text, "the setting \"learner\" in the database is \"me\", not a uuid");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(who_never_practised_has_no_progress),
        ON_BOTH(progress_counts_all_runs_together),
        ON_BOTH(the_open_run_is_the_one_to_go_on_with),
        ON_BOTH(progress_survives_an_edit),
        ON_BOTH(progress_survives_a_rename_of_the_exercise),
        ON_BOTH(progress_survives_a_rename_of_the_set),
        ON_BOTH(what_was_practised_and_is_gone_is_listed_elsewhere),
        ON_BOTH(sets_in_which_something_was_done_come_first_and_the_order_stays_otherwise),
        ON_BOTH(of_another_learner_nothing_is_shown),
        ON_BOTH(a_reset_exercise_counts_from_zero_and_others_stay),
        ON_BOTH(a_reset_set_counts_from_zero_and_its_run_is_not_gone_on_with),
        ON_BOTH(a_reset_reaches_former_ids),
        ON_BOTH(an_exercise_that_was_practised_under_two_ids_is_reset_as_one),
        ON_BOTH(what_is_in_no_set_can_be_reset_too),
        ON_BOTH(a_reset_of_what_nobody_knows_is_not_found),
        ON_BOTH(a_reset_without_progress_stores_nothing),
        ON_BOTH(a_flag_survives_a_reset),
        ON_BOTH(the_local_learner_is_made_once),
        ON_BOTH(looking_for_a_learner_makes_none),
        ON_BOTH(a_setting_that_is_no_uuid_is_told),
    };
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
