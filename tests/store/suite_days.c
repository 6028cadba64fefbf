/* What every store promises about days, and about the answers to one exercise. */
#include "suite.h"

static struct practice_day day_numbered(uint32_t learner, int32_t day)
{
    return (struct practice_day){
        .learner = uuid_numbered(learner),
        .day = day,
        .chosen_count = { 1, 20, 300, 4000 },
        .chosen_right_count = { 0, 19, 200, 3999 },
        .dont_know_count = 5,
        .produced_count = 6,
        .timed_count = 7,
        .took_ms_sum = PRACTICE_DAY_MAX,
    };
}

static enum status day_put(struct transaction *transaction, void *context)
{
    return transaction_day_put(transaction, context, NULL);
}

static enum status day_get(struct transaction *transaction, void *context)
{
    struct practice_day *row = context;
    return transaction_day_get(transaction, row->learner, row->day, row, NULL);
}

struct noting_days {
    struct uuid learner;
    int32_t days[8];
    size_t count;
};

static enum status note_day(const struct practice_day *row, void *context)
{
    struct noting_days *noting = context;
    noting->days[noting->count++] = row->day;
    return STATUS_OK;
}

static enum status walk(struct transaction *transaction, void *context)
{
    struct noting_days *noting = context;
    return transaction_day_walk(transaction, noting->learner, note_day, noting, NULL);
}

static struct noting_days days_of(struct place *place, uint32_t learner)
{
    struct noting_days noting = { .learner = uuid_numbered(learner) };
    assert_status(store_read(place->store, walk, &noting, NULL), STATUS_OK);
    return noting;
}

static void put(struct place *place, uint32_t learner, int32_t day)
{
    struct practice_day row = day_numbered(learner, day);
    change_fine(place->store, day_put, &row);
}

static void a_day_is_written_whole_by_learner_and_day(void **state)
{
    struct place *place = *state;
    put(place, 1, -20000);
    struct practice_day found = { .learner = uuid_numbered(1), .day = -20000 }, expected = day_numbered(1, -20000);
    assert_status(store_read(place->store, day_get, &found, NULL), STATUS_OK);
    assert_memory_equal(&found, &expected, sizeof found);
    expected.produced_count = 60;
    change_fine(place->store, day_put, &expected);
    assert_status(store_read(place->store, day_get, &found, NULL), STATUS_OK);
    assert_memory_equal(&found, &expected, sizeof found);
    found.day = 1;
    assert_status(store_read(place->store, day_get, &found, NULL), STATUS_NOT_FOUND);
}

static void days_are_walked_in_their_order_and_only_a_learners_own(void **state)
{
    struct place *place = *state;
    put(place, 1, 20001);
    put(place, 2, 20000);
    put(place, 1, -5);
    put(place, 1, 20000);
    struct noting_days noting = days_of(place, 1);
    assert_int_equal(noting.count, 3);
    assert_int_equal(noting.days[0], -5);
    assert_int_equal(noting.days[1], 20000);
    assert_int_equal(noting.days[2], 20001);
    assert_int_equal(days_of(place, 3).count, 0);
}

static enum status derived_clear(struct transaction *transaction, void *context)
{
    return transaction_derived_clear(transaction, context);
}

static enum status put_and_fail(struct transaction *transaction, void *context)
{
    struct practice_day row = day_numbered(1, 7);
    (void)context;
    assert_status(transaction_day_put(transaction, &row, NULL), STATUS_OK);
    return STATUS_CONFLICT;
}

static void days_are_undone_cleared_and_forgotten_with_all_else(void **state)
{
    struct place *place = *state;
    struct failure failure = { 0 };
    assert_status(store_change(place->store, put_and_fail, NULL, &failure), STATUS_CONFLICT);
    assert_int_equal(days_of(place, 1).count, 0);
    put(place, 1, 1);
    change_fine(place->store, derived_clear, NULL);
    assert_int_equal(days_of(place, 1).count, 0);
    put(place, 1, 1);
    assert_status(store_forget(place->store, &failure), STATUS_OK);
    assert_int_equal(days_of(place, 1).count, 0);
}

const struct promise day_promises[] = {
    PROMISE(a_day_is_written_whole_by_learner_and_day),
    PROMISE(days_are_walked_in_their_order_and_only_a_learners_own),
    PROMISE(days_are_undone_cleared_and_forgotten_with_all_else),
};
const size_t day_promise_count = sizeof day_promises / sizeof *day_promises;
