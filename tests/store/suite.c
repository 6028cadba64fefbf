/* What every store promises, held against every backend. Long, since it is the one list of these promises: what a new
 * backend must keep is read here from top to bottom. */
#include "suite.h"

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct store *open_memory(const char *folder)
{
    (void)folder;
    return store_open_memory();
}

static const struct kind kinds[] = { { "memory", open_memory }, { "sqlite", open_in } };

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    place->kind = *state;
    folder_make(place->folder);
    place->store = place->kind->open(place->folder);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    store_close(place->store);
    folder_remove(place->folder);
    arena_clear(&place->arena);
    free(place);
    return 0;
}

/* The journal. */

struct list {
    struct arena *arena;
    struct entry *items;
    size_t count, capacity;
    struct entry_filter filter;
};

static enum status list_entry(const struct entry *entry, void *context)
{
    struct list *list = context;
    struct entry *item = LIST_ADD(list->arena, list);
    *item = *entry;
    item->subject = string_copy(list->arena, entry->subject);
    item->payload = string_copy(list->arena, entry->payload);
    return STATUS_OK;
}

static enum status list_all(struct transaction *transaction, void *context)
{
    struct list *list = context;
    return transaction_walk(transaction, &list->filter, list_entry, list, NULL);
}

static struct list entries_of(struct place *place, struct entry_filter filter)
{
    struct list list = { .arena = &place->arena, .filter = filter };
    read_fine(place->store, list_all, &list);
    return list;
}

static void assert_entry(const struct entry *actual, const struct entry *expected)
{
    assert_memory_equal(actual->id.bytes, expected->id.bytes, 16);
    assert_memory_equal(actual->learner.bytes, expected->learner.bytes, 16);
    assert_memory_equal(actual->device.bytes, expected->device.bytes, 16);
    assert_memory_equal(actual->run.bytes, expected->run.bytes, 16);
    assert_int_equal(actual->step, expected->step);
    assert_int_equal(actual->kind, expected->kind);
    assert_int_equal(actual->format, expected->format);
    assert_int_equal(actual->time.at, expected->time.at);
    assert_int_equal(actual->time.offset_minutes, expected->time.offset_minutes);
    assert_true(string_equal(actual->subject, expected->subject));
    assert_memory_equal(actual->content.bytes, expected->content.bytes, 32);
    assert_true(string_equal(actual->payload, expected->payload));
}

static void an_entry_comes_back_as_it_was_appended(void **state)
{
    struct place *place = *state;
    struct entry full = choice(&place->arena, 9, 3, 2147483647);
    full.payload = STRING("{\"text\":\"\xc3\xa9\xf0\x9f\xa6\x80 \\\" \\n\"}");
    full.time.offset_minutes = -570;
    struct entry bare = choice(&place->arena, 10, 0, ENTRY_NO_STEP);
    bare.kind = ENTRY_PLAN;
    bare.time.at = -1;
    bare.subject = (struct string){ 0 };
    bare.content = (struct hash){ { 0 } };
    assert_status(append_one(place->store, &full), STATUS_OK);
    assert_status(append_one(place->store, &bare), STATUS_OK);
    struct list list = entries_of(place, (struct entry_filter){ 0 });
    assert_int_equal(list.count, 2);
    assert_entry(&list.items[0], &full);
    assert_entry(&list.items[1], &bare);
}

static void the_journal_is_in_the_order_of_appending(void **state)
{
    struct place *place = *state;
    const uint32_t ids[] = { 50, 10, 90, 20 };
    for (size_t i = 0; i < 4; i++) {
        struct entry entry = choice(&place->arena, ids[i], ids[i], 0);
        assert_status(append_one(place->store, &entry), STATUS_OK);
    }
    struct list list = entries_of(place, (struct entry_filter){ 0 });
    assert_int_equal(list.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_true(uuid_equal(list.items[i].id, uuid_numbered(ids[i])));
    }
}

