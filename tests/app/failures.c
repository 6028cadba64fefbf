/* Whichever operation of the store fails: the caller is told, nothing is half done, and doing it again does it. */
#include "app/plan.h"
#include "app/rebuild.h"
#include "app/record.h"
#include "app/review.h"
#include "core/schedule_parameters.h"
#include "faulty.h"
#include "world.h"

/* A practice to act on, with an answer at step 0, a flag at step 1 and nothing at step 2. */
struct scene {
    struct world *world;
    struct practice practice;
    struct practice aloud; /* a review of one step that is produced */
};

typedef enum status (*scene_action)(struct scene *scene);

/* Changes of which each leaves something to see. */

static enum status answer(struct scene *scene)
{
    return world_answer(scene->world, &scene->practice, 2, "half", NULL);
}

static enum status flag(struct scene *scene)
{
    return practice_flag(&scene->world->learner, &scene->practice, 2, true, world_minute(2), &scene->world->failure);
}

static enum status reset_set(struct scene *scene)
{
    size_t count;
    return progress_reset(&scene->world->learner, STRING("sample"), world_minute(3), &count, &scene->world->failure);
}

static enum status reset_exercise(struct scene *scene)
{
    size_t count;
    return progress_reset(&scene->world->learner, STRING("sample/one"), world_minute(3), &count,
                          &scene->world->failure);
}

static enum status tick(struct scene *scene)
{
    struct practice_step state;
    struct practice_ticks ticks = { .places = 1, .took_ms = -1, .now = world_minute(2) };
    return practice_tick(&scene->world->learner, &scene->world->arena, &scene->aloud, 0, &ticks, &state,
                         &scene->world->failure);
}

static enum status plan(struct scene *scene)
{
    struct plan made = { .has_interview = true, .interview_day = time_local_day(world_minute(0)) + 9 };
    return plan_set(&scene->world->learner, &made, world_minute(3), &scene->world->failure);
}

static enum status fit(struct scene *scene)
{
    double parameters[TUNING_PARAMETER_COUNT];
    memcpy(parameters, schedule_parameters_default, sizeof parameters);
    parameters[0] = 0.3;
    return plan_fit(&scene->world->learner, parameters, world_minute(3), &scene->world->failure);
}

/* What only looks, or leaves all rows as they were. */

static enum status step(struct scene *scene)
{
    struct practice_step state;
    return practice_step(&scene->world->learner, &scene->world->arena, &scene->practice, 0, &state,
                         &scene->world->failure);
}

static enum status answer_again(struct scene *scene)
{
    enum status status = world_answer(scene->world, &scene->practice, 0, "half", NULL);
    return status == STATUS_ALREADY ? STATUS_OK : status;
}

static enum status count(struct scene *scene)
{
    size_t response_count;
    return practice_count(&scene->world->learner, &scene->practice, &response_count, &scene->world->failure);
}

static enum status resume(struct scene *scene)
{
    struct practice practice;
    return practice_resume(&scene->world->learner, &scene->world->arena, scene->world->library.sets[0], &practice,
                           &scene->world->failure);
}

static enum status load(struct scene *scene)
{
    struct practice practice;
    return practice_load(&scene->world->learner, &scene->world->arena, scene->practice.run.id, &practice,
                         &scene->world->failure);
}

static enum status summary(struct scene *scene)
{
    struct summary sum;
    return practice_summary(&scene->world->learner, &scene->world->arena, &scene->practice, &sum,
                            &scene->world->failure);
}

static enum status progress(struct scene *scene)
{
    struct set_progress set;
    return progress_of_set(&scene->world->learner, &scene->world->arena, scene->world->library.sets[0], &set,
                           &scene->world->failure);
}

static enum status elsewhere(struct scene *scene)
{
    struct progress_list list;
    return progress_elsewhere(&scene->world->learner, &scene->world->arena, &list, &scene->world->failure);
}

static enum status look_at_record(struct scene *scene)
{
    struct practice_record record;
    return record_look(&scene->world->learner, &scene->world->arena, time_local_day(world_minute(0)), &record,
                       &scene->world->failure);
}

static enum status look_at_known(struct scene *scene)
{
    struct known_set known;
    return record_known(&scene->world->learner, &scene->world->arena, scene->world->library.sets[0],
                        time_local_day(world_minute(0)), &known, &scene->world->failure);
}

