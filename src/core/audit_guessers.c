#include "core/audit_guessers.h"

#include "base/check.h"
#include "words/surface.h"

#define MILLION 1000000

/* What an option can have more or less of. A place is a signal that one option has and the others lack. */
enum signal {
    LENGTH,
    PUNCTUATION,
    DIGITS,
    PROMPT_WORDS, /* different long words that the prompt has, too */
    ABSOLUTES,
    HEDGES,
    GUIDE_WORDS,
    LIKENESS, /* millionths */
    CODE,
    PLACE, /* the first; the second, ... follow */
    SIGNAL_COUNT = PLACE + EXERCISE_OPTIONS_MAX
};

/* All that is counted on one exercise. */
struct look {
    const struct exercise *exercise;
    struct surface prompt, options[EXERCISE_OPTIONS_MAX];
    int64_t values[SIGNAL_COUNT][EXERCISE_OPTIONS_MAX];
};

/* The guessers. ------------------------------------------------------------------------------------------- */

enum direction { LEAST = -1, MOST = 1 };

/* A signal's first row is the one it is learnt by. */
static const struct guesser {
    enum audit_guesser name;
    enum signal signal;
    enum direction direction;
} guessers[AUDIT_ROW_COUNT] = {
    { AUDIT_LONGEST, LENGTH, MOST },
    { AUDIT_SHORTEST, LENGTH, LEAST },
    { AUDIT_PUNCTUATION, PUNCTUATION, MOST },
    { AUDIT_DIGITS, DIGITS, MOST },
    { AUDIT_PROMPT_WORDS, PROMPT_WORDS, MOST },
    { AUDIT_ABSOLUTES, ABSOLUTES, LEAST },
    { AUDIT_HEDGES, HEDGES, MOST },
    { AUDIT_GUIDE_WORDS, GUIDE_WORDS, MOST },
    { AUDIT_LIKE, LIKENESS, MOST },
    { AUDIT_UNLIKE, LIKENESS, LEAST },
    { AUDIT_CODE, CODE, MOST },
    { AUDIT_PLACE, PLACE, MOST },
    { AUDIT_PLACE + 1, PLACE + 1, MOST },
    { AUDIT_PLACE + 2, PLACE + 2, MOST },
    { AUDIT_PLACE + 3, PLACE + 3, MOST },
    { AUDIT_PLACE + 4, PLACE + 4, MOST },
    { AUDIT_PLACE + 5, PLACE + 5, MOST },
    { AUDIT_PLACE + 6, PLACE + 6, MOST },
    { AUDIT_PLACE + 7, PLACE + 7, MOST },
};

size_t audit_feature_count(void)
{
    return SIGNAL_COUNT;
}

enum audit_guesser audit_feature_guesser(size_t feature, bool *takes_most)
{
    const struct guesser *guesser = guessers;
    while (guesser->signal != feature)
        guesser++;
    *takes_most = guesser->direction == MOST;
    return guesser->name;
}

bool audit_feature_is_place(size_t feature)
{
    return feature >= PLACE;
}

/* Words that two texts share. ------------------------------------------------------------------------------ */

/* Which texts of an exercise have each long word: bit i option i, the last bit the prompt. */
struct shared_words {
    struct table table;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } owners;
};
#define PROMPT_BIT (UINT32_C(1) << EXERCISE_OPTIONS_MAX)

static void add_owner(struct arena *scratch, struct shared_words *shared, uint64_t hash, uint32_t bit)
{
    size_t cursor, i = table_first(&shared->table, hash, &cursor);
    if (i == TABLE_NONE) {
        i = table_add(scratch, &shared->table, hash);
        *LIST_ADD(scratch, &shared->owners) = 0;
    }
    CHECK(shared->owners.items); /* the table's numbers are places in this list */
    shared->owners.items[i] |= bit;
}

static void add_words(struct arena *scratch, struct shared_words *shared, const struct surface *surface, uint32_t bit)
{
    for (size_t i = 0; i < surface->words.count; i++)
        if (surface->words.items[i].is_long)
            add_owner(scratch, shared, surface->words.items[i].hash, bit);
}