static void a_walk_is_narrowed_by_what_the_filter_names(void **state)
{
    struct place *place = *state;
    struct entry entries[] = { choice(&place->arena, 11, 100, 0), choice(&place->arena, 12, 100, 1),
                               choice(&place->arena, 13, 200, 0), choice(&place->arena, 14, 0, ENTRY_NO_STEP),
                               choice(&place->arena, 15, 100, ENTRY_NO_STEP) };
    entries[1].learner = uuid_numbered(5);
    entries[2].subject = STRING("viva/senior-rust/async");
    entries[3].kind = ENTRY_RESET;
    entries[4].kind = ENTRY_RUN;
    for (size_t i = 0; i < 5; i++) {
        assert_status(append_one(place->store, &entries[i]), STATUS_OK);
    }
    const struct {
        struct entry_filter filter;
        size_t count;
    } rows[] = {
        { { .kind = 0 }, 5 },
        { { .learner = uuid_numbered(1) }, 4 },
        { { .run = uuid_numbered(100) }, 3 },
        { { .run = uuid_numbered(300) }, 0 },
        { { .subject = STRING("viva/senior-rust/async") }, 1 },
        { { .subject = STRING("viva/senior-rust/asyn") }, 0 },
        { { .kind = ENTRY_CHOICE }, 3 },
        { { .run = uuid_numbered(100), .kind = ENTRY_RUN }, 1 },
        { { .run = uuid_numbered(100), .kind = ENTRY_CHOICE }, 2 },
        { { .learner = uuid_numbered(5), .run = uuid_numbered(100) }, 1 },
        { { .learner = uuid_numbered(5), .run = uuid_numbered(200) }, 0 },
        { { .run = uuid_numbered(100), .subject = STRING("viva/senior-rust/ownership") }, 3 },
        { { .learner = uuid_numbered(1), .subject = STRING("viva/senior-rust/ownership"), .kind = ENTRY_CHOICE }, 1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(count_entries(place->store, &rows[i].filter), rows[i].count);
    }
    struct list list = entries_of(place, (struct entry_filter){ .run = uuid_numbered(100) });
    assert_true(uuid_equal(list.items[0].id, entries[0].id));
    assert_true(uuid_equal(list.items[2].id, entries[4].id));
}

static enum status stop_at_second(const struct entry *entry, void *context)
{
    int *seen = context;
    (void)entry;
    return ++*seen == 2 ? STATUS_INTERRUPTED : STATUS_OK;
}

static enum status walk_and_stop(struct transaction *transaction, void *context)
{
    return transaction_walk(transaction, &(struct entry_filter){ 0 }, stop_at_second, context, NULL);
}

static void a_visitor_ends_the_walk_with_its_status(void **state)
{
    struct place *place = *state;
    int seen = 0;
    for (uint32_t id = 1; id <= 4; id++) {
        struct entry entry = choice(&place->arena, id, id, 0);
        assert_status(append_one(place->store, &entry), STATUS_OK);
    }
    assert_status(store_read(place->store, walk_and_stop, &seen, NULL), STATUS_INTERRUPTED);
    assert_int_equal(seen, 2);
    assert_int_equal(count_entries(place->store, &(struct entry_filter){ 0 }), 4);
}

static void a_payload_is_taken_up_to_its_cap_and_refused_beyond(void **state)
{
    struct place *place = *state;
    char *long_text = test_malloc(ENTRY_PAYLOAD_MAX + 1);
    memset(long_text, '1', ENTRY_PAYLOAD_MAX + 1);
    struct entry entry = choice(&place->arena, 1, 1, 0);
    entry.payload = (struct string){ long_text, ENTRY_PAYLOAD_MAX + 1 };
    assert_status(append_one(place->store, &entry), STATUS_TOO_LARGE);
    entry.payload.size = ENTRY_PAYLOAD_MAX;
    assert_status(append_one(place->store, &entry), STATUS_OK);
    struct list list = entries_of(place, (struct entry_filter){ 0 });
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].payload.size, ENTRY_PAYLOAD_MAX);
    test_free(long_text);
}

/* Once. */

static void an_entry_with_the_same_id_lands_once(void **state)
{
    struct place *place = *state;
    struct entry entry = choice(&place->arena, 1, 0, ENTRY_NO_STEP);
    entry.kind = ENTRY_FLAG;
    assert_status(append_one(place->store, &entry), STATUS_OK);
    entry.payload = STRING("{\"other\":true}");
    assert_status(append_one(place->store, &entry), STATUS_ALREADY);
    struct list list = entries_of(place, (struct entry_filter){ 0 });
    assert_int_equal(list.count, 1);
    assert_string(list.items[0].payload, "{\"chosen\":[\"full\"],\"number\":1}");
}

struct first {
    struct arena *arena;
    uint32_t run;
    int32_t step;
    struct entry entry;
};

static enum status first_get(struct transaction *transaction, void *context)
{
    struct first *first = context;
    return transaction_first_response(transaction, uuid_numbered(first->run), first->step, first->arena, &first->entry,
                                      NULL);
}

static void a_repeated_response_lands_once_and_the_first_is_kept(void **state)
{
    struct place *place = *state;
    struct first first = { .arena = &place->arena, .run = 5, .step = 3 };
    struct entry entry = choice(&place->arena, 1, 5, 3);
    struct entry repeat = choice(&place->arena, 2, 5, 3);
    assert_status(store_read(place->store, first_get, &first, NULL), STATUS_NOT_FOUND);
    assert_status(append_one(place->store, &entry), STATUS_OK);
    assert_status(append_one(place->store, &repeat), STATUS_ALREADY);
    repeat.kind = ENTRY_TEXT;
    assert_status(append_one(place->store, &repeat), STATUS_ALREADY);
    repeat.kind = ENTRY_SELF_MARKS;
    assert_status(append_one(place->store, &repeat), STATUS_ALREADY);
    assert_int_equal(count_entries(place->store, &(struct entry_filter){ 0 }), 1);
    read_fine(place->store, first_get, &first);
    assert_entry(&first.entry, &entry);
}

struct responded {
    struct arena *arena;
    uint32_t run;
    int32_t *steps;
    size_t count;
};

static enum status responded_get(struct transaction *transaction, void *context)
{
    struct responded *responded = context;
    return transaction_responses(transaction, uuid_numbered(responded->run), responded->arena, &responded->steps,
                                 &responded->count, NULL);
}

static void the_steps_of_a_run_with_a_response_are_told_in_their_order(void **state)
{
    struct place *place = *state;
    struct responded responded = { .arena = &place->arena, .run = 5 };
    struct entry entries[] = { choice(&place->arena, 1, 5, 7),
                               choice(&place->arena, 2, 5, 0),
                               choice(&place->arena, 3, 4, 1),
                               choice(&place->arena, 4, 6, 1),
                               choice(&place->arena, 5, 5, ENTRY_NO_STEP),
                               choice(&place->arena, 6, 5, 2) };
    entries[5].kind = ENTRY_FLAG;
    read_fine(place->store, responded_get, &responded);
    assert_int_equal(responded.count, 0);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        assert_status(append_one(place->store, &entries[i]), STATUS_OK);
    }
    read_fine(place->store, responded_get, &responded);
    assert_int_equal(responded.count, 2);
    assert_int_equal(responded.steps[0], 0);
    assert_int_equal(responded.steps[1], 7);
}

