/* What gives one exercise away to somebody who understands nothing of it: warnings, since an author may have looked at
 * it and found it right. Over a whole bank such signs are judged by core/audit. */
#include "read/check.h"

#include "words/lexicon.h"

/* The best may be so much longer than its rivals on average. Where answers are a few words each, one word more is that
 * much, and says nothing: more than so many characters, then. */
#define LONGER_PARTS           5
#define LONGER_OF              4
#define LONGER_MORE_CHARACTERS 30

/* Far more code: more than three times the next, and a few words more at least. */
#define CODE_TIMES           3
#define CODE_MORE_CHARACTERS 30

/* Fewer rivals than these, and an opening that fits one option alone is no sign. */
#define OPENING_RIVALS_MIN 2

struct cues {
    struct reader *reader;
    const struct exercise *exercise;
    const struct option *best;
    struct surface options[EXERCISE_OPTIONS_MAX];
};

static size_t best_of(const struct cues *cues)
{
    return (size_t)(cues->best - cues->exercise->options);
}

/* Length. -------------------------------------------------------------------------------------------------- */

static void check_length(const struct cues *cues)
{
    size_t best = cues->options[best_of(cues)].characters, sum = 0, rivals = cues->exercise->option_count - 1;
    for (size_t i = 0; i < cues->exercise->option_count; i++)
        sum += i == best_of(cues) ? 0 : cues->options[i].characters;
    bool is_longer = best * rivals * LONGER_OF > sum * LONGER_PARTS;
    if (is_longer && best * rivals > sum + rivals * LONGER_MORE_CHARACTERS)
        reader_report(cues->reader, PROBLEM_LONG_BEST, cues->best->at,
                      WORDS(WORD("id", cues->best->id), WORD("size", reader_number(cues->reader, best)),
                            WORD("mean", reader_number(cues->reader, (sum + rivals / 2) / rivals))));
}

/* Absolutes. ----------------------------------------------------------------------------------------------- */

