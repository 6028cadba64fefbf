/* What every store promises about what is remembered, and about plans. */
#include "suite.h"

#include <string.h>

#define DAY INT64_C(86400)

static const struct moment now = { .at = 20000 * DAY + 50000, .offset_minutes = 0 }; /* day 20000 */

static struct memory_row row_numbered(uint32_t learner, const char *exercise, enum memory_skill skill)
{
    return (struct memory_row){
        .learner = uuid_numbered(learner),
        .exercise = string_from(exercise),
        .skill = skill,
        .memory = { .stability = 8.2956000000000003, .difficulty = 1.0 / 3 },
        .stage = { .phase = MEMORY_RELEARNING, .step = 2 },
        .urgency = MEMORY_FRESH,
        .last_grade = MEMORY_HARD,
        .review_count = 7,
        .lapse_count = 3,
        .last_at = -5,
        .last_day = -700000,
        .usual_day = 20010,
        .due_day = 20001,
        .due_at = INT64_MAX,
    };
}

/* Operations, as changes and looks. */

struct memory_case {
    struct arena *arena;
    struct memory_row row;
};

static enum status memory_put(struct transaction *transaction, void *context)
{
    return put_memory(transaction, &((struct memory_case *)context)->row, NULL);
}

static enum status memory_get(struct transaction *transaction, void *context)
{
    struct memory_case *mine = context;
    return transaction_memory_get(transaction, mine->row.learner, mine->row.exercise, mine->row.skill, mine->arena,
                                  &mine->row, NULL);
}

static enum status memory_remove(struct transaction *transaction, void *context)
{
    return remove_memory(transaction, &((struct memory_case *)context)->row, NULL);
}

static enum status memory_coming(struct transaction *transaction, void *context)
{
    struct memory_case *mine = context;
    return transaction_memory_coming(transaction, mine->row.learner, now, mine->arena, &mine->row, NULL);
}

static enum status memory_next(struct transaction *transaction, void *context)
{
    struct memory_case *mine = context;
    return transaction_memory_next(transaction, mine->row.learner, now, mine->arena, &mine->row, NULL);
}

static void put(struct place *place, struct memory_row row)
{
    struct memory_case mine = { .arena = &place->arena, .row = row };
    change_fine(place->store, memory_put, &mine);
}

static enum status get(struct place *place, const char *exercise, enum memory_skill skill, struct memory_row *row)
{
    struct memory_case mine = { &place->arena, row_numbered(1, exercise, skill) };
    enum status status = store_read(place->store, memory_get, &mine, NULL);
    *row = mine.row;
    return status;
}

static void assert_row(const struct memory_row *actual, const struct memory_row *expected)
{
    assert_memory_equal(actual->learner.bytes, expected->learner.bytes, 16);
    assert_true(string_equal(actual->exercise, expected->exercise));
    assert_int_equal(actual->skill, expected->skill);
    assert_memory_equal(&actual->memory, &expected->memory, sizeof actual->memory); /* to the last bit */
    assert_int_equal(actual->stage.phase, expected->stage.phase);
    assert_int_equal(actual->stage.step, expected->stage.step);
    assert_int_equal(actual->urgency, expected->urgency);
    assert_int_equal(actual->last_grade, expected->last_grade);
    assert_int_equal(actual->review_count, expected->review_count);
    assert_int_equal(actual->lapse_count, expected->lapse_count);
    assert_int_equal(actual->last_at, expected->last_at);
    assert_int_equal(actual->last_day, expected->last_day);
    assert_int_equal(actual->usual_day, expected->usual_day);
    assert_int_equal(actual->due_day, expected->due_day);
    assert_int_equal(actual->due_at, expected->due_at);
}

static void a_memory_is_written_whole_by_learner_exercise_and_skill(void **state)
{
    struct place *place = *state;
    struct memory_row first = row_numbered(1, "viva/a/one", MEMORY_RECOGNISING), row, other;
    assert_status(get(place, "viva/a/one", MEMORY_RECOGNISING, &row), STATUS_NOT_FOUND);
    put(place, first);
    put(place, row_numbered(2, "viva/a/one", MEMORY_RECOGNISING));
    other = row_numbered(1, "viva/a/one", MEMORY_PRODUCING);
    other.memory = (struct memory){ 0 };
    other.review_count = 0;
    put(place, other);
    assert_status(get(place, "viva/a/one", MEMORY_RECOGNISING, &row), STATUS_OK);
    assert_row(&row, &first);
    assert_status(get(place, "viva/a/one", MEMORY_PRODUCING, &row), STATUS_OK);
    assert_row(&row, &other);
    first.memory.stability = 36500;
    first.urgency = MEMORY_MISTAKEN;
    first.due_at = 0;
    put(place, first);
    assert_status(get(place, "viva/a/one", MEMORY_RECOGNISING, &row), STATUS_OK);
    assert_row(&row, &first);
}

