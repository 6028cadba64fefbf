/* What guards `viva fmt` against losing anything: a set in its canonical Markdown, or in its JSON form, is the same
 * set. */
#include <glob.h>
#include <inttypes.h>

#include "../expect.h"
#include "base/files.h"
#include "random_set.h"
#include "read/read.h"

typedef const struct set *read_form(struct arena *, struct string, struct string, struct problems *);

static void show(const char *title, struct string text)
{
    print_error("--- %s\n%.*s\n", title, STRING_ARG(text));
}

static void show_problems(struct arena *arena, const struct problems *problems)
{
    struct buffer shown = buffer_in(arena);
    for (size_t i = 0; i < problems->count; i++)
        problem_write(&shown, &problems->items[i]);
    show("problems", buffer_string(&shown));
}

/* The set in text, which must have one; *warnings is how many it has besides. */
static const struct set *must_read(struct arena *arena, const char *name, read_form *read, struct string text,
                                   size_t *warnings)
{
    struct problems problems = problems_in(arena);
    const struct set *set = read(arena, string_from(name), text, &problems);
    if (!set) {
        show(name, text);
        show_problems(arena, &problems);
        fail();
    }
    *warnings = problems.count;
    return set;
}

/* The first line in which two texts differ. */
static void must_equal(const char *name, const char *promise, struct string left, struct string right)
{
    if (string_equal(left, right))
        return;
    struct string left_line, right_line;
    do {
        left_line = string_cut(&left, '\n');
        right_line = string_cut(&right, '\n');
    } while (string_equal(left_line, right_line));
    print_error("%s: %s, but:\n- %.*s\n+ %.*s\n", name, promise, STRING_ARG(left_line), STRING_ARG(right_line));
    fail();
}

static void keeps_exercises(struct arena *arena, const char *name, const struct set *set)
{
    for (size_t i = 0; i < set->exercise_count; i++) {
        struct string content = content_json(arena, set, &set->exercises[i]);
        const struct set *again = content_read(arena, content);
        assert_non_null(again);
        must_equal(name, "an exercise comes back from its content", content,
                   content_json(arena, again, &again->exercises[0]));
    }
}

static void keeps_everything(struct arena *arena, const char *name, const struct set *set, size_t warnings)
{
    size_t warnings_again[2];
    struct string json = set_json(arena, set, 2), markdown = format_set(arena, set);
    const struct set *from_json = must_read(arena, name, read_json, json, &warnings_again[0]);
    const struct set *from_markdown = must_read(arena, name, read_markdown, markdown, &warnings_again[1]);
    must_equal(name, "the JSON form is read as it was written", json, set_json(arena, from_json, 2));
    must_equal(name, "formatting changes nothing that the set says", json, set_json(arena, from_markdown, 2));
    must_equal(name, "the canonical form is a fixed point", markdown, format_set(arena, from_markdown));
    must_equal(name, "both forms have one canonical form", markdown, format_set(arena, from_json));
    assert_in_range(warnings_again[0], 0, warnings); /* HTML is warned of once, and then escaped */
    assert_in_range(warnings_again[1], 0, warnings);
    keeps_exercises(arena, name, set);
}

/* Random sets. ----------------------------------------------------------------------------------------- */

#define CASE_COUNT 300

static void a_random_set_survives_every_way_round(void **state)
{
    (void)state;
    for (unsigned i = 0; i < CASE_COUNT; i++) {
        struct arena arena = { 0 };
        unsigned size = 1 + i * 3 / CASE_COUNT; /* small ones first: what fails there is easier to read */
        struct string json = random_set(&arena, i, size);
        char *name = string_c(&arena, string_format(&arena, "seed %u, size %u", i, size));
        size_t warnings;
        const struct set *set = must_read(&arena, name, read_json, json, &warnings);
        keeps_everything(&arena, name, set, warnings);
        arena_clear(&arena);
    }
}

