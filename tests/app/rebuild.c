/* What is derived when an answer is stored, and what is derived anew from the journal alone, is the same. */
#include "app/plan.h"
#include "app/review.h"
#include "base/random.h"
#include "core/schedule_parameters.h"
#include "world.h"

#define LEARNERS  2
#define RUNS_KEPT 6
#define ACTIONS   160

static struct rebuild_result rebuild(struct world *world)
{
    struct rebuild_result result;
    struct library nothing = world_library(&world->arena, NULL, 0); /* a rebuild needs no file of a set */
    assert_status(progress_rebuild(world->store, &nothing, NULL, NULL, &result, &world->failure), STATUS_OK);
    return result;
}

static void assert_rebuilt_rows_are_the_same(struct world *world, const struct uuid *learners, size_t count)
{
    struct string before = world_rows(&world->arena, world->store, learners, count);
    struct rebuild_result result = rebuild(world);
    struct string after = world_rows(&world->arena, world->store, learners, count);
    assert_int_equal(result.unreadable_count, 0);
    while (before.size > 0 || after.size > 0) {
        struct string was = string_cut(&before, '\n'), is = string_cut(&after, '\n');
        if (!string_equal(was, is))
            fail_msg("\nbefore: %.*s\nafter:  %.*s", STRING_ARG(was), STRING_ARG(is));
    }
}

/* Random histories. */

struct history {
    struct world *world;
    struct random random;
    struct learner learners[LEARNERS];
    struct practice runs[RUNS_KEPT];
    size_t run_owners[RUNS_KEPT], run_count;
    int minute;
    size_t produced_count;
};

static size_t pick(struct history *history, size_t count)
{
    return (size_t)random_below(&history->random, count);
}

/* The set as the author left it on some day: edited, with exercises renamed or removed, itself renamed. */
static void author_works(struct history *history)
{
    static const char *const versions[] = { "first", "second", "third" };
    const struct world_exercise today[] = {
        { "one", NULL, versions[pick(history, 3)] },
        pick(history, 2) ? (struct world_exercise){ "two", NULL, versions[pick(history, 3)] }
                         : (struct world_exercise){ "zwei", "two", versions[pick(history, 3)] },
        { "three", NULL, versions[pick(history, 3)] },
    };
    size_t count = 1 + pick(history, 3);
    bool is_renamed = pick(history, 3) == 0;
    world_use(history->world, world_set(&history->world->arena, is_renamed ? "later" : "sample",
                                        is_renamed ? "test/sample" : NULL, today, count));
}

/* Mostly minutes pass, at times days: then something is due. */
static struct moment now(struct history *history)
{
    history->minute += pick(history, 6) == 0 ? (int)pick(history, 20 * 24 * 60) : 1;
    return world_minute(history->minute);
}

static void begin(struct history *history)
{
    size_t owner = pick(history, LEARNERS), slot = history->run_count++ % RUNS_KEPT;
    struct world *world = history->world;
    assert_status(practice_begin(&history->learners[owner], &world->arena, world->library.sets[0], NULL, 0,
                                 random_next(&history->random), now(history), &history->runs[slot], &world->failure),
                  STATUS_OK);
    history->run_owners[slot] = owner;
}

static const struct learner *owner_of(struct history *history, size_t slot)
{
    return &history->learners[history->run_owners[slot]];
}

static size_t some_run(struct history *history)
{
    return pick(history, history->run_count < RUNS_KEPT ? history->run_count : RUNS_KEPT);
}

/* Also steps that have an answer already. */
static void answer(struct history *history)
{
    struct world *world = history->world;
    size_t slot = some_run(history);
    const struct practice *practice = &history->runs[slot];
    struct practice_step step;
    struct practice_answer given = {
        .place = pick(history, 3),
        .is_dont_know = pick(history, 5) == 0,
        .sureness = (enum sureness)pick(history, 4),
        .took_ms = pick(history, 4) == 0 ? -1 : (int64_t)pick(history, 9000),
        .now = now(history),
    };
    enum status status = practice_answer(owner_of(history, slot), &world->arena, practice,
                                         pick(history, practice->run.step_count), &given, &step, &world->failure);
    assert_true(status == STATUS_OK || status == STATUS_ALREADY);
}