static enum status look_at_curves(struct scene *scene)
{
    struct curve curves[RECORD_CURVES_MAX];
    size_t count;
    return record_curves(&scene->world->learner, &scene->world->arena, scene->world->library.sets[0], 0,
                         time_local_day(world_minute(0)), curves, &count, &scene->world->failure);
}

static enum status rebuild(struct scene *scene)
{
    struct rebuild_result result;
    return progress_rebuild(scene->world->store, &scene->world->library, NULL, NULL, &result, &scene->world->failure);
}

static enum status find_learner(struct scene *scene)
{
    struct learner learner;
    return learner_local(scene->world->store, &scene->world->library, &learner, &scene->world->failure);
}

static enum status look_at_dues(struct scene *scene)
{
    struct review_outlook outlook;
    return review_look(&scene->world->learner, &scene->world->arena, world_minute(60), &outlook,
                       &scene->world->failure);
}

/* The review that the scene has begun is found again. */
static enum status begin_review(struct scene *scene)
{
    struct practice again;
    struct review_item item = { .set = scene->world->library.sets[0], .skill = MEMORY_PRODUCING };
    return review_begin(&scene->world->learner, &scene->world->arena, &item, 8, world_minute(1), &again,
                        &scene->world->failure);
}

static enum status outcome(struct scene *scene)
{
    struct review_outcome found;
    struct practice_step state = { .has_response = true };
    return review_outcome(&scene->world->learner, &scene->world->arena, &scene->practice, 0, &state, &found,
                          &scene->world->failure);
}

static enum status plan_of(struct scene *scene)
{
    struct tuning tuning;
    return plan_get(&scene->world->learner, &scene->world->arena, &tuning, &scene->world->failure);
}

static enum status form(struct scene *scene)
{
    bool is_wanted;
    enum status status = rebuild_is_wanted(scene->world->store, &is_wanted, &scene->world->failure);
    assert_true(status != STATUS_OK || !is_wanted);
    return status;
}

static struct scene scene_of(struct world *world)
{
    struct scene scene = { .world = world, .practice = world_begin(world, 7) };
    struct review_item item = { .set = world->library.sets[0], .skill = MEMORY_PRODUCING };
    assert_status(
        review_begin(&world->learner, &world->arena, &item, 7, world_minute(0), &scene.aloud, &world->failure),
        STATUS_OK);
    assert_status(world_answer(world, &scene.practice, 0, "wrong", NULL), STATUS_OK);
    assert_status(practice_flag(&world->learner, &scene.practice, 1, true, world_minute(1), &world->failure),
                  STATUS_OK);
    return scene;
}

static struct string rows(struct world *world)
{
    return world_rows(&world->arena, world->store, &world->learner.id, 1);
}

/* Do an action with a failure at the n-th operation, then without one; false when it has no n-th operation. */
static bool fail_at(struct scene *scene, scene_action action, int n)
{
    struct world *world = scene->world;
    struct string before = rows(world);
    size_t entries = world_entries(world->store, 0);
    world->failure = (struct failure){ 0 };
    faulty_fail_at(n);
    enum status status = action(scene);
    bool has_failed = faulty_has_failed();
    faulty_fail_at(0);
    if (!has_failed) {
        assert_status(status, STATUS_OK);
        return false;
    }
    assert_status(status, STATUS_SYSTEM);
    assert_string_equal(world->failure.text, FAULTY_TEXT);
    assert_true(string_equal(rows(world), before));
    assert_int_equal(world_entries(world->store, 0), entries);
    assert_status(action(scene), STATUS_OK);
    return true;
}

static void a_change_that_fails_anywhere_is_told_undone_and_can_be_repeated(void **state)
{
    struct world *world = *state;
    static const scene_action actions[] = { answer, tick, flag, plan, fit, reset_exercise, reset_set };
    faulty_install(world->store);
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        int n = 0;
        struct scene scene;
        do
            scene = scene_of(world);
        while (fail_at(&scene, actions[i], ++n));
        assert_true(n > 5);
    }
}