/* Walks, as the names that are met. */

struct noting {
    struct buffer buffer;
    uint32_t learner;
    struct string prefix;
    size_t limit;
};

static enum status note(const struct memory_row *row, void *context)
{
    struct noting *noting = context;
    buffer_add_format(&noting->buffer, "%.*s%d ", STRING_ARG(row->exercise), (int)row->skill);
    return STATUS_OK;
}

static enum status walk(struct transaction *transaction, void *context)
{
    struct noting *noting = context;
    return transaction_memory_walk(transaction, uuid_numbered(noting->learner), noting->prefix, note, noting, NULL);
}

static enum status due(struct transaction *transaction, void *context)
{
    struct noting *noting = context;
    return transaction_memory_due(transaction, uuid_numbered(noting->learner), now, noting->limit, note, noting, NULL);
}

static void assert_noted(struct place *place, store_function function, struct noting noting, const char *expected)
{
    noting.buffer = buffer_in(&place->arena);
    read_fine(place->store, function, &noting);
    assert_string(buffer_string(&noting.buffer), expected);
}

static void memories_are_walked_by_exercise_and_skill_and_only_below_a_prefix(void **state)
{
    struct place *place = *state;
    put(place, row_numbered(1, "viva/b/two", MEMORY_RECOGNISING));
    put(place, row_numbered(1, "viva/a/two", MEMORY_PRODUCING));
    put(place, row_numbered(1, "viva/a/two", MEMORY_RECOGNISING));
    put(place, row_numbered(1, "viva/a/one", MEMORY_RECOGNISING));
    put(place, row_numbered(1, "viva/ab/one", MEMORY_RECOGNISING));
    put(place, row_numbered(2, "viva/a/other", MEMORY_RECOGNISING));
    assert_noted(place, walk, (struct noting){ .learner = 1 },
                 "viva/a/one1 viva/a/two1 viva/a/two2 viva/ab/one1 viva/b/two1 ");
    assert_noted(place, walk, (struct noting){ .learner = 1, .prefix = STRING("viva/a/") },
                 "viva/a/one1 viva/a/two1 viva/a/two2 ");
    assert_noted(place, walk, (struct noting){ .learner = 3 }, "");
}

static void a_memory_is_removed_alone(void **state)
{
    struct place *place = *state;
    put(place, row_numbered(1, "a", MEMORY_RECOGNISING));
    put(place, row_numbered(1, "a", MEMORY_PRODUCING));
    put(place, row_numbered(1, "b", MEMORY_RECOGNISING));
    put(place, row_numbered(2, "a", MEMORY_RECOGNISING));
    struct memory_case mine = { &place->arena, row_numbered(1, "a", MEMORY_RECOGNISING) };
    change_fine(place->store, memory_remove, &mine);
    change_fine(place->store, memory_remove, &mine); /* what is not there is removed already */
    assert_noted(place, walk, (struct noting){ .learner = 1 }, "a2 b1 ");
    assert_noted(place, walk, (struct noting){ .learner = 2 }, "a1 ");
}

/* Both halves of a row. */

struct row_case {
    struct arena *arena;
    struct exercise_row row;
};

static enum status exercise_put(struct transaction *transaction, void *context)
{
    return transaction_exercise_put(transaction, &((struct row_case *)context)->row, NULL);
}

static enum status exercise_get(struct transaction *transaction, void *context)
{
    struct row_case *mine = context;
    return transaction_exercise_get(transaction, uuid_numbered(1), STRING("a"), MEMORY_RECOGNISING, mine->arena,
                                    &mine->row, NULL);
}

static enum status progress_of_a(struct transaction *transaction, void *context)
{
    struct row_case *mine = context;
    return transaction_progress_get(transaction, uuid_numbered(1), STRING("a"), mine->arena, &mine->row.progress, NULL);
}