/* What is due first, chosen or ticked. */
static void review(struct history *history)
{
    struct world *world = history->world;
    const struct learner *learner = &history->learners[pick(history, LEARNERS)];
    struct review_outlook outlook;
    struct practice practice;
    struct practice_step step;
    struct moment time = now(history);
    assert_status(review_look(learner, &world->arena, time, &outlook, &world->failure), STATUS_OK);
    if (outlook.item_count == 0)
        return;
    assert_status(review_begin(learner, &world->arena, &outlook.items[0], random_next(&history->random), time,
                               &practice, &world->failure),
                  STATUS_OK);
    struct practice_ticks ticks = { .places = (point_mask)pick(history, 4),
                                    .is_dont_know = pick(history, 9) == 0,
                                    .took_ms = (int64_t)pick(history, 9000),
                                    .now = time };
    struct practice_answer given = {
        .place = pick(history, 3), .sureness = (enum sureness)pick(history, 4), .took_ms = -1, .now = time
    };
    bool is_produced = outlook.items[0].skill == MEMORY_PRODUCING;
    history->produced_count += is_produced;
    assert_status(is_produced ? practice_tick(learner, &world->arena, &practice, 0, &ticks, &step, &world->failure)
                              : practice_answer(learner, &world->arena, &practice, 0, &given, &step, &world->failure),
                  STATUS_OK);
}

/* Good at it, so that recognising becomes stable and producing follows. */
static void learn(struct history *history)
{
    struct world *world = history->world;
    size_t slot = some_run(history);
    const struct practice *practice = &history->runs[slot];
    size_t index = pick(history, practice->run.step_count);
    struct practice_step step;
    struct practice_answer given = {
        .place = world_place(practice, index, "best"), .sureness = SURE_YES, .took_ms = -1, .now = now(history)
    };
    enum status status =
        practice_answer(owner_of(history, slot), &world->arena, practice, index, &given, &step, &world->failure);
    assert_true(status == STATUS_OK || status == STATUS_ALREADY);
}

static void plan(struct history *history)
{
    struct moment time = now(history);
    struct world *world = history->world;
    struct string set = set_full_id(&world->arena, world->library.sets[0]);
    struct plan made = { .has_interview = pick(history, 5) > 0,
                         .interview_day = time_local_day(time) + (int32_t)pick(history, 60) };
    if (pick(history, 2))
        made.sets = (struct strings){ .items = &set, .count = 1 };
    assert_status(plan_set(&history->learners[pick(history, LEARNERS)], &made, time, &world->failure), STATUS_OK);
}

static void fit(struct history *history)
{
    double parameters[TUNING_PARAMETER_COUNT];
    struct random *random = &history->random;
    for (size_t i = 0; i < TUNING_PARAMETER_COUNT; i++)
        parameters[i] = schedule_parameters_default[i] * (0.9 + 0.2 * (double)random_below(random, 1000) / 1000);
    parameters[7] = 0.001;
    assert_status(plan_fit(&history->learners[pick(history, LEARNERS)], pick(history, 4) ? parameters : NULL,
                           now(history), &history->world->failure),
                  STATUS_OK);
}

static void flag(struct history *history)
{
    size_t slot = some_run(history);
    const struct practice *practice = &history->runs[slot];
    assert_status(practice_flag(owner_of(history, slot), practice, pick(history, practice->run.step_count),
                                pick(history, 2), now(history), &history->world->failure),
                  STATUS_OK);
}

static void reset(struct history *history)
{
    static const char *const ids[] = { "test/sample", "test/later", "test/sample/one", "test/sample/zwei",
                                       "test/later/two" };
    size_t count;
    enum status status = progress_reset(&history->learners[pick(history, LEARNERS)], string_from(ids[pick(history, 5)]),
                                        now(history), &count, &history->world->failure);
    assert_true(status == STATUS_OK || status == STATUS_ALREADY || status == STATUS_NOT_FOUND);
}

