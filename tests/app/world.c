#include "world.h"

#include <dirent.h>
#include <stdlib.h>

#include "base/files.h"
#include "read/read.h"

static void add_exercise(struct buffer *buffer, const struct world_exercise *exercise)
{
    buffer_add_format(buffer, "# Exercise: %s\n\nTitle of %s\n\n", exercise->id, exercise->id);
    if (exercise->was)
        buffer_add_format(buffer, "- was: %s\n\n", exercise->was);
    buffer_add_format(
        buffer,
        "> What is asked in the %s version?\n\nLook for both points.\n\n"
        "## Points\n\n"
        "- **first** (reason): the first thing holds.\n"
        "- **second** (price): the second thing costs time.\n\n"
        "## Misconceptions\n\n"
        "- **myth**: the first thing never holds. Not so: it holds from the start.\n\n"
        "## Option: best *\n\nThe first thing holds, and the second thing costs time.\n\n- covers: first, second\n\n"
        "## Option: half\n\nThe first thing holds, and that is all there is to it.\n\n- covers: first\n\n"
        "## Option: wrong\n\nThe first thing never holds, whatever people say of it.\n\n- claims: myth\n\n",
        exercise->version);
}

const struct set *world_set(struct arena *arena, const char *id, const char *was,
                            const struct world_exercise *exercises, size_t count)
{
    struct buffer buffer = buffer_in(arena);
    buffer_add_format(&buffer, "---\nset: %s\nnamespace: test\ntitle: Sample\nfocus: samples\nlanguage: en\n", id);
    if (was)
        buffer_add_format(&buffer, "was: %s\n", was);
    buffer_add_c(&buffer, "---\nA sample.\n\n# Guide: How to answer\n\n- **reason** Give a reason: Say why.\n"
                          "- **price** Name the price: Say what it costs.\n\n");
    for (size_t i = 0; i < count; i++)
        add_exercise(&buffer, &exercises[i]);
    struct problems problems = problems_in(arena);
    const struct set *set = read_markdown(arena, STRING("sample"), buffer_string(&buffer), &problems);
    for (size_t i = 0; i < problems.count && !set; i++)
        print_error("%u: %.*s\n", problems.items[i].place.line, STRING_ARG(problems.items[i].message));
    assert_non_null(set);
    return set;
}

struct library world_library(struct arena *arena, const struct set *const *sets, size_t count)
{
    struct library library = { .set_count = count, .content_write = content_json, .content_read = content_read };
    library.sets = ARENA_NEW_MANY(arena, count, const struct set *);
    for (size_t i = 0; i < count; i++)
        library.sets[i] = sets[i];
    return library;
}

const struct set *world_three(struct arena *arena)
{
    static const struct world_exercise exercises[] = { { "one", NULL, "first" },
                                                       { "two", NULL, "first" },
                                                       { "three", NULL, "first" } };
    return world_set(arena, "sample", NULL, exercises, 3);
}

/* The world. */

static void open_store(struct world *world, bool is_sqlite)
{
    if (!is_sqlite) {
        world->store = store_open_memory();
        return;
    }
    snprintf(world->folder, sizeof world->folder, "/tmp/viva-app-XXXXXX");
    assert_non_null(mkdtemp(world->folder));
    struct store_sqlite_options options = {
        .path = files_join(&world->arena, string_from(world->folder), STRING("viva.db")),
    };
    assert_status(store_open_sqlite(&options, &world->store, &world->failure), STATUS_OK);
}

int world_setup(void **state)
{
    bool is_sqlite = string_is(string_from(*state), "sqlite");
    struct world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    open_store(world, is_sqlite);
    world_use(world, world_three(&world->arena));
    assert_status(learner_local(world->store, &world->library, &world->learner, &world->failure), STATUS_OK);
    *state = world;
    return 0;
}

static void remove_folder(const char *folder)
{
    char path[512];
    DIR *open_folder = opendir(folder);
    assert_non_null(open_folder);
    for (struct dirent *entry; (entry = readdir(open_folder));) {
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        unlink(path); /* "." and ".." stay */
    }
    closedir(open_folder);
    assert_int_equal(rmdir(folder), 0);
}

