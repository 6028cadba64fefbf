#include "core/audit_guessers.h"

#include "base/check.h"
#include "words/surface.h"

#define MILLION 1000000

/* All that is counted on one exercise. */
struct look {
    const struct exercise *exercise;
    struct surface prompt, options[EXERCISE_OPTIONS_MAX];
    struct lexicon_counts counts[EXERCISE_OPTIONS_MAX];
    int64_t prompt_words[EXERCISE_OPTIONS_MAX]; /* different long words that the prompt has, too */
    int64_t likeness[EXERCISE_OPTIONS_MAX];     /* millionths */
};

/* Signals: how much an option has of it. place is that of the row, for the guessers by place. -------------- */

typedef int64_t signal_function(const struct look *look, size_t option, size_t place);

static int64_t length(const struct look *look, size_t option, size_t place)
{
    (void)place;
    return look->options[option].characters;
}

static int64_t punctuation(const struct look *look, size_t option, size_t place)
{
    (void)place;
    return look->options[option].punctuation;
}

static int64_t digits(const struct look *look, size_t option, size_t place)
{
    (void)place;
    return look->options[option].digits;
}

static int64_t prompt_words(const struct look *look, size_t option, size_t place)
{
    (void)place;
    return look->prompt_words[option];
}

static int64_t absolutes(const struct look *look, size_t option, size_t place)
{
    (void)place;
    return look->counts[option].absolutes;
}

static int64_t hedges(const struct look *look, size_t option, size_t place)
{
    (void)place;
    return look->counts[option].hedges;
}

static int64_t guide_words(const struct look *look, size_t option, size_t place)
{
    (void)place;
    return look->counts[option].guide_words;
}

static int64_t likeness(const struct look *look, size_t option, size_t place)
{
    (void)place;
    return look->likeness[option];
}

static int64_t code(const struct look *look, size_t option, size_t place)
{
    (void)place;
    return look->options[option].code_marks;
}

static int64_t is_at_place(const struct look *look, size_t option, size_t place)
{
    (void)look;
    return option == place;
}

/* The guessers. ------------------------------------------------------------------------------------------- */

enum direction { LEAST = -1, MOST = 1 };

static const struct guesser {
    enum audit_guesser name;
    signal_function *signal;
    enum direction direction;
    size_t place;
    bool is_feature; /* the first row with this signal */
} guessers[AUDIT_ROW_COUNT] = {
    { AUDIT_LONGEST, length, MOST, 0, true },
    { AUDIT_SHORTEST, length, LEAST, 0, false },
    { AUDIT_PUNCTUATION, punctuation, MOST, 0, true },
    { AUDIT_DIGITS, digits, MOST, 0, true },
    { AUDIT_PROMPT_WORDS, prompt_words, MOST, 0, true },
    { AUDIT_ABSOLUTES, absolutes, LEAST, 0, true },
    { AUDIT_HEDGES, hedges, MOST, 0, true },
    { AUDIT_GUIDE_WORDS, guide_words, MOST, 0, true },
    { AUDIT_LIKE, likeness, MOST, 0, true },
    { AUDIT_UNLIKE, likeness, LEAST, 0, false },
    { AUDIT_CODE, code, MOST, 0, true },
    { AUDIT_PLACE, is_at_place, MOST, 0, true },
    { AUDIT_PLACE + 1, is_at_place, MOST, 1, true },
    { AUDIT_PLACE + 2, is_at_place, MOST, 2, true },
    { AUDIT_PLACE + 3, is_at_place, MOST, 3, true },
    { AUDIT_PLACE + 4, is_at_place, MOST, 4, true },
    { AUDIT_PLACE + 5, is_at_place, MOST, 5, true },
    { AUDIT_PLACE + 6, is_at_place, MOST, 6, true },
    { AUDIT_PLACE + 7, is_at_place, MOST, 7, true },
};

size_t audit_feature_count(void)
{
    size_t count = 0;
    for (size_t i = 0; i < AUDIT_ROW_COUNT; i++)
        count += guessers[i].is_feature;
    return count;
}

static const struct guesser *guesser_of(size_t feature)
{
    const struct guesser *guesser = guessers;
    for (size_t seen = 0; !guesser->is_feature || seen < feature; guesser++)
        seen += guesser->is_feature;
    return guesser;
}

enum audit_guesser audit_feature_guesser(size_t feature, bool *takes_most)
{
    const struct guesser *guesser = guesser_of(feature);
    *takes_most = guesser->direction == MOST;
    return guesser->name;
}

bool audit_feature_is_place(size_t feature)
{
    return guesser_of(feature)->signal == is_at_place;
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
            look->prompt_words[i] += (owners & PROMPT_BIT) != 0;
            for (size_t j = 0; j < count; j++)
                common[i][j] += owners >> j & 1;
        }
    }
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            if (i != j)
                look->likeness[i] += alike(common[i][j], common[i][i], common[j][j]);
}

/* Looking. ------------------------------------------------------------------------------------------------- */

static void look_at(struct look *look, struct arena *scratch, const struct lexicon *lexicon)
{
    const struct exercise *exercise = look->exercise;
    struct shared_words shared = { 0 };
    surface_add_prose(scratch, &look->prompt, exercise->question);
    surface_add_text(scratch, &look->prompt, exercise->look_for);
    add_words(scratch, &shared, &look->prompt, PROMPT_BIT);
    for (size_t i = 0; i < exercise->option_count; i++) {
        surface_add_prose(scratch, &look->options[i], exercise->options[i].body);
        look->counts[i] = lexicon_count(lexicon, &look->options[i]);
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

static void write_row(const struct look *look, const struct guesser *guesser, struct audit_exercise *seen,
                      size_t feature)
{
    int64_t values[EXERCISE_OPTIONS_MAX];
    size_t count = seen->option_count, stride = audit_feature_count();
    for (size_t i = 0; i < count; i++)
        values[i] = guesser->signal(look, i, guesser->place);
    seen->picks[guesser->name] = picks_of(values, count, guesser->direction);
    for (size_t i = 0; i < count && guesser->is_feature; i++)
        seen->ranks[i * stride + feature] = rank_of(values, count, i);
}

void audit_look(struct arena *arena, struct arena *scratch, const struct lexicon *lexicon,
                const struct exercise *exercise, struct audit_exercise *seen)
{
    struct look look = { .exercise = exercise };
    look_at(&look, scratch, lexicon);
    seen->id = string_copy(arena, exercise->id);
    seen->option_count = (uint8_t)exercise->option_count;
    seen->best = (uint8_t)exercise_best(exercise);
    seen->ranks = ARENA_NEW_MANY(arena, exercise->option_count * audit_feature_count(), int8_t);
    for (size_t i = 0, feature = 0; i < AUDIT_ROW_COUNT; i++) {
        write_row(&look, &guessers[i], seen, feature);
        feature += guessers[i].is_feature;
    }
}