static bool is_before(struct place a, struct place b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

static struct string raised(struct arena *arena, struct string phrase)
{
    char *copy = ARENA_NEW_MANY(arena, phrase.size, char);
    memcpy(copy, phrase.bytes, phrase.size);
    *copy = (char)(*copy & ~0x20); /* the lexicon's phrases begin with a lower-case letter */
    return (struct string){ copy, phrase.size };
}

/* Where the phrase stands in the option, in lower case or at the beginning of a sentence; else where the option does.
 */
static struct place phrase_place(const struct cues *cues, size_t option, struct string phrase)
{
    const struct exercise *exercise = cues->exercise;
    struct place at = exercise->options[option].at;
    struct place places[] = { reader_find(cues->reader, at, phrase),
                              reader_find(cues->reader, at, raised(cues->reader->scratch, phrase)) };
    struct place nearest = is_before(places[0], places[1]) ? places[0] : places[1];
    if (!is_before(at, nearest)) /* not found that way */
        nearest = is_before(places[0], places[1]) ? places[1] : places[0];
    bool is_last = option + 1 == exercise->option_count;
    return is_last || is_before(nearest, exercise->options[option + 1].at) ? nearest : at;
}

/* The first rival's first absolute, when the best has none. */
static void check_absolutes(const struct cues *cues)
{
    const struct lexicon *lexicon = cues->reader->lexicon;
    if (lexicon_first(lexicon, &cues->options[best_of(cues)], LEXICON_ABSOLUTE).size > 0)
        return;
    for (size_t i = 0; i < cues->exercise->option_count; i++) {
        struct string phrase = lexicon_first(lexicon, &cues->options[i], LEXICON_ABSOLUTE);
        if (phrase.size == 0)
            continue;
        reader_report(cues->reader, PROBLEM_RIVALS_ABSOLUTE, phrase_place(cues, i, phrase),
                      WORDS(WORD("phrase", phrase), WORD("best", cues->best->id)));
        return;
    }
}

/* Code. ---------------------------------------------------------------------------------------------------- */

static void check_code(const struct cues *cues)
{
    size_t most = 0, next = 0;
    for (size_t i = 1; i < cues->exercise->option_count; i++)
        most = cues->options[i].code_characters > cues->options[most].code_characters ? i : most;
    for (size_t i = 0; i < cues->exercise->option_count; i++)
        if (i != most && cues->options[i].code_characters > next)
            next = cues->options[i].code_characters;
    size_t size = cues->options[most].code_characters;
    const struct option *option = &cues->exercise->options[most];
    if (size > CODE_TIMES * next && size >= next + CODE_MORE_CHARACTERS)
        reader_report(cues->reader, PROBLEM_CODE_HEAVY, option->at,
                      WORDS(WORD("id", option->id), WORD("size", reader_number(cues->reader, size)),
                            WORD("next", reader_number(cues->reader, next))));
}

/* Grammar. ------------------------------------------------------------------------------------------------- */

/* How the question ends, as far as an opening could agree with it. */
struct stem {
    struct string text; /* its last sentence */
    struct surface surface;
};

static bool ends_sentence(char byte)
{
    return byte == '.' || byte == '?' || byte == '!' || byte == '\n';
}

static struct stem stem_of(const struct cues *cues)
{
    struct arena *scratch = cues->reader->scratch;
    struct string text = string_trim(prose_string(scratch, cues->exercise->question));
    size_t end = text.size, from;
    while (end > 0 && strchr(".?!:_ ", text.bytes[end - 1]))
        end--;
    for (from = end; from > 0 && !ends_sentence(text.bytes[from - 1]);)
        from--;
    struct stem stem = { .text = string_trim(string_slice(text, from, end)) };
    surface_add_string(scratch, &stem.surface, stem.text);
    return stem;
}

static unsigned kinds_of(const struct cues *cues, const struct surface *surface, size_t word)
{
    return word < surface->words.count ? lexicon_kinds(cues->reader->lexicon, &surface->words.items[word]) : 0;
}

static unsigned last_kinds(const struct cues *cues, const struct stem *stem)
{
    return stem->surface.words.count > 0 ? kinds_of(cues, &stem->surface, stem->surface.words.count - 1) : 0;
}

/* "A queue is an": what begins with a vowel. "... a": what does not. */
static bool fits_article(const struct cues *cues, const struct stem *stem, size_t option)
{
    bool is_an = string_ends_with(stem->text, STRING("n"));
    struct string body = string_trim(prose_string(cues->reader->scratch, cues->exercise->options[option].body));
    bool has_vowel = body.size > 0 && strchr("aeiouAEIOU", body.bytes[0]);
    return body.size > 0 && has_vowel == is_an;
}

/* "The costs are": not "a ..."; "The cost is": not "two ...". */
static bool fits_number(const struct cues *cues, const struct stem *stem, size_t option)
{
    unsigned wrong = last_kinds(cues, stem) & LEXICON_IS ? LEXICON_PLURAL : LEXICON_SINGULAR;
    return !(kinds_of(cues, &cues->options[option], 0) & wrong);
}

/* "Would you ...?": "Yes", "No", "I'd", "I would". */
static bool fits_verb(const struct cues *cues, const struct stem *stem, size_t option)
{
    const struct surface *opening = &cues->options[option];
    unsigned first = kinds_of(cues, opening, 0);
    bool has_verb = opening->words.count > 1 && opening->words.items[1].hash == stem->surface.words.items[0].hash;
    return first & LEXICON_REPLY || (first & LEXICON_PRONOUN && has_verb);
}

static bool is_article(const struct cues *cues, const struct stem *stem)
{
    return last_kinds(cues, stem) & LEXICON_ARTICLE;
}

static bool is_number(const struct cues *cues, const struct stem *stem)
{
    return last_kinds(cues, stem) & (LEXICON_IS | LEXICON_ARE);
}

/* A question with "or" is answered by naming one of two things, and any opening can do that. */
static bool is_verb(const struct cues *cues, const struct stem *stem)
{
    for (size_t i = 0; i < stem->surface.words.count; i++)
        if (kinds_of(cues, &stem->surface, i) & LEXICON_OR)
            return false;
    return kinds_of(cues, &stem->surface, 0) & (LEXICON_VERB | LEXICON_IS | LEXICON_ARE);
}

/* What a question may ask of an opening, and whether an option's opening has it. The first that asks decides. */
static const struct agreement {
    bool (*asks)(const struct cues *cues, const struct stem *stem);
    bool (*fits)(const struct cues *cues, const struct stem *stem, size_t option);
} agreements[] = {
    { is_article, fits_article },
    { is_number, fits_number },
    { is_verb, fits_verb },
};

static bool fits_best_alone(const struct cues *cues, const struct stem *stem, const struct agreement *agreement)
{
    for (size_t i = 0; i < cues->exercise->option_count; i++)
        if (agreement->fits(cues, stem, i) != (i == best_of(cues)))
            return false;
    return true;
}

static void check_openings(const struct cues *cues)
{
    if (cues->exercise->option_count <= OPENING_RIVALS_MIN)
        return;
    struct stem stem = stem_of(cues);
    for (size_t i = 0; i < sizeof agreements / sizeof *agreements; i++) {
        if (!agreements[i].asks(cues, &stem))
            continue;
        if (fits_best_alone(cues, &stem, &agreements[i]))
            reader_report(cues->reader, PROBLEM_OPENING_FITS, cues->best->at,
                          WORDS(WORD("id", cues->best->id), WORD("stem", stem.text)));
        return;
    }
}

void check_cues(struct reader *reader, const struct exercise *exercise)
{
    struct cues cues = { .reader = reader, .exercise = exercise, .best = check_find_best(exercise) };
    if (!cues.best || exercise->option_count < 2)
        return;
    for (size_t i = 0; i < exercise->option_count; i++)
        surface_add_prose(reader->scratch, &cues.options[i], exercise->options[i].body);
    check_length(&cues);
    check_absolutes(&cues);
    check_code(&cues);
    check_openings(&cues);
}