static void what_was_counted_and_what_is_remembered_stand_in_one_row(void **state)
{
    struct place *place = *state;
    struct memory_row memory = row_numbered(1, "a", MEMORY_RECOGNISING), row;
    struct row_case whole = { .row = { .learner = memory.learner,
                                       .exercise = memory.exercise,
                                       .skill = MEMORY_RECOGNISING,
                                       .is_counted = true,
                                       .is_remembered = true,
                                       .progress = { .learner = memory.learner, .exercise = memory.exercise },
                                       .memory = memory } };
    struct row_case found = { .arena = &place->arena };
    whole.row.progress.response_count = 3;
    change_fine(place->store, exercise_put, &whole);
    read_fine(place->store, exercise_get, &found);
    assert_true(found.row.is_counted && found.row.is_remembered);
    assert_int_equal(found.row.progress.response_count, 3);
    assert_row(&found.row.memory, &memory);
    whole.row.is_remembered = false;
    change_fine(place->store, exercise_put, &whole);
    assert_status(get(place, "a", MEMORY_RECOGNISING, &row), STATUS_NOT_FOUND);
    assert_noted(place, walk, (struct noting){ .learner = 1 }, "");
    read_fine(place->store, progress_of_a, &found);
    assert_int_equal(found.row.progress.response_count, 3);
    whole.row.is_counted = false;
    whole.row.is_remembered = true;
    change_fine(place->store, exercise_put, &whole);
    assert_status(store_read(place->store, progress_of_a, &found, NULL), STATUS_NOT_FOUND);
    assert_status(get(place, "a", MEMORY_RECOGNISING, &row), STATUS_OK);
    assert_row(&row, &memory);
    whole.row.is_remembered = false;
    change_fine(place->store, exercise_put, &whole);
    assert_status(store_read(place->store, exercise_get, &found, NULL), STATUS_NOT_FOUND);
}

/* What is due. */

static void put_due(struct place *place, const char *exercise, enum memory_urgency urgency, int32_t day, int64_t at)
{
    struct memory_row row = row_numbered(1, exercise, MEMORY_RECOGNISING);
    row.urgency = urgency;
    row.due_day = day;
    row.due_at = at;
    put(place, row);
}

static void put_dues(struct place *place)
{
    put_due(place, "a", MEMORY_STEADY, 19000, 0);
    put_due(place, "b", MEMORY_STEADY, 20000, 0);
    put_due(place, "c", MEMORY_STEADY, 20001, 0); /* tomorrow */
    put_due(place, "d", MEMORY_FRESH, 20000, now.at);
    put_due(place, "e", MEMORY_FRESH, 20000, now.at - 1);
    put_due(place, "f", MEMORY_FRESH, 20000, now.at + 1); /* in a second */
    put_due(place, "g", MEMORY_MISTAKEN, 20000, now.at);
    put_due(place, "h", MEMORY_MISTAKEN, 20000, now.at + 600);
    put_due(place, "i", MEMORY_STEADY, 19000, 0); /* of equals by name */
    put(place, row_numbered(2, "other", MEMORY_RECOGNISING));
}

static void what_is_due_comes_by_urgency_and_then_what_has_waited_longest(void **state)
{
    struct place *place = *state;
    assert_noted(place, due, (struct noting){ .learner = 1, .limit = 99 }, "");
    put_dues(place);
    assert_noted(place, due, (struct noting){ .learner = 1, .limit = 99 }, "g1 e1 d1 a1 i1 b1 ");
    assert_noted(place, due, (struct noting){ .learner = 1, .limit = 4 }, "g1 e1 d1 a1 ");
    assert_noted(place, due, (struct noting){ .learner = 1, .limit = 0 }, "");
}

static void the_first_that_is_due_and_the_first_that_is_not_are_found(void **state)
{
    struct place *place = *state;
    struct memory_case mine = { &place->arena, row_numbered(1, "", MEMORY_RECOGNISING) };
    assert_status(store_read(place->store, memory_next, &mine, NULL), STATUS_NOT_FOUND);
    assert_status(store_read(place->store, memory_coming, &mine, NULL), STATUS_NOT_FOUND);
    put_dues(place);
    read_fine(place->store, memory_next, &mine);
    assert_string(mine.row.exercise, "g");
    read_fine(place->store, memory_coming, &mine);
    assert_string(mine.row.exercise, "f"); /* not h, though that presses more */
}