/* How much alike two texts are: the share of their different words that they have in common (Dice 1945). */
static int64_t alike(uint32_t common, uint32_t a, uint32_t b)
{
    return a + b > 0 ? (int64_t)2 * MILLION * common / (a + b) : 0;
}

static void count_shared(struct look *look, const struct shared_words *shared, size_t count)
{
    uint32_t common[EXERCISE_OPTIONS_MAX][EXERCISE_OPTIONS_MAX] = { 0 };
    for (size_t w = 0; w < shared->owners.count; w++) {
        uint32_t owners = shared->owners.items[w];
        for (size_t i = 0; i < count; i++) {
            if (!(owners >> i & 1))
                continue;
            look->values[PROMPT_WORDS][i] += (owners & PROMPT_BIT) != 0;
            for (size_t j = 0; j < count; j++)
                common[i][j] += owners >> j & 1;
        }
    }
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            if (i != j)
                look->values[LIKENESS][i] += alike(common[i][j], common[i][i], common[j][j]);
}

/* Looking. ------------------------------------------------------------------------------------------------- */

static void look_at_option(struct look *look, const struct lexicon *lexicon, size_t option)
{
    const struct surface *surface = &look->options[option];
    struct lexicon_counts counts = lexicon_count(lexicon, surface);
    look->values[LENGTH][option] = surface->characters;
    look->values[PUNCTUATION][option] = surface->punctuation;
    look->values[DIGITS][option] = surface->digits;
    look->values[ABSOLUTES][option] = counts.absolutes;
    look->values[HEDGES][option] = counts.hedges;
    look->values[GUIDE_WORDS][option] = counts.guide_words;
    look->values[CODE][option] = surface->code_marks;
    look->values[PLACE + option][option] = 1;
}

static void look_at(struct look *look, struct arena *scratch, const struct lexicon *lexicon)
{
    const struct exercise *exercise = look->exercise;
    struct shared_words shared = { 0 };
    surface_add_prose(scratch, &look->prompt, exercise->question);
    surface_add_text(scratch, &look->prompt, exercise->look_for);
    add_words(scratch, &shared, &look->prompt, PROMPT_BIT);
    for (size_t i = 0; i < exercise->option_count; i++) {
        surface_add_prose(scratch, &look->options[i], exercise->options[i].body);
        look_at_option(look, lexicon, i);
        add_words(scratch, &shared, &look->options[i], UINT32_C(1) << i);
    }
    count_shared(look, &shared, exercise->option_count);
}

static uint8_t picks_of(const int64_t *values, size_t count, enum direction direction)
{
    uint8_t picks = 0;
    int64_t top = INT64_MIN;
    for (size_t i = 0; i < count; i++) {
        int64_t value = values[i] * direction;
        if (value > top)
            picks = 0;
        if (value >= top)
            picks |= (uint8_t)(1u << i);
        top = value > top ? value : top;
    }
    return picks;
}

static int8_t rank_of(const int64_t *values, size_t count, size_t option)
{
    int rank = 0;
    for (size_t i = 0; i < count; i++)
        rank += (values[i] < values[option]) - (values[i] > values[option]);
    return (int8_t)rank;
}

void audit_look(struct arena *arena, struct arena *scratch, const struct lexicon *lexicon,
                const struct exercise *exercise, struct audit_exercise *seen)
{
    struct look look = { .exercise = exercise };
    size_t count = exercise->option_count;
    look_at(&look, scratch, lexicon);
    seen->id = string_copy(arena, exercise->id);
    seen->option_count = (uint8_t)count;
    seen->best = (uint8_t)exercise_best(exercise);
    seen->ranks = ARENA_NEW_MANY(arena, count * SIGNAL_COUNT, int8_t);
    for (size_t i = 0; i < AUDIT_ROW_COUNT; i++)
        seen->picks[guessers[i].name] = picks_of(look.values[guessers[i].signal], count, guessers[i].direction);
    for (size_t option = 0; option < count; option++)
        for (size_t signal = 0; signal < SIGNAL_COUNT; signal++)
            seen->ranks[option * SIGNAL_COUNT + signal] = rank_of(look.values[signal], count, option);
}