int world_teardown(void **state)
{
    struct world *world = *state;
    store_close(world->store);
    if (world->folder[0])
        remove_folder(world->folder);
    arena_clear(&world->arena);
    free(world);
    return 0;
}

void world_use(struct world *world, const struct set *set)
{
    world->library = world_library(&world->arena, &set, set ? 1 : 0);
    world->learner.library = &world->library;
}

size_t world_place(const struct practice *practice, size_t step, const char *option)
{
    size_t index = exercise_find_option(&practice->contents[step]->exercises[0], string_from(option));
    const struct option_order *order = &practice->run.steps[step].order;
    for (size_t place = 0; place < order->count; place++)
        if (order->items[place] == index)
            return place;
    fail_msg("no option %s", option);
    return 0;
}

struct practice world_begin(struct world *world, uint64_t seed)
{
    struct practice practice;
    assert_status(practice_begin(&world->learner, &world->arena, world->library.sets[0], NULL, 0, seed, world_minute(0),
                                 &practice, &world->failure),
                  STATUS_OK);
    return practice;
}

enum status world_answer(struct world *world, const struct practice *practice, size_t step, const char *option,
                         struct practice_step *state)
{
    struct practice_step ignored;
    struct practice_answer answer = {
        .place = option ? world_place(practice, step, option) : 0,
        .is_dont_know = !option,
        .sureness = SURE_FAIRLY,
        .took_ms = 1500,
        .now = world_minute(1),
    };
    return practice_answer(&world->learner, &world->arena, practice, step, &answer, state ? state : &ignored,
                           &world->failure);
}

struct moment world_minute(int minute)
{
    return (struct moment){ .at = 1800000000 + 60 * (int64_t)minute, .offset_minutes = 60 };
}

/* Rows. */

struct dumping {
    struct buffer buffer;
    const struct uuid *learners;
    size_t count;
};

static enum status dump_progress(const struct progress *row, void *context)
{
    struct dumping *dumping = context;
    buffer_add_format(&dumping->buffer, "%.*s: %lld answered %lld right %lld unknown %lld marks %lld too sure %lld ms ",
                      STRING_ARG(row->exercise), (long long)row->response_count, (long long)row->right_count,
                      (long long)row->dont_know_count, (long long)row->score_percent_sum,
                      (long long)row->confident_wrong_count, (long long)row->took_ms_sum);
    buffer_add_format(&dumping->buffer, "%lld-%lld last %d %d %s ", (long long)row->first_at, (long long)row->last_at,
                      row->last_score_percent, row->last_sureness, row->is_flagged ? "flagged" : "");
    buffer_add(&dumping->buffer, hash_string(dumping->buffer.arena, row->last_content));
    buffer_add_byte(&dumping->buffer, '\n');
    return STATUS_OK;
}

static enum status dump_run(const struct run_progress *row, void *context)
{
    struct dumping *dumping = context;
    buffer_add(&dumping->buffer, uuid_string(dumping->buffer.arena, row->run));
    buffer_add_format(&dumping->buffer, " of %.*s: %lld-%lld %d steps %d answered %d right %s\n", STRING_ARG(row->set),
                      (long long)row->begun_at, (long long)row->last_at, row->step_count, row->response_count,
                      row->right_count,
                      row->is_closed   ? "closed"
                      : row->is_review ? "review"
                                       : "");
    return STATUS_OK;
}

static enum status dump_memory(const struct memory_row *row, void *context)
{
    struct dumping *dumping = context;
    uint64_t stability, difficulty; /* to the last bit */
    memcpy(&stability, &row->memory.stability, sizeof stability);
    memcpy(&difficulty, &row->memory.difficulty, sizeof difficulty);
    buffer_add_format(&dumping->buffer, "%.*s %s: %016llx %016llx stage %d %u urgency %d grade %d ",
                      STRING_ARG(row->exercise), memory_skill_ids[row->skill], (unsigned long long)stability,
                      (unsigned long long)difficulty, (int)row->stage.phase, (unsigned)row->stage.step,
                      (int)row->urgency, (int)row->last_grade);
    buffer_add_format(&dumping->buffer, "%d asked %d lapses last %lld %d due %d %d %lld\n", row->review_count,
                      row->lapse_count, (long long)row->last_at, row->last_day, row->usual_day, row->due_day,
                      (long long)row->due_at);
    return STATUS_OK;
}