struct count_case {
    uint32_t learner;
    struct memory_count count;
};

static enum status memory_count(struct transaction *transaction, void *context)
{
    struct count_case *mine = context;
    return transaction_memory_count(transaction, uuid_numbered(mine->learner), now, &mine->count, NULL);
}

static void what_is_due_now_and_later_today_is_counted(void **state)
{
    struct place *place = *state;
    struct count_case mine = { .learner = 1 };
    read_fine(place->store, memory_count, &mine);
    assert_int_equal(mine.count.all + mine.count.due + mine.count.today, 0);
    put_dues(place);
    read_fine(place->store, memory_count, &mine);
    assert_int_equal(mine.count.all, 9);
    assert_int_equal(mine.count.due, 6);
    assert_int_equal(mine.count.today, 2);
}

static enum status put_many(struct transaction *transaction, void *context)
{
    struct place *place = context;
    enum status status = STATUS_OK;
    for (int i = 0; i <= MEMORY_COUNT_MAX && status == STATUS_OK; i++) {
        struct memory_row row = row_numbered(1, "", MEMORY_RECOGNISING);
        row.exercise = string_format(&place->arena, "many/%d", i);
        row.due_day = 19000;
        status = put_memory(transaction, &row, NULL);
    }
    return status;
}

static void no_more_is_counted_than_anybody_could_review(void **state)
{
    struct place *place = *state;
    struct count_case mine = { .learner = 1 };
    change_fine(place->store, put_many, place);
    read_fine(place->store, memory_count, &mine);
    assert_int_equal(mine.count.all, MEMORY_COUNT_MAX);
    assert_int_equal(mine.count.due, MEMORY_COUNT_MAX);
    assert_int_equal(mine.count.today, 0);
}

/* Tunings. */

struct tuning_case {
    struct arena *arena;
    uint32_t learner;
    struct tuning tuning;
};

static enum status tuning_put(struct transaction *transaction, void *context)
{
    struct tuning_case *mine = context;
    return transaction_tuning_put(transaction, uuid_numbered(mine->learner), &mine->tuning, NULL);
}

static enum status tuning_get(struct transaction *transaction, void *context)
{
    struct tuning_case *mine = context;
    return transaction_tuning_get(transaction, uuid_numbered(mine->learner), mine->arena, &mine->tuning, NULL);
}

static void a_plan_and_parameters_are_written_whole_by_learner(void **state)
{
    struct place *place = *state;
    struct string sets[] = { STRING_INIT("viva/a"), STRING_INIT("viva/b") };
    struct tuning_case mine = { .arena = &place->arena, .learner = 1 };
    assert_status(store_read(place->store, tuning_get, &mine, NULL), STATUS_NOT_FOUND);
    mine.tuning = (struct tuning){ .has_parameters = true };
    mine.tuning.plan = (struct plan){ true, 20500, 20000, { sets, 2, 2 } };
    for (int i = 0; i < TUNING_PARAMETER_COUNT; i++)
        mine.tuning.parameters[i] = 1.0 / (i + 3);
    struct tuning expected = mine.tuning;
    change_fine(place->store, tuning_put, &mine);
    mine.tuning = (struct tuning){ 0 };
    read_fine(place->store, tuning_get, &mine);
    assert_memory_equal(mine.tuning.parameters, expected.parameters, sizeof expected.parameters);
    assert_true(mine.tuning.has_parameters && mine.tuning.plan.has_interview);
    assert_int_equal(mine.tuning.plan.interview_day, 20500);
    assert_int_equal(mine.tuning.plan.made_day, 20000);
    assert_int_equal(mine.tuning.plan.sets.count, 2);
    assert_string(mine.tuning.plan.sets.items[1], "viva/b");
    mine.tuning = (struct tuning){ .plan.made_day = 20001, .parameters = { 5 } };
    change_fine(place->store, tuning_put, &mine);
    read_fine(place->store, tuning_get, &mine);
    assert_false(mine.tuning.has_parameters || mine.tuning.plan.has_interview);
    assert_int_equal(mine.tuning.plan.sets.count, 0);
    assert_true(mine.tuning.parameters[0] == 0);
    mine.learner = 2;
    assert_status(store_read(place->store, tuning_get, &mine, NULL), STATUS_NOT_FOUND);
}

