#include "model/set.h"

#include "base/check.h"

const char *const fault_ids[FAULT_COUNT] = { "vague", "one-sided", "disordered", "unsupported" };

const char *const sample_mark_ids[SAMPLE_MARK_COUNT] = {
    [SAMPLE_COVERED] = "covers",    [SAMPLE_NEAR_MISS] = "near-miss",     [SAMPLE_NEGATED] = "negated",
    [SAMPLE_KEYWORDS] = "keywords", [SAMPLE_CONTRADICTS] = "contradicts",
};

const char *const exercise_kind_ids[EXERCISE_KIND_COUNT] = { [EXERCISE_CHOOSE_ONE] = "choose-one" };

struct string set_full_id(struct arena *arena, const struct set *set)
{
    return STRING_JOIN(arena, set->name_space, STRING("/"), set->id);
}

struct string exercise_full_id(struct arena *arena, const struct set *set, const struct exercise *exercise)
{
    return STRING_JOIN(arena, set->name_space, STRING("/"), set->id, STRING("/"), exercise->id);
}

/* The shape of all finders: the first item with this id, else the first that once had it. */
#define FIND(items, item_count, wanted)                                                                                \
    do {                                                                                                               \
        for (size_t i = 0; i < (item_count); i++)                                                                      \
            if (string_equal((items)[i].id, (wanted)))                                                                 \
                return i;                                                                                              \
        for (size_t i = 0; i < (item_count); i++)                                                                      \
            if (strings_hold(&(items)[i].was, (wanted)))                                                               \
                return i;                                                                                              \
        return SIZE_MAX;                                                                                               \
    } while (0)

size_t set_find_exercise(const struct set *set, struct string id)
{
    FIND(set->exercises, set->exercise_count, id);
}

size_t exercise_find_option(const struct exercise *exercise, struct string id)
{
    FIND(exercise->options, exercise->option_count, id);
}

size_t exercise_find_point(const struct exercise *exercise, struct string id)
{
    FIND(exercise->points, exercise->point_count, id);
}

size_t exercise_best(const struct exercise *exercise)
{
    size_t best = 0;
    while (best < exercise->option_count && !exercise->options[best].is_best)
        best++;
    CHECK(best < exercise->option_count);
    return best;
}