static void only_responses_with_a_run_and_a_step_take_its_place(void **state)
{
    struct place *place = *state;
    struct entry mark = choice(&place->arena, 1, 5, 3), overrule = choice(&place->arena, 2, 5, 3);
    struct entry stepless = choice(&place->arena, 3, 5, ENTRY_NO_STEP),
                 again = choice(&place->arena, 4, 5, ENTRY_NO_STEP);
    struct entry runless = choice(&place->arena, 5, 0, 3), runless_again = choice(&place->arena, 6, 0, 3);
    struct entry response = choice(&place->arena, 7, 5, 3), other_step = choice(&place->arena, 8, 5, 4);
    struct entry other_run = choice(&place->arena, 9, 6, 3);
    mark.kind = ENTRY_FLAG;
    overrule.kind = ENTRY_OVERRULE;
    struct entry *const entries[] = { &mark,          &overrule, &stepless,   &again,    &runless,
                                      &runless_again, &response, &other_step, &other_run };
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        assert_status(append_one(place->store, entries[i]), STATUS_OK);
    }
    struct first first = { .arena = &place->arena, .run = 5, .step = 3 };
    read_fine(place->store, first_get, &first);
    assert_true(uuid_equal(first.entry.id, response.id));
}

/* What an application does with an answer: look for a first response, append, give back the first. */
struct answer {
    struct arena arena;
    struct entry entry;
    struct entry first;
    struct store *store;
    enum status status;
};

static enum status answer(struct transaction *transaction, void *context)
{
    struct answer *mine = context;
    enum status status = transaction_append(transaction, &mine->entry, NULL);
    if (status == STATUS_OK || status == STATUS_ALREADY) {
        enum status found = transaction_first_response(transaction, mine->entry.run, mine->entry.step, &mine->arena,
                                                       &mine->first, NULL);
        return found == STATUS_OK ? status : found;
    }
    return status;
}

static void *answer_thread(void *context)
{
    struct answer *mine = context;
    mine->status = store_change(mine->store, answer, mine, NULL);
    return NULL;
}

enum { THREADS = 64 };

static void of_64_identical_responses_at_once_one_lands_and_all_get_it(void **state)
{
    struct place *place = *state;
    static struct answer answers[THREADS];
    pthread_t threads[THREADS];
    for (int32_t step = 0; step < 20; step++) {
        int landed = 0;
        for (uint32_t i = 0; i < THREADS; i++) {
            answers[i] = (struct answer){ .store = place->store };
            answers[i].entry = choice(&answers[i].arena, 1 + (uint32_t)step * THREADS + i, 77, step);
            assert_int_equal(pthread_create(&threads[i], NULL, answer_thread, &answers[i]), 0);
        }
        for (size_t i = 0; i < THREADS; i++) {
            pthread_join(threads[i], NULL);
        }
        for (size_t i = 0; i < THREADS; i++) {
            landed += answers[i].status == STATUS_OK;
            assert_true(answers[i].status == STATUS_OK || answers[i].status == STATUS_ALREADY);
            assert_entry(&answers[i].first, &answers[0].first);
        }
        for (size_t i = 0; i < THREADS; i++) {
            arena_clear(&answers[i].arena);
        }
        assert_int_equal(landed, 1);
    }
    assert_int_equal(count_entries(place->store, &(struct entry_filter){ 0 }), 20);
}

/* Batches: a change that waits at a gate makes all that are submitted behind it one batch. */

struct gate {
    sem_t is_reached, may_pass;
};

static enum status gate_pass(struct transaction *transaction, void *context)
{
    struct gate *gate = context;
    (void)transaction;
    sem_post(&gate->is_reached);
    sem_wait(&gate->may_pass);
    return STATUS_OK;
}

struct told {
    enum status status;
    bool has_failure;
    int number; /* the how-manieth completion this was, from 1 */
    atomic_int *calls;
};

static void tell(enum status status, const struct failure *failure, void *context)
{
    struct told *told = context;
    told->status = status;
    told->has_failure = failure != NULL;
    told->number = atomic_fetch_add(told->calls, 1) + 1;
}

static void gate_close(struct gate *gate, struct store *store, struct told *told)
{
    sem_init(&gate->is_reached, 0, 0);
    sem_init(&gate->may_pass, 0, 0);
    store_submit(store, gate_pass, gate, tell, told);
    sem_wait(&gate->is_reached);
}

static enum status do_nothing(struct transaction *transaction, void *context)
{
    (void)transaction, (void)context;
    return STATUS_OK;
}

struct writing {
    struct entry entry;
    enum status status; /* to return after everything was written */
};

/* Writes one row of every kind. */
static enum status write_everything(struct transaction *transaction, void *context)
{
    struct writing *writing = context;
    struct progress progress = { .learner = uuid_numbered(1), .exercise = writing->entry.subject, .response_count = 1 };
    struct run_progress run = {
        .run = uuid_numbered(5), .learner = uuid_numbered(1), .set = STRING("viva/senior-rust"), .last_at = 9
    };
    assert_status(transaction_append(transaction, &writing->entry, NULL), STATUS_OK);
    assert_status(transaction_content_put(transaction, hash_numbered(7), STRING("{}"), NULL), STATUS_OK);
    assert_status(put_progress(transaction, &progress, NULL), STATUS_OK);
    assert_status(transaction_run_put(transaction, &run, NULL), STATUS_OK);
    assert_status(transaction_setting_put(transaction, "learner", STRING("somebody"), NULL), STATUS_OK);
    return writing->status;
}

static void a_failing_change_is_undone_and_the_others_of_its_batch_stay(void **state)
{
    struct place *place = *state;
    struct writing writings[] = { { choice(&place->arena, 1, 1, 0), STATUS_OK },
                                  { choice(&place->arena, 2, 2, 0), STATUS_CONFLICT },
                                  { choice(&place->arena, 3, 3, 0), STATUS_OK },
                                  { choice(&place->arena, 4, 4, 0), STATUS_NOT_FOUND },
                                  { choice(&place->arena, 5, 5, 0), STATUS_ALREADY } };
    struct told told[5], gate_told;
    atomic_int calls = 0;
    struct gate gate;
    gate_told.calls = &calls;
    gate_close(&gate, place->store, &gate_told);
    for (size_t i = 0; i < 5; i++) {
        told[i].calls = &calls;
        store_submit(place->store, write_everything, &writings[i], tell, &told[i]);
    }
    sem_post(&gate.may_pass);
    change_fine(place->store, do_nothing, NULL);
    for (size_t i = 0; i < 5; i++) {
        assert_status(told[i].status, writings[i].status);
        assert_int_equal(told[i].number, i + 2);
        assert_false(told[i].has_failure);
    }
    struct list list = entries_of(place, (struct entry_filter){ 0 });
    assert_int_equal(list.count, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_true(uuid_equal(list.items[i].id, uuid_numbered((uint32_t)(2 * i + 1))));
    }
}