static void a_seed_gives_the_same_set_again(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    assert_true(string_equal(random_set(&arena, 7, 3), random_set(&arena, 7, 3)));
    assert_false(string_equal(random_set(&arena, 7, 3), random_set(&arena, 8, 3)));
    arena_clear(&arena);
}

/* Every part of the form, so that no part is left out of the promise. */
static void random_sets_have_every_part(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "focus",   "licence",  "translates", "waive",          "about",    "guide",    "advice",  "signals",
        "phrases", "glossary", "sources",    "backs",          "was",      "level",    "minutes", "points",
        "why",     "variants", "cues",       "misconceptions", "truth",    "against",  "options", "best",
        "mark",    "touches",  "claims",     "faults",         "note",     "lesson",   "samples", "labels",
        "answers", "probes",   "sentences",  "spare",          "after",    "look-for", "code",    "language",
        "quote",   "bullets",  "numbers",    "start",          "emphasis", "strong",   "link",
    };
    struct arena arena = { 0 };
    struct buffer all = buffer_in(&arena);
    for (unsigned i = 0; i < 40; i++) {
        size_t warnings;
        buffer_add(&all,
                   set_json(&arena, must_read(&arena, "random", read_json, random_set(&arena, i, 4), &warnings), 0));
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct string key = string_format(&arena, "\"%s\":", parts[i]);
        if (string_find(buffer_string(&all), key) == STRING_NOT_FOUND)
            fail_msg("no random set has %s", parts[i]);
    }
    arena_clear(&arena);
}

/* Items stand below one another without an empty line, and each is a block of its own. */
static void a_list_may_be_longer_than_a_paragraph(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct buffer markdown = buffer_in(&arena);
    buffer_add_c(
        &markdown,
        "---\nset: s\nnamespace: n\ntitle: T\nlanguage: en\n---\n\n# Guide\n\n- **h** T: a\n\n# Exercise: e\n\nT\n\n"
        "> Q?\n\n## Points\n\n- **p** (h): s\n\n## Option: best *\n\nYes.\n\n- covers: p\n\n"
        "## Option: rival\n\nNo.\n\n## Samples\n\n");
    for (int i = 0; i < EXERCISE_SAMPLES_MAX; i++) {
        buffer_add_format(&markdown, "- \"%d ", i);
        for (int j = 0; j < 80; j++)
            buffer_add_c(&markdown, "word ");
        buffer_add_c(&markdown, "\" -> p\n\n");
    }
    size_t warnings;
    const struct set *set = must_read(&arena, "long list", read_markdown, buffer_string(&markdown), &warnings);
    assert_int_equal(set->exercises[0].sample_count, EXERCISE_SAMPLES_MAX);
    keeps_everything(&arena, "long list", set, warnings);
    arena_clear(&arena);
}

/* size bytes of what Markdown wants escaped, as a JSON string. */
static struct string hostile_json(struct arena *arena, size_t size)
{
    static const char hostile[] = "*_<[&#`]>!{|}~+-.a";
    struct buffer text = buffer_in(arena);
    buffer_add_byte(&text, '"');
    for (size_t i = 0; i < size; i++)
        buffer_add_byte(&text, hostile[(i * 7 + i / 18) % (sizeof hostile - 1)]);
    buffer_add_byte(&text, '"');
    return buffer_string(&text);
}