static void act(struct history *history)
{
    size_t die = pick(history, 34);
    if (die == 0)
        author_works(history);
    else if (die <= 3 || history->run_count == 0)
        begin(history);
    else if (die <= 14)
        answer(history);
    else if (die <= 17)
        flag(history);
    else if (die == 18)
        reset(history);
    else if (die <= 20)
        plan(history);
    else if (die == 21)
        fit(history);
    else if (die <= 27)
        learn(history);
    else
        review(history);
}

static size_t live(struct world *world, uint64_t seed, struct uuid ids[LEARNERS])
{
    struct history history = { .world = world, .random = random_from(seed) };
    for (size_t i = 0; i < LEARNERS; i++) {
        history.learners[i] = world->learner;
        history.learners[i].id = ids[i];
    }
    for (size_t i = 0; i < ACTIONS; i++)
        act(&history);
    return history.produced_count;
}

static void random_histories_are_rebuilt_to_the_same_rows(void **state)
{
    struct world *world = *state;
    size_t histories = world->folder[0] ? 4 : 40; /* one disk, one flush for every answer */
    struct uuid ids[LEARNERS] = { world->learner.id, uuid_new() };
    size_t produced = 0;
    for (uint64_t seed = 1; seed <= histories; seed++) {
        produced += live(world, seed, ids);
        assert_rebuilt_rows_are_the_same(world, ids, LEARNERS);
    }
    assert_true(world_entries(world->store, ENTRY_CHOICE) > 50 * histories / 2);
    assert_int_equal(world_entries(world->store, ENTRY_SELF_MARKS), produced);
    assert_true(produced > histories);
    assert_true(world_entries(world->store, ENTRY_PLAN) > histories);
    assert_true(world_entries(world->store, ENTRY_PARAMETERS) > histories);
    assert_true(world_entries(world->store, ENTRY_RESET) > 0);
    assert_true(world_entries(world->store, ENTRY_FLAG) > 0);
}

static void what_goes_on_after_a_rebuild_is_rebuilt_to_the_same_rows(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "best", NULL);
    rebuild(world);
    world_answer(world, &practice, 1, "half", NULL);
    assert_rebuilt_rows_are_the_same(world, &world->learner.id, 1);
}

static void an_empty_journal_is_rebuilt_to_nothing(void **state)
{
    struct world *world = *state;
    struct rebuild_result result = rebuild(world);
    assert_int_equal(result.entry_count + result.progress_count + result.run_count + result.unreadable_count, 0);
}

static enum status clear(struct transaction *transaction, void *context)
{
    (void)context;
    return transaction_derived_clear(transaction, NULL);
}

static void rows_that_were_lost_come_back(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "best", NULL);
    world_answer(world, &practice, 1, NULL, NULL);
    struct string before = world_rows(&world->arena, world->store, &world->learner.id, 1);
    assert_status(store_change(world->store, clear, NULL, &world->failure), STATUS_OK);
    assert_text(world_rows(&world->arena, world->store, &world->learner.id, 1), "");
    struct rebuild_result result = rebuild(world);
    assert_int_equal(result.entry_count, 3);
    assert_int_equal(result.progress_count, 2);
    assert_int_equal(result.run_count, 1);
    assert_true(string_equal(world_rows(&world->arena, world->store, &world->learner.id, 1), before));
}

/* Entries that this version cannot read. */

static enum status append(struct transaction *transaction, void *context)
{
    return transaction_append(transaction, context, NULL);
}

static void strange_entry(struct world *world, enum entry_kind kind, int32_t format, const char *payload,
                          struct hash content)
{
    struct entry entry = {
        .id = uuid_new(),
        .learner = world->learner.id,
        .device = world->learner.device,
        .run = uuid_new(),
        .step = kind == ENTRY_CHOICE ? 0 : ENTRY_NO_STEP,
        .kind = kind,
        .format = format,
        .time = world_minute(3),
        .subject = STRING("test/sample/one"),
        .content = content,
        .payload = string_from(payload),
    };
    assert_status(store_change(world->store, append, &entry, &world->failure), STATUS_OK);
}