struct everything {
    struct arena *arena;
    struct progress progress;
    struct run_progress run;
    struct string content, setting;
    enum status progress_status, run_status, content_status, setting_status;
};

static enum status everything_get(struct transaction *transaction, void *context)
{
    struct everything *found = context;
    found->progress_status = transaction_progress_get(
        transaction, uuid_numbered(1), STRING("viva/senior-rust/ownership"), found->arena, &found->progress, NULL);
    found->run_status = transaction_run_get(transaction, uuid_numbered(5), found->arena, &found->run, NULL);
    found->content_status = transaction_content_get(transaction, hash_numbered(7), found->arena, &found->content, NULL);
    found->setting_status = transaction_setting_get(transaction, "learner", found->arena, &found->setting, NULL);
    return STATUS_OK;
}

static void a_failing_change_leaves_no_row_of_any_kind(void **state)
{
    struct place *place = *state;
    struct writing writing = { choice(&place->arena, 1, 1, 0), STATUS_CONFLICT };
    struct everything found = { .arena = &place->arena };
    assert_status(store_change(place->store, write_everything, &writing, NULL), STATUS_CONFLICT);
    read_fine(place->store, everything_get, &found);
    assert_status(found.progress_status, STATUS_NOT_FOUND);
    assert_status(found.run_status, STATUS_NOT_FOUND);
    assert_status(found.content_status, STATUS_NOT_FOUND);
    assert_status(found.setting_status, STATUS_NOT_FOUND);
    assert_int_equal(count_entries(place->store, &(struct entry_filter){ 0 }), 0);
}

static enum status overwrite_clear_and_fail(struct transaction *transaction, void *context)
{
    struct progress progress = { .learner = uuid_numbered(1),
                                 .exercise = STRING("viva/senior-rust/ownership"),
                                 .response_count = 9 };
    struct run_progress run = {
        .run = uuid_numbered(5), .learner = uuid_numbered(2), .set = STRING("viva/other"), .last_at = 10
    };
    (void)context;
    assert_status(put_progress(transaction, &progress, NULL), STATUS_OK);
    assert_status(transaction_run_put(transaction, &run, NULL), STATUS_OK);
    assert_status(transaction_setting_put(transaction, "learner", STRING("else"), NULL), STATUS_OK);
    assert_status(transaction_derived_clear(transaction, NULL), STATUS_OK);
    assert_status(put_progress(transaction, &progress, NULL), STATUS_OK);
    return STATUS_CONFLICT;
}

static void a_failing_change_gives_back_what_it_wrote_over_and_cleared(void **state)
{
    struct place *place = *state;
    struct writing writing = { choice(&place->arena, 1, 1, 0), STATUS_OK };
    struct everything found = { .arena = &place->arena };
    change_fine(place->store, write_everything, &writing);
    assert_status(store_change(place->store, overwrite_clear_and_fail, NULL, NULL), STATUS_CONFLICT);
    read_fine(place->store, everything_get, &found);
    assert_status(found.progress_status, STATUS_OK);
    assert_int_equal(found.progress.response_count, 1);
    assert_status(found.run_status, STATUS_OK);
    assert_int_equal(found.run.last_at, 9);
    assert_string(found.run.set, "viva/senior-rust");
    assert_true(uuid_equal(found.run.learner, uuid_numbered(1)));
    assert_string(found.setting, "somebody");
}

static enum status count_in_change(struct transaction *transaction, void *context)
{
    struct list *list = context;
    return transaction_walk(transaction, &list->filter, list_entry, list, NULL);
}

static void a_change_sees_what_earlier_ones_of_its_batch_did(void **state)
{
    struct place *place = *state;
    struct writing writing = { choice(&place->arena, 1, 1, 0), STATUS_OK };
    struct list list = { .arena = &place->arena };
    struct told gate_told, told;
    atomic_int calls = 0;
    struct gate gate;
    gate_told.calls = told.calls = &calls;
    gate_close(&gate, place->store, &gate_told);
    store_submit(place->store, write_everything, &writing, tell, &told);
    store_submit(place->store, count_in_change, &list, tell, &told);
    sem_post(&gate.may_pass);
    change_fine(place->store, do_nothing, NULL);
    assert_int_equal(list.count, 1);
}

/* Completions. */

struct looking {
    struct store *store;
    size_t seen;
    atomic_bool is_done;
};

static void look(enum status status, const struct failure *failure, void *context)
{
    struct looking *looking = context;
    assert_status(status, STATUS_OK);
    assert_null(failure);
    looking->seen = count_entries(looking->store, &(struct entry_filter){ 0 });
}

static void a_completion_is_called_when_everybody_can_see_the_change(void **state)
{
    struct place *place = *state;
    struct writing writing = { choice(&place->arena, 1, 1, 0), STATUS_OK };
    struct looking looking = { .store = place->store };
    store_submit(place->store, write_everything, &writing, look, &looking);
    change_fine(place->store, do_nothing, NULL);
    assert_int_equal(looking.seen, 1);
}

struct chain {
    struct store *store;
    struct arena arena;
    struct entry entry;
    uint32_t left;
    sem_t *is_done;
};

