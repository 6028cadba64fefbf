#include "words/lexicon.h"

/* The English rows. */
static const struct {
    unsigned kinds;
    struct string phrase;
} rows[] = {
#define ENTRY(kinds, phrase) { LEXICON_##kinds, STRING_INIT(phrase) },
#include "words/lexicon.def"
#undef ENTRY
};
#define ROW_COUNT (sizeof rows / sizeof rows[0])

bool lexicon_speaks(struct string language)
{
    return string_is(language, "en") || string_starts_with(language, STRING("en-"));
}

static bool phrase_is_at(const struct lexicon_phrase *phrase, const struct surface_word *words, size_t count)
{
    if (phrase->count > count)
        return false;
    for (size_t i = 0; i < phrase->count; i++)
        if (words[i].is_code || words[i].hash != phrase->words[i])
            return false;
    return true;
}

/* The longest phrase that stands at the first of these words; NULL for none. */
static struct lexicon_phrase *find(const struct lexicon *lexicon, const struct surface_word *words, size_t count)
{
    struct lexicon_phrase *longest = NULL;
    size_t cursor;
    for (size_t i = table_first(&lexicon->by_first_word, words[0].hash, &cursor); i != TABLE_NONE;
         i = table_next(&lexicon->by_first_word, words[0].hash, &cursor)) {
        struct lexicon_phrase *phrase = &lexicon->items[i];
        if ((!longest || phrase->count > longest->count) && phrase_is_at(phrase, words, count))
            longest = phrase;
    }
    return longest;
}

/* A phrase that is there already gets one kind more. */
static void add(struct arena *arena, struct lexicon *lexicon, struct string text, unsigned kinds)
{
    struct surface surface = { 0 };
    surface_add_string(arena, &surface, text);
    if (surface.words.count == 0)
        return;
    struct lexicon_phrase *there = find(lexicon, surface.words.items, surface.words.count);
    if (there && there->count == surface.words.count) {
        there->kinds |= kinds;
        return;
    }
    uint64_t *words = ARENA_NEW_MANY(arena, surface.words.count, uint64_t);
    for (size_t i = 0; i < surface.words.count; i++)
        words[i] = surface.words.items[i].hash;
    *LIST_ADD(arena, lexicon) = (struct lexicon_phrase){ text, kinds, words, surface.words.count };
    table_add(arena, &lexicon->by_first_word, words[0]);
}

struct lexicon lexicon_of(struct arena *arena, const struct set *set)
{
    struct lexicon lexicon = { 0 };
    for (size_t i = 0; i < ROW_COUNT && lexicon_speaks(set->language); i++)
        add(arena, &lexicon, rows[i].phrase, rows[i].kinds);
    for (size_t i = 0; i < set->guide.heading_count; i++) {
        const struct strings *signals = &set->guide.headings[i].signals;
        for (size_t j = 0; j < signals->count; j++)
            add(arena, &lexicon, signals->items[j], LEXICON_GUIDE);
    }
    return lexicon;
}

/* The phrase that counts at *at, which moves behind it, or behind the word when there is none. */
static const struct lexicon_phrase *next(const struct lexicon *lexicon, const struct surface *surface, size_t *at)
{
    const struct surface_word *words = &surface->words.items[*at];
    const struct lexicon_phrase *phrase = words->is_code ? NULL : find(lexicon, words, surface->words.count - *at);
    *at += phrase ? phrase->count : 1;
    return phrase;
}

struct lexicon_counts lexicon_count(const struct lexicon *lexicon, const struct surface *surface)
{
    struct lexicon_counts counts = { 0 };
    for (size_t at = 0; at < surface->words.count;) {
        const struct lexicon_phrase *phrase = next(lexicon, surface, &at);
        counts.absolutes += phrase && phrase->kinds & LEXICON_ABSOLUTE;
        counts.hedges += phrase && phrase->kinds & LEXICON_HEDGE;
        counts.guide_words += phrase && phrase->kinds & LEXICON_GUIDE;
    }
    return counts;
}

struct string lexicon_first(const struct lexicon *lexicon, const struct surface *surface, enum lexicon_kind kind)
{
    for (size_t at = 0; at < surface->words.count;) {
        const struct lexicon_phrase *phrase = next(lexicon, surface, &at);
        if (phrase && phrase->kinds & (unsigned)kind)
            return phrase->text;
    }
    return (struct string){ 0 };
}

unsigned lexicon_kinds(const struct lexicon *lexicon, const struct surface_word *word)
{
    const struct lexicon_phrase *phrase = word->is_code ? NULL : find(lexicon, word, 1);
    return phrase ? phrase->kinds : 0;
}
