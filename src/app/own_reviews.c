#include "app/own_reviews.h"

#include <string.h>

#include "app/rebuild.h"
#include "core/schedule.h"

struct own_memory {
    float chance;
    int32_t day; /* of its last review */
};

struct own_name {
    struct uuid learner;
    struct string exercise;
    enum memory_skill skill;
    uint32_t memory;
};

/* Names. */

static uint64_t name_hash(struct uuid learner, struct string exercise, enum memory_skill skill)
{
    uint64_t hash;
    memcpy(&hash, learner.bytes + sizeof learner.bytes - sizeof hash, sizeof hash); /* the random end of it */
    return (hash * 31 + string_hash(exercise)) * 31 + skill;
}

static struct own_name *find_name(const struct own_reviews *own, struct uuid learner, struct string exercise,
                                  enum memory_skill skill)
{
    size_t cursor;
    uint64_t hash = name_hash(learner, exercise, skill);
    for (size_t i = table_first(&own->table, hash, &cursor); i != TABLE_NONE;
         i = table_next(&own->table, hash, &cursor))
        if (own->names.items[i].skill == skill && uuid_equal(own->names.items[i].learner, learner) &&
            string_equal(own->names.items[i].exercise, exercise))
            return &own->names.items[i];
    return NULL;
}

static struct own_name *find_or_add_name(struct own_reviews *own, struct uuid learner, struct string exercise,
                                         enum memory_skill skill)
{
    struct own_name *name = find_name(own, learner, exercise, skill);
    if (name)
        return name;
    table_add(own->arena, &own->table, name_hash(learner, exercise, skill));
    name = LIST_ADD(own->arena, &own->names);
    *name = (struct own_name){
        .learner = learner, .exercise = string_copy(own->arena, exercise), .skill = skill, .memory = UINT32_MAX
    };
    return name;
}

void own_reviews_rename(struct own_reviews *own, struct uuid learner, struct string from, struct string to)
{
    for (enum memory_skill skill = MEMORY_RECOGNISING; skill < MEMORY_SKILL_END; skill++) {
        const struct own_name *old = find_name(own, learner, from, skill);
        uint32_t memory = old ? old->memory : UINT32_MAX; /* before the list moves */
        if (memory != UINT32_MAX)
            find_or_add_name(own, learner, to, skill)->memory = memory;
    }
}

/* Reviews. */

static uint32_t add_memory(struct own_reviews *own, float chance, int32_t day)
{
    *LIST_ADD(own->arena, &own->memories) = (struct own_memory){ .chance = chance, .day = day };
    return (uint32_t)(own->memories.count - 1);
}

/* Clocks are set back, and journals brought together: a day before the last one counts as that. */
static int32_t day_after(const struct own_memory *memory, int32_t day)
{
    if (day < memory->day)
        return memory->day;
    return day - memory->day > SCHEDULE_DAYS_MAX ? memory->day + SCHEDULE_DAYS_MAX : day;
}

void own_reviews_add(struct own_reviews *own, const struct memory_row *row, float chance)
{
    struct own_name *name = find_or_add_name(own, row->learner, row->exercise, row->skill);
    if (row->review_count <= 1 || name->memory == UINT32_MAX)
        name->memory = add_memory(own, chance, row->last_day);
    struct own_memory *memory = &own->memories.items[name->memory];
    memory->day = day_after(memory, row->last_day);
    *LIST_ADD(own->arena, &own->reviews) = (struct review){
        .memory = name->memory,
        .day = memory->day,
        .grade = (uint8_t)row->last_grade,
    };
}

struct review_log own_reviews_log(const struct own_reviews *own)
{
    float *chances = ARENA_NEW_MANY(own->arena, own->memories.count + 1, float);
    for (size_t i = 0; i < own->memories.count; i++)
        chances[i] = own->memories.items[i].chance;
    return (struct review_log){
        .reviews = own->reviews.items,
        .count = own->reviews.count,
        .memory_count = (uint32_t)own->memories.count,
        .chances = chances,
    };
}

struct own_reading {
    const struct learner *learner;
    struct own_reviews own;
    struct failure *failure;
};

static enum status read_all(struct transaction *transaction, void *context)
{
    struct own_reading *reading = context;
    return rebuild_reviews(transaction, reading->learner->library, reading->learner->id, &reading->own,
                           reading->failure);
}

enum status own_reviews_read(const struct learner *learner, struct arena *arena, struct review_log *log,
                             struct failure *failure)
{
    struct own_reading reading = { .learner = learner, .own = { .arena = arena }, .failure = failure };
    enum status status = store_read(learner->store, read_all, &reading, failure);
    *log = own_reviews_log(&reading.own);
    return status;
}