static enum status chain_append(struct transaction *transaction, void *context)
{
    struct chain *chain = context;
    return transaction_append(transaction, &chain->entry, NULL);
}

static void chain_go_on(enum status status, const struct failure *failure, void *context)
{
    struct chain *chain = context;
    assert_status(status, STATUS_OK);
    assert_null(failure);
    if (chain->left-- == 0) {
        sem_post(chain->is_done);
        return;
    }
    chain->entry = choice(&chain->arena, chain->left + 1, chain->left + 1, 0);
    store_submit(chain->store, chain_append, chain, chain_go_on, chain);
}

static void a_completion_may_submit(void **state)
{
    struct place *place = *state;
    sem_t is_done;
    struct chain chain = { .store = place->store, .left = 10, .is_done = &is_done };
    sem_init(&is_done, 0, 0);
    chain_go_on(STATUS_OK, NULL, &chain);
    sem_wait(&is_done);
    assert_int_equal(count_entries(place->store, &(struct entry_filter){ 0 }), 10);
    arena_clear(&chain.arena);
}

static void closing_waits_for_all_that_was_submitted(void **state)
{
    struct place *place = *state;
    enum { MANY = 3000 };
    struct writing *writings = test_calloc(MANY, sizeof *writings);
    struct told *told = test_calloc(MANY, sizeof *told);
    atomic_int calls = 0;
    for (uint32_t i = 0; i < MANY; i++) {
        writings[i].entry = choice(&place->arena, i + 1, i + 1, 0);
        told[i].calls = &calls;
        store_submit(place->store, write_everything, &writings[i], tell, &told[i]);
    }
    store_close(place->store);
    assert_int_equal(calls, MANY);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(told[i].number, i + 1);
        assert_status(told[i].status, STATUS_OK);
    }
    test_free(writings);
    test_free(told);
    place->store = place->kind->open(place->folder);
    bool is_kept = strcmp(place->kind->name, "memory") != 0;
    assert_int_equal(count_entries(place->store, &(struct entry_filter){ 0 }), is_kept ? MANY : 0);
}

static enum status tell_own_failure(struct transaction *transaction, void *context)
{
    (void)transaction;
    return failure_set(context, STATUS_BAD_INPUT, "my own words");
}

static void what_a_function_says_of_its_failure_is_left_alone(void **state)
{
    struct place *place = *state;
    struct failure failure = { 0 };
    assert_status(store_change(place->store, tell_own_failure, &failure, &failure), STATUS_BAD_INPUT);
    assert_string_equal(failure.text, "my own words");
    failure = (struct failure){ 0 };
    assert_status(store_read(place->store, tell_own_failure, &failure, &failure), STATUS_BAD_INPUT);
    assert_string_equal(failure.text, "my own words");
}

/* Readers. */

struct pair {
    struct store *store;
    atomic_bool is_over;
    atomic_int reads;
    struct arena arena;
    int64_t value;
};

static enum status pair_write(struct transaction *transaction, void *context)
{
    struct pair *pair = context;
    struct progress progress = { .learner = uuid_numbered(1),
                                 .exercise = STRING("viva/a/one"),
                                 .took_ms_sum = ++pair->value };
    enum status status = put_progress(transaction, &progress, NULL);
    progress.exercise = STRING("viva/a/two");
    return status == STATUS_OK ? put_progress(transaction, &progress, NULL) : status;
}

static enum status pair_look(struct transaction *transaction, void *context)
{
    struct arena *arena = context;
    struct progress one = { .took_ms_sum = 0 }, two = { .took_ms_sum = 0 };
    enum status first =
        transaction_progress_get(transaction, uuid_numbered(1), STRING("viva/a/one"), arena, &one, NULL);
    enum status second =
        transaction_progress_get(transaction, uuid_numbered(1), STRING("viva/a/two"), arena, &two, NULL);
    return first == second && one.took_ms_sum == two.took_ms_sum ? STATUS_OK : STATUS_CONFLICT;
}

static void *pair_read(void *context)
{
    struct pair *pair = context;
    struct arena arena = { 0 };
    intptr_t torn = 0;
    while (!atomic_load(&pair->is_over)) {
        torn += store_read(pair->store, pair_look, &arena, NULL) != STATUS_OK;
        arena_reset(&arena);
        atomic_fetch_add(&pair->reads, 1);
    }
    arena_clear(&arena);
    return (void *)torn;
}

static void readers_see_all_of_a_change_or_nothing_of_it(void **state)
{
    struct place *place = *state;
    struct pair pair = { .store = place->store };
    pthread_t threads[6]; /* more than the readers that a store keeps */
    for (size_t i = 0; i < 6; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, pair_read, &pair), 0);
    }
    while (pair.value < 200 || atomic_load(&pair.reads) < 200) {
        change_fine(place->store, pair_write, &pair);
    }
    atomic_store(&pair.is_over, true);
    for (size_t i = 0; i < 6; i++) {
        void *torn;
        pthread_join(threads[i], &torn);
        assert_int_equal((intptr_t)torn, 0);
    }
}

/* Contents, settings. */

struct content_case {
    struct arena *arena;
    struct hash hash;
    struct string json;
    struct failure failure;
};

static enum status content_put(struct transaction *transaction, void *context)
{
    struct content_case *content = context;
    return transaction_content_put(transaction, content->hash, content->json, &content->failure);
}

static enum status content_get(struct transaction *transaction, void *context)
{
    struct content_case *content = context;
    return transaction_content_get(transaction, content->hash, content->arena, &content->json, &content->failure);
}

static enum status content_has(struct transaction *transaction, void *context)
{
    struct content_case *content = context;
    return transaction_content_has(transaction, content->hash, &content->failure);
}