static void what_cannot_be_read_is_kept_and_counted_nowhere(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "best", NULL);
    struct string before = world_rows(&world->arena, world->store, &world->learner.id, 1);
    struct hash known = practice.run.steps[0].content, unknown = hash_of(STRING("nothing"));
    static const char choice[] = "{\"chosen\":[\"best\"],\"dont_know\":false,\"sureness\":\"sure\",\"took_ms\":1}";
    strange_entry(world, ENTRY_CHOICE, ENTRY_FORMAT, choice, unknown);   /* no such content */
    strange_entry(world, ENTRY_CHOICE, ENTRY_FORMAT + 1, choice, known); /* a later format */
    strange_entry(world, ENTRY_CHOICE, ENTRY_FORMAT, "{\"chosen\": []}", known);
    strange_entry(world, ENTRY_CHOICE, ENTRY_FORMAT,
                  "{\"chosen\":[\"nobody\"],\"dont_know\":false,\"sureness\":\"sure\",\"took_ms\":1}", known);
    strange_entry(world, ENTRY_CHOICE, ENTRY_FORMAT,
                  "{\"chosen\":[\"best\",\"half\"],\"dont_know\":false,\"sureness\":\"sure\",\"took_ms\":1}", known);
    strange_entry(world, ENTRY_CHOICE, ENTRY_FORMAT,
                  "{\"chosen\":[\"best\"],\"dont_know\":true,\"sureness\":\"sure\",\"took_ms\":1}", known);
    strange_entry(world, ENTRY_PLAN, ENTRY_FORMAT, "{}", (struct hash){ 0 }); /* a kind not written yet */
    strange_entry(world, ENTRY_RUN, ENTRY_FORMAT, "{}", (struct hash){ 0 });
    strange_entry(world, ENTRY_RESET, ENTRY_FORMAT, "{}", (struct hash){ 0 });
    strange_entry(world, ENTRY_FLAG, ENTRY_FORMAT, "{}", (struct hash){ 0 });
    struct rebuild_result result = rebuild(world);
    assert_int_equal(result.unreadable_count, 10);
    assert_int_equal(result.entry_count, 12);
    assert_int_equal(world_entries(world->store, 0), 12);
    assert_true(string_equal(world_rows(&world->arena, world->store, &world->learner.id, 1), before));
}

static void a_choice_counts_even_when_its_run_cannot_be_read(void **state)
{
    struct world *world = *state;
    struct practice practice = world_begin(world, 1);
    world_answer(world, &practice, 0, "best", NULL);
    strange_entry(world, ENTRY_CHOICE, ENTRY_FORMAT,
                  "{\"chosen\":[\"half\"],\"dont_know\":false,\"sureness\":\"sure\",\"took_ms\":1}",
                  practice.run.steps[0].content);
    struct rebuild_result result = rebuild(world);
    struct set_progress progress;
    assert_int_equal(result.unreadable_count, 0);
    assert_int_equal(result.run_count, 1);
    progress_of_set(&world->learner, &world->arena, world->library.sets[0], &progress, &world->failure);
    assert_int_equal(progress.exercises[0].response_count, 2);
}

static void count_call(int64_t entry_count, void *context)
{
    assert_true(entry_count > 0);
    ++*(size_t *)context;
}

static void a_watcher_is_told_now_and_then(void **state)
{
    struct world *world = *state;
    struct rebuild_result result;
    size_t calls = 0;
    if (world->folder[0])
        return; /* thousands of flushes, for nothing that depends on a disk */
    for (int i = 0; i < 9000; i++)
        strange_entry(world, ENTRY_PLAN, ENTRY_FORMAT, "{}", (struct hash){ 0 });
    assert_status(progress_rebuild(world->store, &world->library, count_call, &calls, &result, &world->failure),
                  STATUS_OK);
    assert_int_equal(calls, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_BOTH(random_histories_are_rebuilt_to_the_same_rows),
        ON_BOTH(what_goes_on_after_a_rebuild_is_rebuilt_to_the_same_rows),
        ON_BOTH(an_empty_journal_is_rebuilt_to_nothing),
        ON_BOTH(rows_that_were_lost_come_back),
        ON_BOTH(what_cannot_be_read_is_kept_and_counted_nowhere),
        ON_BOTH(a_choice_counts_even_when_its_run_cannot_be_read),
        ON_BOTH(a_watcher_is_told_now_and_then),
    };
    return cmocka_run_group_tests_name("rebuild", tests, NULL, NULL);
}