/* With everything else. */

struct upheaval {
    struct place *place;
    enum status result; /* of the change */
};

static enum status upheave(struct transaction *transaction, void *context)
{
    struct upheaval *upheaval = context;
    struct memory_row over = row_numbered(1, "a", MEMORY_RECOGNISING), added = row_numbered(1, "z", MEMORY_PRODUCING);
    struct memory_row removed = row_numbered(1, "b", MEMORY_RECOGNISING);
    struct memory_row others = row_numbered(2, "c", MEMORY_RECOGNISING);
    struct tuning tuning = { .plan.has_interview = true };
    over.review_count = 99;
    assert_status(put_memory(transaction, &over, NULL), STATUS_OK);
    assert_status(put_memory(transaction, &added, NULL), STATUS_OK);
    assert_status(remove_memory(transaction, &removed, NULL), STATUS_OK);
    assert_status(remove_memory(transaction, &others, NULL), STATUS_OK);
    assert_status(transaction_tuning_put(transaction, over.learner, &tuning, NULL), STATUS_OK);
    return upheaval->result;
}

static void a_change_that_fails_leaves_memories_and_plans_as_they_were(void **state)
{
    struct place *place = *state;
    struct memory_row row;
    struct tuning_case tuning = { .arena = &place->arena, .learner = 1 };
    put(place, row_numbered(1, "a", MEMORY_RECOGNISING));
    put(place, row_numbered(1, "b", MEMORY_RECOGNISING));
    put(place, row_numbered(2, "c", MEMORY_RECOGNISING));
    struct upheaval upheaval = { place, STATUS_CONFLICT };
    assert_status(store_change(place->store, upheave, &upheaval, NULL), STATUS_CONFLICT);
    assert_noted(place, walk, (struct noting){ .learner = 1 }, "a1 b1 ");
    assert_noted(place, walk, (struct noting){ .learner = 2 }, "c1 ");
    assert_status(get(place, "a", MEMORY_RECOGNISING, &row), STATUS_OK);
    assert_int_equal(row.review_count, 7);
    assert_status(store_read(place->store, tuning_get, &tuning, NULL), STATUS_NOT_FOUND);
    upheaval.result = STATUS_OK;
    change_fine(place->store, upheave, &upheaval);
    assert_noted(place, walk, (struct noting){ .learner = 1 }, "a1 z2 ");
    assert_noted(place, walk, (struct noting){ .learner = 2 }, "");
}

static enum status derived_clear(struct transaction *transaction, void *context)
{
    return transaction_derived_clear(transaction, context);
}

static void what_is_derived_is_cleared_and_forgotten_with_all_else(void **state)
{
    struct place *place = *state;
    struct tuning_case tuning = { .arena = &place->arena, .learner = 1 };
    struct failure failure = { 0 };
    for (int round = 0; round < 2; round++) {
        put(place, row_numbered(1, "a", MEMORY_RECOGNISING));
        change_fine(place->store, tuning_put, &tuning);
        if (round == 0)
            change_fine(place->store, derived_clear, NULL);
        else
            assert_status(store_forget(place->store, &failure), STATUS_OK);
        assert_noted(place, walk, (struct noting){ .learner = 1 }, "");
        assert_status(store_read(place->store, tuning_get, &tuning, NULL), STATUS_NOT_FOUND);
    }
}

const struct promise learning_promises[] = {
    PROMISE(a_memory_is_written_whole_by_learner_exercise_and_skill),
    PROMISE(memories_are_walked_by_exercise_and_skill_and_only_below_a_prefix),
    PROMISE(a_memory_is_removed_alone),
    PROMISE(what_was_counted_and_what_is_remembered_stand_in_one_row),
    PROMISE(what_is_due_comes_by_urgency_and_then_what_has_waited_longest),
    PROMISE(the_first_that_is_due_and_the_first_that_is_not_are_found),
    PROMISE(what_is_due_now_and_later_today_is_counted),
    PROMISE(no_more_is_counted_than_anybody_could_review),
    PROMISE(a_plan_and_parameters_are_written_whole_by_learner),
    PROMISE(a_change_that_fails_leaves_memories_and_plans_as_they_were),
    PROMISE(what_is_derived_is_cleared_and_forgotten_with_all_else),
};
const size_t learning_promise_count = sizeof learning_promises / sizeof *learning_promises;