static void a_content_is_kept_by_its_hash_and_put_once(void **state)
{
    struct place *place = *state;
    struct content_case content = { &place->arena, hash_numbered(1), STRING("{\"a\":1}"), { 0 } };
    struct content_case other = { &place->arena, hash_numbered(2), STRING("{\"b\":2}"), { 0 } };
    struct content_case unknown = { &place->arena, hash_numbered(3), { 0 }, { 0 } };
    assert_status(store_read(place->store, content_has, &content, NULL), STATUS_NOT_FOUND);
    change_fine(place->store, content_put, &content);
    change_fine(place->store, content_put, &content);
    read_fine(place->store, content_has, &content);
    change_fine(place->store, content_put, &other);
    content.json = other.json = (struct string){ 0 };
    read_fine(place->store, content_get, &content);
    read_fine(place->store, content_get, &other);
    assert_string(content.json, "{\"a\":1}");
    assert_string(other.json, "{\"b\":2}");
    assert_status(store_read(place->store, content_get, &unknown, NULL), STATUS_NOT_FOUND);
    assert_int_equal(unknown.failure.status, STATUS_NOT_FOUND);
}

struct setting_case {
    struct arena *arena;
    const char *name;
    struct string value;
};

static enum status setting_put(struct transaction *transaction, void *context)
{
    struct setting_case *setting = context;
    return transaction_setting_put(transaction, setting->name, setting->value, NULL);
}

static enum status setting_get(struct transaction *transaction, void *context)
{
    struct setting_case *setting = context;
    return transaction_setting_get(transaction, setting->name, setting->arena, &setting->value, NULL);
}

static void a_setting_is_not_there_until_it_is_put_and_can_be_put_again(void **state)
{
    struct place *place = *state;
    struct setting_case device = { &place->arena, "device", STRING("one") };
    struct setting_case learner = { &place->arena, "learner", STRING("two") };
    assert_status(store_read(place->store, setting_get, &device, NULL), STATUS_NOT_FOUND);
    change_fine(place->store, setting_put, &device);
    change_fine(place->store, setting_put, &learner);
    device.value = STRING("three");
    change_fine(place->store, setting_put, &device);
    device.value = learner.value = (struct string){ 0 };
    read_fine(place->store, setting_get, &device);
    read_fine(place->store, setting_get, &learner);
    assert_string(device.value, "three");
    assert_string(learner.value, "two");
}

/* Derived rows. */

struct progress_case {
    struct arena *arena;
    struct progress progress;
};

static enum status progress_put(struct transaction *transaction, void *context)
{
    return put_progress(transaction, &((struct progress_case *)context)->progress, NULL);
}

static enum status progress_get(struct transaction *transaction, void *context)
{
    struct progress_case *mine = context;
    return transaction_progress_get(transaction, mine->progress.learner, mine->progress.exercise, mine->arena,
                                    &mine->progress, NULL);
}

static void assert_progress(const struct progress *actual, const struct progress *expected)
{
    assert_memory_equal(actual->learner.bytes, expected->learner.bytes, 16);
    assert_true(string_equal(actual->exercise, expected->exercise));
    assert_int_equal(actual->response_count, expected->response_count);
    assert_int_equal(actual->right_count, expected->right_count);
    assert_int_equal(actual->dont_know_count, expected->dont_know_count);
    assert_int_equal(actual->score_percent_sum, expected->score_percent_sum);
    assert_int_equal(actual->confident_wrong_count, expected->confident_wrong_count);
    assert_int_equal(actual->took_ms_sum, expected->took_ms_sum);
    assert_int_equal(actual->first_at, expected->first_at);
    assert_int_equal(actual->last_at, expected->last_at);
    assert_int_equal(actual->last_score_percent, expected->last_score_percent);
    assert_int_equal(actual->last_sureness, expected->last_sureness);
    assert_int_equal(actual->is_flagged, expected->is_flagged);
    assert_memory_equal(actual->last_content.bytes, expected->last_content.bytes, 32);
}

static void progress_is_written_whole_by_learner_and_exercise(void **state)
{
    struct place *place = *state;
    const struct progress full = {
        .learner = uuid_numbered(1),
        .exercise = STRING("viva/a/one"),
        .response_count = 1,
        .right_count = 2,
        .dont_know_count = 3,
        .score_percent_sum = 4,
        .confident_wrong_count = 5,
        .took_ms_sum = INT64_MAX,
        .first_at = -7,
        .last_at = 8,
        .last_score_percent = 100,
        .last_sureness = 3,
        .is_flagged = true,
        .last_content = hash_numbered(9),
    };
    const struct progress bare = { .learner = full.learner, .exercise = full.exercise, .last_score_percent = -1 };
    struct progress_case mine = { &place->arena, full };
    change_fine(place->store, progress_put, &mine);
    mine.progress = (struct progress){ .learner = full.learner, .exercise = full.exercise };
    read_fine(place->store, progress_get, &mine);
    assert_progress(&mine.progress, &full);
    mine.progress = bare;
    change_fine(place->store, progress_put, &mine);
    mine.progress.learner = uuid_numbered(2);
    mine.progress.response_count = 5;
    change_fine(place->store, progress_put, &mine);
    mine.progress = full;
    read_fine(place->store, progress_get, &mine);
    assert_progress(&mine.progress, &bare);
    mine.progress.exercise = STRING("viva/a/none");
    assert_status(store_read(place->store, progress_get, &mine, NULL), STATUS_NOT_FOUND);
}

struct names {
    struct arena *arena;
    struct uuid learner;
    struct string prefix;
    struct buffer buffer;
};

static enum status name_add(const struct progress *progress, void *context)
{
    struct names *names = context;
    buffer_add(&names->buffer, progress->exercise);
    buffer_add_byte(&names->buffer, ' ');
    return STATUS_OK;
}

static enum status names_get(struct transaction *transaction, void *context)
{
    struct names *names = context;
    return transaction_progress_walk(transaction, names->learner, names->prefix, name_add, names, NULL);
}