/* What is escaped may be twice as long in Markdown, and a cap is of the text, not of its spelling. */
static void texts_as_long_as_their_caps_survive(void **state)
{
    (void)state;
    static const char form[] =
        "{\"format\":1,\"set\":\"s\",\"namespace\":\"n\",\"title\":TEXT,\"focus\":TEXT,\"language\":\"en\",\"about\":["
        "PROSE],"
        "\"guide\":{\"title\":TEXT,\"headings\":[{\"id\":\"h\",\"title\":TEXT,\"advice\":TEXT,\"signals\":[TEXT,TEXT]}]"
        "},"
        "\"phrases\":[{\"phrase\":TEXT,\"use\":TEXT}],\"glossary\":[{\"term\":TEXT,\"meaning\":TEXT}],"
        "\"sources\":[{\"title\":TEXT,\"url\":\"https://example.org/\"}],"
        "\"exercises\":[{\"id\":\"e\",\"title\":TEXT,\"question\":[PROSE],\"look-for\":TEXT,"
        "\"points\":[{\"id\":\"p\",\"heading\":\"h\",\"statement\":TEXT,\"why\":TEXT,\"variants\":[TEXT],\"cues\":["
        "TEXT,TEXT]}],"
        "\"misconceptions\":[{\"id\":\"m\",\"claim\":TEXT,\"truth\":TEXT,\"variants\":[TEXT]}],"
        "\"options\":[{\"id\":\"best\",\"best\":true,\"body\":[PROSE],\"covers\":[\"p\"],\"note\":TEXT},"
        "{\"id\":\"rival\",\"body\":[TEXT]}],"
        "\"lesson\":[{\"bullets\":[[{\"bullets\":[[PROSE]]}]]}],"
        "\"samples\":[{\"text\":TEXT,\"labels\":[{\"mark\":\"covers\",\"id\":\"p\"}]}],"
        "\"probes\":[{\"point\":\"p\",\"question\":TEXT}],"
        "\"sentences\":[{\"id\":\"one\",\"text\":TEXT},{\"id\":\"two\",\"text\":TEXT,\"spare\":true,\"why\":TEXT}]}]}";
    struct arena arena = { 0 };
    struct string text = hostile_json(&arena, TEXT_BYTES_MAX),
                  prose = hostile_json(&arena, PROSE_BYTES_MAX - 2); /* two lists count too */
    struct buffer json = buffer_in(&arena);
    for (struct string rest = string_from(form); rest.size;) {
        bool is_text = string_starts_with(rest, STRING("TEXT")), is_prose = string_starts_with(rest, STRING("PROSE"));
        size_t size = is_text ? 4 : is_prose ? 5 : 1;
        buffer_add(&json, is_text ? text : is_prose ? prose : string_slice(rest, 0, 1));
        rest = string_slice(rest, size, rest.size);
    }
    size_t warnings;
    const struct set *set = must_read(&arena, "long texts", read_json, buffer_string(&json), &warnings);
    keeps_everything(&arena, "long texts", set, warnings);
    arena_clear(&arena);
}

/* The sets in the tree. -------------------------------------------------------------------------------- */

/* Those without an error among the files of a pattern; how many they are. */
static size_t sets_keep_everything(const char *pattern)
{
    glob_t found;
    size_t count = 0;
    if (glob(pattern, 0, NULL, &found) != 0)
        return 0;
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct arena arena = { 0 };
        struct failure failure;
        struct string bytes;
        struct problems problems = problems_in(&arena);
        assert_int_equal(files_read(&arena, string_from(found.gl_pathv[i]), SET_BYTES_MAX + 1, &bytes, &failure),
                         STATUS_OK);
        const struct set *set = read_any(&arena, string_from(found.gl_pathv[i]), bytes, &problems);
        count += set != NULL;
        if (set)
            keeps_everything(&arena, found.gl_pathv[i], set, problems.count);
        arena_clear(&arena);
    }
    globfree(&found);
    return count;
}

static void every_bundled_set_survives(void **state)
{
    (void)state;
    assert_in_range(sets_keep_everything("sets/*.md"), 1, SIZE_MAX);
}

static void every_good_set_of_the_tests_survives(void **state)
{
    (void)state;
    assert_in_range(sets_keep_everything("tests/*/*/*.md"), 20, SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_random_set_survives_every_way_round),
        cmocka_unit_test(a_seed_gives_the_same_set_again),
        cmocka_unit_test(random_sets_have_every_part),
        cmocka_unit_test(every_bundled_set_survives),
        cmocka_unit_test(texts_as_long_as_their_caps_survive),
        cmocka_unit_test(a_list_may_be_longer_than_a_paragraph),
        cmocka_unit_test(every_good_set_of_the_tests_survives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
