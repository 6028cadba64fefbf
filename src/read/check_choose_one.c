/* Rules of exercises of the kind choose-one: one option is the best, and every other falls short in a way that can be
 * said. */
#include "read/check.h"

void check_option_count(struct reader *reader, const struct exercise *exercise)
{
    if (exercise->option_count < 2)
        reader_report(reader, PROBLEM_TOO_FEW_OPTIONS, exercise->at,
                      WORDS(WORD("count", words_plain(exercise->option_count ? SAY_ONE_OPTION : SAY_NO_OPTION))));
}

const struct option *check_find_best(const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->option_count; i++)
        if (exercise->options[i].is_best)
            return &exercise->options[i];
    return NULL;
}

static void check_only_best(struct reader *reader, const struct exercise *exercise, const struct option *best)
{
    for (size_t i = 0; i < exercise->option_count; i++) {
        const struct option *option = &exercise->options[i];
        if (option->is_best && option != best)
            reader_report(reader, PROBLEM_TWO_BEST_OPTIONS, option->at,
                          WORDS(WORD("first", best->id), WORD("second", option->id)));
    }
}

static struct string mark_words(struct reader *reader, int percent)
{
    return string_format(reader->problems->arena, "%d.%02d", percent / 100, percent % 100);
}

void check_best(struct reader *reader, const struct exercise *exercise)
{
    const struct option *best = check_find_best(exercise);
    if (!best) {
        if (exercise->option_count)
            reader_report(reader, PROBLEM_NO_BEST_OPTION, exercise->at, NO_WORDS);
        return;
    }
    check_only_best(reader, exercise, best);
    if (best->mark_percent != 100)
        reader_report(reader, PROBLEM_BEST_OPTION_MARK, best->at,
                      WORDS(WORD("mark", mark_words(reader, best->mark_percent))));
    for (size_t i = 0; i < exercise->misconception_count; i++)
        if (best->marks.claims >> i & 1)
            reader_report(reader, PROBLEM_BEST_OPTION_CLAIMS, best->at,
                          WORDS(WORD("id", exercise->misconceptions[i].id)));
}

void check_rival_marks(struct reader *reader, const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->option_count; i++) {
        const struct option *option = &exercise->options[i];
        if (!option->is_best && option->mark_percent == 100)
            reader_report(reader, PROBLEM_RIVAL_MARK, option->at, WORDS(WORD("id", option->id)));
    }
}

/* Options of the same words. --------------------------------------------------------------------------- */

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (byte & 0x80);
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* What two options of the same words have in common: words in lower case, one space between them, and code as it is. */
static void add_words(struct buffer *key, struct string words)
{
    for (size_t i = 0; i < words.size; i++) {
        char byte = lower(words.bytes[i]);
        if (is_word_byte(byte))
            buffer_add_byte(key, byte);
        else if (key->size > 0 && key->bytes[key->size - 1] != ' ')
            buffer_add_byte(key, ' ');
    }
}

/* Calls itself as deep as prose goes: PROSE_DEPTH_MAX. */
static void add_prose(struct buffer *key, struct prose prose)
{
    for (size_t i = 0; i < prose.count; i++) {
        const struct block *block = &prose.blocks[i];
        for (size_t j = 0; j < block->text.count; j++) {
            const struct span *span = &block->text.spans[j];
            if (span->style & SPAN_CODE)
                buffer_add(key, span->text);
            else
                add_words(key, span->text);
        }
        buffer_add(key, block->code);
        add_words(key, STRING(" "));
        add_prose(key, block->children);
    }
}

/* The first words of an option; empty when it begins with anything but words. */
static struct string first_words(const struct option *option)
{
    const struct block *block = option->body.count ? &option->body.blocks[0] : NULL;
    bool has_words = block && block->text.count && !(block->text.spans[0].style & SPAN_CODE);
    return has_words ? block->text.spans[0].text : (struct string){ 0 };
}

/* Moves *at to the next byte of a word; false when there is none. */
static bool skip_gap(struct string words, size_t *at)
{
    while (*at < words.size && !is_word_byte(lower(words.bytes[*at])))
        ++*at;
    return *at < words.size;
}

/* False when the first words already tell them apart, as is nearly always so; then nothing more need be looked at. */
static bool begin_alike(struct string a, struct string b)
{
    for (size_t i = 0, j = 0; skip_gap(a, &i) && skip_gap(b, &j); i++, j++)
        if (lower(a.bytes[i]) != lower(b.bytes[j]))
            return false;
    return true;
}

static bool are_equal(struct reader *reader, const struct option *a, const struct option *b)
{
    if (!begin_alike(first_words(a), first_words(b)))
        return false;
    struct buffer keys[2] = { buffer_in(reader->scratch), buffer_in(reader->scratch) };
    add_prose(&keys[0], a->body);
    add_prose(&keys[1], b->body);
    return keys[0].size > 0 && string_equal(buffer_string(&keys[0]), buffer_string(&keys[1]));
}

void check_equal(struct reader *reader, const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->option_count; i++)
        for (size_t j = 0; j < i; j++)
            if (are_equal(reader, &exercise->options[j], &exercise->options[i]))
                reader_report(reader, PROBLEM_EQUAL_OPTIONS, exercise->options[i].at,
                              WORDS(WORD("first", exercise->options[j].id), WORD("second", exercise->options[i].id)));
}

/* Points. ---------------------------------------------------------------------------------------------- */

void check_covered(struct reader *reader, const struct exercise *exercise)
{
    point_mask covered = 0;
    for (size_t i = 0; i < exercise->option_count; i++)
        covered |= exercise->options[i].marks.covers;
    for (size_t i = 0; i < exercise->point_count && exercise->option_count; i++)
        if (!(covered >> i & 1))
            reader_report(reader, PROBLEM_UNCOVERED_POINT, exercise->points[i].at,
                          WORDS(WORD("id", exercise->points[i].id)));
}

void check_shortcomings(struct reader *reader, const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->option_count && exercise->point_count; i++) {
        const struct option *option = &exercise->options[i];
        bool covers_all = (uint32_t)__builtin_popcount(option->marks.covers) == exercise->point_count;
        if (!option->is_best && covers_all && !option->marks.claims && !option->marks.faults)
            reader_report(reader, PROBLEM_NO_SHORTCOMING, option->at, WORDS(WORD("id", option->id)));
    }
}