static void progress_is_walked_by_exercise_and_only_below_a_prefix(void **state)
{
    struct place *place = *state;
    static const char *const exercises[] = { "viva/b/x", "viva/a/two", "viva/a-b/x",     "viva/a/one",
                                             "viva/a",   "v",          "viva/a/\xc3\xa9" };
    for (size_t i = 0; i < sizeof exercises / sizeof *exercises; i++) {
        struct progress_case mine = { &place->arena,
                                      { .learner = uuid_numbered(1), .exercise = string_from(exercises[i]) } };
        change_fine(place->store, progress_put, &mine);
    }
    struct progress_case others = { &place->arena,
                                    { .learner = uuid_numbered(2), .exercise = STRING("viva/a/three") } };
    change_fine(place->store, progress_put, &others);
    static const char *const expected[][2] = {
        { "", "v viva/a viva/a-b/x viva/a/one viva/a/two viva/a/\xc3\xa9 viva/b/x " },
        { "viva/a/", "viva/a/one viva/a/two viva/a/\xc3\xa9 " },
        { "viva/a", "viva/a viva/a-b/x viva/a/one viva/a/two viva/a/\xc3\xa9 " },
        { "viva/b/x", "viva/b/x " },
        { "viva/b/xx", "" },
        { "w", "" },
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct names names = { &place->arena, uuid_numbered(1), string_from(expected[i][0]), buffer_in(&place->arena) };
        read_fine(place->store, names_get, &names);
        assert_string(buffer_string(&names.buffer), expected[i][1]);
    }
}

struct run_case {
    struct arena *arena;
    struct run_progress run;
    struct failure failure;
};

static enum status run_put(struct transaction *transaction, void *context)
{
    return transaction_run_put(transaction, &((struct run_case *)context)->run, NULL);
}

static enum status run_get(struct transaction *transaction, void *context)
{
    struct run_case *mine = context;
    return transaction_run_get(transaction, mine->run.run, mine->arena, &mine->run, NULL);
}

static enum status run_newest(struct transaction *transaction, void *context)
{
    struct run_case *mine = context;
    return transaction_run_newest(transaction, mine->run.learner, mine->run.set, mine->arena, &mine->run, NULL);
}

static void assert_run(const struct run_progress *actual, const struct run_progress *expected)
{
    assert_memory_equal(actual->run.bytes, expected->run.bytes, 16);
    assert_memory_equal(actual->learner.bytes, expected->learner.bytes, 16);
    assert_true(string_equal(actual->set, expected->set));
    assert_int_equal(actual->begun_at, expected->begun_at);
    assert_int_equal(actual->last_at, expected->last_at);
    assert_int_equal(actual->step_count, expected->step_count);
    assert_int_equal(actual->response_count, expected->response_count);
    assert_int_equal(actual->right_count, expected->right_count);
    assert_int_equal(actual->is_closed, expected->is_closed);
    assert_int_equal(actual->is_review, expected->is_review);
}

static void a_run_is_written_whole_by_its_id(void **state)
{
    struct place *place = *state;
    const struct run_progress full = { .run = uuid_numbered(1),
                                       .learner = uuid_numbered(2),
                                       .set = STRING("viva/a"),
                                       .begun_at = 3,
                                       .last_at = 4,
                                       .step_count = 5,
                                       .response_count = 6,
                                       .right_count = 7,
                                       .is_review = true,
                                       .is_closed = true };
    const struct run_progress other = {
        .run = uuid_numbered(1), .learner = uuid_numbered(9), .set = STRING("viva/b"), .begun_at = 1
    };
    struct run_case mine = { .arena = &place->arena, .run = other };
    change_fine(place->store, run_put, &mine);
    mine.run = full;
    change_fine(place->store, run_put, &mine);
    mine.run = (struct run_progress){ .run = full.run };
    read_fine(place->store, run_get, &mine);
    assert_run(&mine.run, &full);
    mine.run = full;
    mine.run.right_count = 8; /* what an answer changes */
    mine.run.is_closed = false;
    change_fine(place->store, run_put, &mine);
    mine.run = (struct run_progress){ .run = full.run };
    read_fine(place->store, run_get, &mine);
    assert_int_equal(mine.run.right_count, 8);
    assert_false(mine.run.is_closed);
    mine.run.run = uuid_numbered(4);
    assert_status(store_read(place->store, run_get, &mine, NULL), STATUS_NOT_FOUND);
}

static enum status run_note(const struct run_progress *run, void *context)
{
    struct buffer *buffer = context;
    buffer_add_format(buffer, "%d ", run->run.bytes[3]);
    return STATUS_OK;
}

static enum status runs_walk(struct transaction *transaction, void *context)
{
    return transaction_run_walk(transaction, uuid_numbered(1), run_note, context, NULL);
}

static void runs_come_newest_first_and_the_newest_of_a_set_that_is_no_review_is_found(void **state)
{
    struct place *place = *state;
    const struct run_progress runs[] = {
        { .run = uuid_numbered(1), .learner = uuid_numbered(1), .set = STRING("viva/a"), .begun_at = 30 },
        { .run = uuid_numbered(2), .learner = uuid_numbered(1), .set = STRING("viva/b"), .begun_at = 10 },
        { .run = uuid_numbered(3), .learner = uuid_numbered(1), .set = STRING("viva/b"), .begun_at = 20 },
        { .run = uuid_numbered(4), .learner = uuid_numbered(1), .set = STRING("viva/b"), .begun_at = 20 },
        { .run = uuid_numbered(5), .learner = uuid_numbered(2), .set = STRING("viva/b"), .begun_at = 99 },
        { .run = uuid_numbered(6),
          .learner = uuid_numbered(1),
          .set = STRING("viva/b"),
          .begun_at = 25,
          .is_review = true },
    };
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        struct run_case mine = { .arena = &place->arena, .run = runs[i] };
        change_fine(place->store, run_put, &mine);
    }
    struct buffer buffer = buffer_in(&place->arena);
    read_fine(place->store, runs_walk, &buffer);
    assert_string(buffer_string(&buffer), "1 6 4 3 2 ");
    struct run_case newest = { .arena = &place->arena,
                               .run = { .learner = uuid_numbered(1), .set = STRING("viva/b") } };
    read_fine(place->store, run_newest, &newest);
    assert_int_equal(newest.run.run.bytes[3], 4);
    newest.run = (struct run_progress){ .learner = uuid_numbered(2), .set = STRING("viva/a") };
    assert_status(store_read(place->store, run_newest, &newest, NULL), STATUS_NOT_FOUND);
}