static void a_look_that_fails_anywhere_is_told_and_can_be_repeated(void **state)
{
    struct world *world = *state;
    static const scene_action actions[] = { step,           answer_again, count,          resume,
                                            load,           summary,      progress,       elsewhere,
                                            rebuild,        find_learner, look_at_record, look_at_known,
                                            look_at_curves, look_at_dues, begin_review,   outcome,
                                            plan_of,        form };
    faulty_install(world->store);
    struct scene scene = scene_of(world);
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        int n = 1;
        while (fail_at(&scene, actions[i], n))
            n++;
        assert_true(n > 2);
    }
}

/* The run is sent to the store without anybody waiting: where that fails, the first answer stores it, or tells. */
static void a_beginning_that_fails_anywhere_is_made_good_by_the_first_answer(void **state)
{
    struct world *world = *state;
    faulty_install(world->store);
    for (int n = 1;; n++) {
        size_t runs = world_entries(world->store, ENTRY_RUN), choices = world_entries(world->store, ENTRY_CHOICE);
        faulty_fail_at(n);
        struct practice practice = world_begin(world, 7);
        enum status status = world_answer(world, &practice, 0, "best", NULL);
        bool has_failed = faulty_has_failed();
        faulty_fail_at(0);
        if (status != STATUS_OK)
            assert_status(world_answer(world, &practice, 0, "best", NULL), STATUS_OK);
        assert_int_equal(world_entries(world->store, ENTRY_RUN), runs + 1);
        assert_int_equal(world_entries(world->store, ENTRY_CHOICE), choices + 1);
        struct practice resumed;
        assert_status(
            practice_resume(&world->learner, &world->arena, world->library.sets[0], &resumed, &world->failure),
            STATUS_OK);
        assert_true(uuid_equal(resumed.run.id, practice.run.id));
        if (!has_failed)
            return;
    }
}

static void a_new_store_that_fails_anywhere_gets_its_learner_later(void **state)
{
    struct world *world = *state;
    (void)state;
    for (int n = 1;; n++) {
        struct store *store = store_open_memory();
        struct learner learner, again;
        faulty_install(store);
        faulty_fail_at(n);
        enum status status = learner_local(store, &world->library, &learner, &world->failure);
        bool has_failed = faulty_has_failed();
        faulty_fail_at(0);
        assert_status(status, has_failed ? STATUS_SYSTEM : STATUS_OK);
        assert_status(learner_local(store, &world->library, &learner, &world->failure), STATUS_OK);
        assert_status(learner_local(store, &world->library, &again, &world->failure), STATUS_OK);
        assert_true(uuid_equal(learner.id, again.id));
        store_close(store);
        if (!has_failed)
            return;
    }
}

/* What was told, on the store's thread: it is looked at on ours. */
struct told {
    int count, as_expected_count;
};

static void tell(enum status status, const struct practice_receipt *receipt, const struct failure *failure,
                 void *context)
{
    struct told *told = context;
    told->count++;
    told->as_expected_count +=
        status == STATUS_SYSTEM && !receipt && string_is(string_from(failure->text), FAULTY_TEXT);
}

static void who_does_not_wait_is_told_of_a_failure_without_a_receipt(void **state)
{
    struct world *world = *state;
    struct told told = { 0 };
    struct scene scene = scene_of(world);
    faulty_install(world->store);
    for (int n = 1; n <= 4; n++) {
        struct practice_answer given = { .place = 0, .took_ms = -1, .now = world_minute(1) };
        faulty_fail_at(n);
        assert_status(practice_answer_submit(&world->learner, &scene.practice, 2, &given, tell, &told, &world->failure),
                      STATUS_OK);
        while (!faulty_has_failed())
            usleep(1000);
        faulty_fail_at(0);
        world_entries(world->store, 0); /* waits for what was submitted before it */
        assert_int_equal(told.count, n);
        assert_int_equal(told.as_expected_count, n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_MEMORY(a_change_that_fails_anywhere_is_told_undone_and_can_be_repeated),
        ON_MEMORY(a_look_that_fails_anywhere_is_told_and_can_be_repeated),
        ON_MEMORY(a_beginning_that_fails_anywhere_is_made_good_by_the_first_answer),
        ON_MEMORY(a_new_store_that_fails_anywhere_gets_its_learner_later),
        ON_MEMORY(who_does_not_wait_is_told_of_a_failure_without_a_receipt),
    };
    return cmocka_run_group_tests_name("failures", tests, NULL, NULL);
}