static enum status dump_tuning(struct transaction *transaction, struct dumping *dumping, struct uuid learner)
{
    struct tuning tuning;
    enum status status = transaction_tuning_get(transaction, learner, dumping->buffer.arena, &tuning, NULL);
    if (status != STATUS_OK)
        return status == STATUS_NOT_FOUND ? STATUS_OK : status;
    buffer_add_format(&dumping->buffer, "plan %d %d made %d:", tuning.plan.has_interview, tuning.plan.interview_day,
                      tuning.plan.made_day);
    for (size_t i = 0; i < tuning.plan.sets.count; i++)
        buffer_add_format(&dumping->buffer, " %.*s", STRING_ARG(tuning.plan.sets.items[i]));
    for (size_t i = 0; i < TUNING_PARAMETER_COUNT && tuning.has_parameters; i++)
        buffer_add_format(&dumping->buffer, " %a", tuning.parameters[i]);
    buffer_add_byte(&dumping->buffer, '\n');
    return STATUS_OK;
}

static enum status dump_day(const struct practice_day *row, void *context)
{
    struct dumping *dumping = context;
    buffer_add_format(&dumping->buffer, "day %d:", row->day);
    for (size_t i = 0; i < SURENESS_COUNT; i++)
        buffer_add_format(&dumping->buffer, " %lld/%lld", (long long)row->chosen_right_count[i],
                          (long long)row->chosen_count[i]);
    buffer_add_format(&dumping->buffer, " %lld %lld %lld %lld\n", (long long)row->dont_know_count,
                      (long long)row->produced_count, (long long)row->timed_count, (long long)row->took_ms_sum);
    return STATUS_OK;
}

static enum status dump(struct transaction *transaction, void *context)
{
    struct dumping *dumping = context;
    for (size_t i = 0; i < dumping->count; i++) {
        enum status status =
            transaction_progress_walk(transaction, dumping->learners[i], STRING(""), dump_progress, dumping, NULL);
        if (status == STATUS_OK)
            status = transaction_run_walk(transaction, dumping->learners[i], dump_run, dumping, NULL);
        if (status == STATUS_OK)
            status = transaction_memory_walk(transaction, dumping->learners[i], STRING(""), dump_memory, dumping, NULL);
        if (status == STATUS_OK)
            status = dump_tuning(transaction, dumping, dumping->learners[i]);
        if (status == STATUS_OK)
            status = transaction_day_walk(transaction, dumping->learners[i], dump_day, dumping, NULL);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static enum status change_nothing(struct transaction *transaction, void *context)
{
    (void)transaction;
    (void)context;
    return STATUS_OK;
}

/* A run that was begun may still be on its way: what is submitted after it lands after it. */
static void settle(struct store *store)
{
    assert_status(store_change(store, change_nothing, NULL, NULL), STATUS_OK);
}

struct string world_rows(struct arena *arena, struct store *store, const struct uuid *learners, size_t count)
{
    settle(store);
    struct dumping dumping = { .buffer = buffer_in(arena), .learners = learners, .count = count };
    assert_status(store_read(store, dump, &dumping, NULL), STATUS_OK);
    return buffer_string(&dumping.buffer);
}

struct counting {
    struct entry_filter filter;
    size_t count;
};

static enum status count_entry(const struct entry *entry, void *context)
{
    (void)entry;
    ((struct counting *)context)->count++;
    return STATUS_OK;
}

static enum status count_entries(struct transaction *transaction, void *context)
{
    struct counting *counting = context;
    return transaction_walk(transaction, &counting->filter, count_entry, counting, NULL);
}

size_t world_entries(struct store *store, enum entry_kind kind)
{
    struct counting counting = { .filter = { .kind = kind } };
    settle(store);
    assert_status(store_read(store, count_entries, &counting, NULL), STATUS_OK);
    return counting.count;
}