static enum status derived_clear(struct transaction *transaction, void *context)
{
    return transaction_derived_clear(transaction, context);
}

static void clearing_what_is_derived_leaves_the_journal_contents_and_settings(void **state)
{
    struct place *place = *state;
    struct writing writing = { choice(&place->arena, 1, 1, 0), STATUS_OK };
    struct everything found = { .arena = &place->arena };
    change_fine(place->store, write_everything, &writing);
    change_fine(place->store, derived_clear, NULL);
    read_fine(place->store, everything_get, &found);
    assert_status(found.progress_status, STATUS_NOT_FOUND);
    assert_status(found.run_status, STATUS_NOT_FOUND);
    assert_status(found.content_status, STATUS_OK);
    assert_status(found.setting_status, STATUS_OK);
    assert_int_equal(count_entries(place->store, &(struct entry_filter){ 0 }), 1);
}

static void forgetting_leaves_nothing_and_the_store_goes_on(void **state)
{
    struct place *place = *state;
    struct writing writing = { choice(&place->arena, 1, 1, 0), STATUS_OK };
    struct everything found = { .arena = &place->arena };
    struct failure failure = { 0 };
    change_fine(place->store, write_everything, &writing);
    assert_status(store_forget(place->store, &failure), STATUS_OK);
    read_fine(place->store, everything_get, &found);
    assert_status(found.progress_status, STATUS_NOT_FOUND);
    assert_status(found.run_status, STATUS_NOT_FOUND);
    assert_status(found.content_status, STATUS_NOT_FOUND);
    assert_status(found.setting_status, STATUS_NOT_FOUND);
    assert_int_equal(count_entries(place->store, &(struct entry_filter){ 0 }), 0);
    change_fine(place->store, write_everything, &writing);
    assert_int_equal(count_entries(place->store, &(struct entry_filter){ 0 }), 1);
}

static const struct promise promises[] = {
    PROMISE(an_entry_comes_back_as_it_was_appended),
    PROMISE(the_journal_is_in_the_order_of_appending),
    PROMISE(a_walk_is_narrowed_by_what_the_filter_names),
    PROMISE(a_visitor_ends_the_walk_with_its_status),
    PROMISE(a_payload_is_taken_up_to_its_cap_and_refused_beyond),
    PROMISE(an_entry_with_the_same_id_lands_once),
    PROMISE(a_repeated_response_lands_once_and_the_first_is_kept),
    PROMISE(the_steps_of_a_run_with_a_response_are_told_in_their_order),
    PROMISE(only_responses_with_a_run_and_a_step_take_its_place),
    PROMISE(of_64_identical_responses_at_once_one_lands_and_all_get_it),
    PROMISE(a_failing_change_is_undone_and_the_others_of_its_batch_stay),
    PROMISE(a_failing_change_leaves_no_row_of_any_kind),
    PROMISE(a_failing_change_gives_back_what_it_wrote_over_and_cleared),
    PROMISE(a_change_sees_what_earlier_ones_of_its_batch_did),
    PROMISE(a_completion_is_called_when_everybody_can_see_the_change),
    PROMISE(a_completion_may_submit),
    PROMISE(closing_waits_for_all_that_was_submitted),
    PROMISE(what_a_function_says_of_its_failure_is_left_alone),
    PROMISE(readers_see_all_of_a_change_or_nothing_of_it),
    PROMISE(a_content_is_kept_by_its_hash_and_put_once),
    PROMISE(a_setting_is_not_there_until_it_is_put_and_can_be_put_again),
    PROMISE(progress_is_written_whole_by_learner_and_exercise),
    PROMISE(progress_is_walked_by_exercise_and_only_below_a_prefix),
    PROMISE(a_run_is_written_whole_by_its_id),
    PROMISE(runs_come_newest_first_and_the_newest_of_a_set_that_is_no_review_is_found),
    PROMISE(clearing_what_is_derived_leaves_the_journal_contents_and_settings),
    PROMISE(forgetting_leaves_nothing_and_the_store_goes_on),
};

enum { PROMISES = sizeof promises / sizeof *promises, KINDS = sizeof kinds / sizeof *kinds, TESTS_MAX = 256 };

static struct CMUnitTest test_of(const struct promise *promise, const struct kind *kind)
{
    static char names[TESTS_MAX][160];
    static size_t name_count;
    char *name = names[name_count++];
    union {
        const void *from;
        void *to;
    } state = { kind };
    snprintf(name, sizeof names[0], "%s: %s", kind->name, promise->name);
    return (struct CMUnitTest){ name, promise->function, set_up, tear_down, state.to };
}

int main(void)
{
    struct CMUnitTest tests[TESTS_MAX];
    size_t count = 0;
    for (size_t kind = 0; kind < KINDS; kind++) {
        for (size_t i = 0; i < PROMISES; i++)
            tests[count++] = test_of(&promises[i], &kinds[kind]);
        for (size_t i = 0; i < learning_promise_count; i++)
            tests[count++] = test_of(&learning_promises[i], &kinds[kind]);
        for (size_t i = 0; i < day_promise_count; i++)
            tests[count++] = test_of(&day_promises[i], &kinds[kind]);
    }
    return _cmocka_run_group_tests("store", tests, count, NULL, NULL);
}
