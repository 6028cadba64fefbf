/* Every cap of model/set.h: what reaches it is read, one beyond is refused. Sets are made in memory, since at a cap
 * they are long. */
#include "../expect.h"
#include "read/read.h"
#include "read/scan.h"

struct parts {
    struct arena arena;
    const char *front, *guide, *intro, *points, *misconceptions, *options, *rest;
};

static struct parts parts_of_a_set(void)
{
    return (struct parts){ .front = "set: s\nnamespace: n\ntitle: T\nlanguage: en\n",
                           .guide = "- **h** T: a\n",
                           .intro = "T\n\n> Q?\n",
                           .points = "- **p** (h): s\n",
                           .misconceptions = "- **m**: c. Not so: t\n",
                           .options = "## Option: best *\n\nYes.\n\n- covers: p\n\n## Option: rival\n\nNo.\n",
                           .rest = "" };
}

static struct string text_of(struct parts *parts)
{
    return string_format(
        &parts->arena,
        "---\n%s---\n\n# Guide\n\n%s\n# Exercise: e\n\n%s\n## Points\n\n%s\n## Misconceptions\n\n%s\n%s\n%s",
        parts->front, parts->guide, parts->intro, parts->points, parts->misconceptions, parts->options, parts->rest);
}

/* The code of the first problem of a text; empty when there is none. */
static struct string first_code(struct parts *parts, struct string text)
{
    struct problems problems = problems_in(&parts->arena);
    read_markdown(&parts->arena, STRING("caps"), text, &problems);
    return problems.count ? string_from(problems.items[0].code) : (struct string){ 0 };
}

/* count times a line in which every "%zu" is its number. */
static const char *lines(struct parts *parts, const char *before, size_t count, const char *form, const char *behind)
{
    struct buffer buffer = buffer_in(&parts->arena);
    buffer_add_c(&buffer, before);
    for (size_t i = 0; i < count; i++) {
        struct string rest = string_from(form);
        while (rest.size) {
            bool has_number = string_find_byte(rest, '%') != STRING_NOT_FOUND;
            buffer_add(&buffer, string_cut(&rest, '%'));
            if (has_number)
                buffer_add_format(&buffer, "%zu", i);
        }
    }
    buffer_add_c(&buffer, behind);
    return string_c(&parts->arena, buffer_string(&buffer));
}

static const char *words(struct parts *parts, const char *before, size_t count, const char *behind)
{
    return lines(parts, before, count, "a", behind);
}

/* What a test varies: the parts of a set with count of something in it. */
typedef void fill_parts(struct parts *parts, size_t count);

static void fill_headings(struct parts *parts, size_t count)
{
    parts->guide = lines(parts, "- **h** T: a\n", count - 1, "- **h%** T: a\n", "");
}

static void fill_signals(struct parts *parts, size_t count)
{
    parts->guide = lines(parts, "- **h** T: a\n  - signals: ", count, "s%;", "\n");
}

static void fill_points(struct parts *parts, size_t count)
{
    parts->points = lines(parts, "- **p** (h): s\n", count - 1, "- **p%** (h): s\n", "");
    parts->options =
        lines(parts, "## Option: best *\n\nYes.\n\n- covers: p", count - 1, ", p%", "\n\n## Option: rival\n\nNo.\n");
}

static void fill_misconceptions(struct parts *parts, size_t count)
{
    parts->misconceptions = lines(parts, "", count, "- **m%**: c. Not so: t\n", "");
}

static void fill_options(struct parts *parts, size_t count)
{
    parts->options =
        lines(parts, "## Option: best *\n\nYes.\n\n- covers: p\n\n", count - 1, "## Option: o%\n\nNo %.\n\n", "");
}

static void fill_samples(struct parts *parts, size_t count)
{
    parts->rest = lines(parts, "## Samples\n\n", count, "- \"text %\" -> p\n", "");
}

static void fill_answers(struct parts *parts, size_t count)
{
    parts->rest = lines(parts, "", count, "## Answer: a%\n\nText.\n\n", "");
}

static void fill_probes(struct parts *parts, size_t count)
{
    parts->rest = lines(parts, "## Probes\n\n", count, "- **p**: Why %?\n", "");
}

static void fill_sentences(struct parts *parts, size_t count)
{
    parts->rest = lines(parts, "## Sentences\n\n", count, "- **s%**: Text.\n", "");
}

static void fill_exercises(struct parts *parts, size_t count)
{
    parts->rest = lines(parts, "", count - 1,
                        "# Exercise: e%\n\nT\n\n> Q?\n\n## Option: best *\n\nYes.\n\n## Option: rival\n\nNo.\n\n", "");
}

static void fill_phrases(struct parts *parts, size_t count)
{
    parts->rest = lines(parts, "## Phrases\n\n", count, "- **phrase %**: use\n", "");
}

static void fill_terms(struct parts *parts, size_t count)
{
    parts->rest = lines(parts, "## Glossary\n\n", count, "- **term %**: meaning\n", "");
}

static void fill_sources(struct parts *parts, size_t count)
{
    parts->rest = lines(parts, "## Sources\n\n", count, "- [title](https://example.org/%)\n", "");
}

static void fill_variants(struct parts *parts, size_t count)
{
    parts->points = lines(parts, "- **p** (h): s\n", count, "  - variant: v %\n", "");
}

static void fill_wrong_variants(struct parts *parts, size_t count)
{
    parts->misconceptions = lines(parts, "- **m**: c. Not so: t\n", count, "  - variant: v %\n", "");
}

static void fill_cues(struct parts *parts, size_t count)
{
    parts->points = lines(parts, "- **p** (h): s\n  - cues: ", count, "c%;", "\n");
}

static void fill_former_ids(struct parts *parts, size_t count)
{
    parts->points = lines(parts, "- **p** (h): s\n  - was: old", count - 1, ", old%", "\n");
}

static void fill_waivers(struct parts *parts, size_t count)
{
    parts->intro = lines(parts, "T\n\n- waive: raw-html", count - 1, ", raw-html", "\n\n> Q?\n");
}

static void fill_former_sets(struct parts *parts, size_t count)
{
    parts->front =
        lines(parts, "set: s\nnamespace: n\ntitle: T\nlanguage: en\nwas: n/old", count - 1, ", n/old%", "\n");
}

static void fill_statement(struct parts *parts, size_t size)
{
    parts->points = words(parts, "- **p** (h): ", size, "\n");
}

static void fill_note(struct parts *parts, size_t size)
{
    parts->options =
        words(parts, "## Option: best *\n\nYes.\n\n- covers: p\n- note: ", size, "\n\n## Option: rival\n\nNo.\n");
}

static void fill_title(struct parts *parts, size_t size)
{
    parts->intro = words(parts, "", size, "\n\n> Q?\n");
}

static void fill_front_title(struct parts *parts, size_t size)
{
    parts->front = words(parts, "set: s\nnamespace: n\nlanguage: en\ntitle: ", size, "\n");
}

/* A paragraph is never longer than a block may be, so the text is made of two. */
static void fill_body(struct parts *parts, size_t size)
{
    const char *half = words(parts, "## Option: rival\n\n", size / 2, "\n\n");
    parts->options = words(parts, half, size - size / 2, "\n\n## Option: best *\n\nYes.\n\n- covers: p\n");
}

static void fill_block(struct parts *parts, size_t size)
{
    size_t shown = size - 1; /* without the line feed; entities, since the text itself has a cap of its own */
    const char *entities = lines(parts, "## Lesson\n\n", shown / 5, "&#97;", "");
    parts->rest = words(parts, entities, shown % 5, "\n");
}

static void fill_depth(struct parts *parts, size_t depth)
{
    parts->rest = lines(parts, "## Lesson\n\n", depth, "> ", "deep\n");
}

static void fill_lead(struct parts *parts, size_t count)
{
    parts->rest = lines(parts, "## Lesson\n\n```\n", count, " ", "code\n```\n");
}

static void fill_slug(struct parts *parts, size_t size)
{
    const char *id = words(parts, "", size, "");
    parts->guide = string_c(&parts->arena, string_format(&parts->arena, "- **h** T: a\n- **%s** T: a\n", id));
}

static void fill_minutes(struct parts *parts, size_t minutes)
{
    parts->intro = string_c(&parts->arena, string_format(&parts->arena, "T\n\n- minutes: %zu\n\n> Q?\n", minutes));
}

static const struct cap {
    const char *name;
    fill_parts *fill;
    size_t max;
    const char *code;
} caps[] = {
    { "headings in a guide", fill_headings, GUIDE_HEADINGS_MAX, "too-many" },
    { "signals of a heading", fill_signals, HEADING_SIGNALS_MAX, "too-many" },
    { "points in an exercise", fill_points, EXERCISE_POINTS_MAX, "too-many" },
    { "misconceptions in an exercise", fill_misconceptions, EXERCISE_MISCONCEPTIONS_MAX, "too-many" },
    { "options in an exercise", fill_options, EXERCISE_OPTIONS_MAX, "too-many" },
    { "samples in an exercise", fill_samples, EXERCISE_SAMPLES_MAX, "too-many" },
    { "sample answers in an exercise", fill_answers, EXERCISE_ANSWERS_MAX, "too-many" },
    { "probes in an exercise", fill_probes, EXERCISE_PROBES_MAX, "too-many" },
    { "sentences in an exercise", fill_sentences, EXERCISE_SENTENCES_MAX, "too-many" },
    { "exercises in a set", fill_exercises, SET_EXERCISES_MAX, "too-many" },
    { "phrases", fill_phrases, LIST_ITEMS_MAX, "too-many" },
    { "terms in a glossary", fill_terms, LIST_ITEMS_MAX, "too-many" },
    { "sources", fill_sources, LIST_ITEMS_MAX, "too-many" },
    { "variants of a point", fill_variants, LIST_ITEMS_MAX, "too-many" },
    { "variants of a misconception", fill_wrong_variants, LIST_ITEMS_MAX, "too-many" },
    { "cues of a point", fill_cues, LIST_ITEMS_MAX, "too-many" },
    { "former ids of a point", fill_former_ids, LIST_ITEMS_MAX, "too-many" },
    { "waivers of an exercise", fill_waivers, LIST_ITEMS_MAX, "too-many" },
    { "former ids of a set", fill_former_sets, LIST_ITEMS_MAX, "too-many" },
    { "bytes of a statement", fill_statement, TEXT_BYTES_MAX, "too-long" },
    { "bytes of a note", fill_note, TEXT_BYTES_MAX, "too-long" },
    { "bytes of a title", fill_title, TEXT_BYTES_MAX, "too-long" },
    { "bytes of a value in front matter", fill_front_title, TEXT_BYTES_MAX, "too-long" },
    { "bytes of an option", fill_body, PROSE_BYTES_MAX, "too-long" },
    { "bytes without an empty line", fill_block, BLOCK_BYTES_MAX, "block-too-long" },
    { "lists and quotes in one another", fill_depth, PROSE_DEPTH_MAX, "too-deep" },
    { "spaces and markers at the start of a line", fill_lead, LINE_LEAD_MAX, "line-too-deep" },
    { "bytes of an id", fill_slug, SLUG_MAX, "not-a-slug" },
    { "minutes", fill_minutes, 120, "not-minutes" },
};

static void cap_can_be_reached_and_not_passed(void **state)
{
    const struct cap *cap = *state;
    struct parts at = parts_of_a_set(), beyond = parts_of_a_set();
    cap->fill(&at, cap->max);
    assert_text(first_code(&at, text_of(&at)), "");
    cap->fill(&beyond, cap->max + 1);
    assert_text(first_code(&beyond, text_of(&beyond)), cap->code);
    arena_clear(&at.arena);
    arena_clear(&beyond.arena);
}

/* The same for JSON, by way of what Markdown could read. */
static void cap_holds_in_json(void **state)
{
    (void)state;
    struct parts parts = parts_of_a_set();
    fill_options(&parts, EXERCISE_OPTIONS_MAX);
    struct problems problems = problems_in(&parts.arena);
    const struct set *set = read_markdown(&parts.arena, STRING("caps"), text_of(&parts), &problems);
    assert_non_null(set);
    struct string json = set_json(&parts.arena, set, 0);
    assert_non_null(read_json(&parts.arena, STRING("caps"), json, &problems));
    size_t at = string_find(json, STRING(",{\"id\":\"o0\""));
    struct string more =
        string_format(&parts.arena, "%.*s,{\"id\":\"more\",\"body\":[\"More.\"]}%.*s",
                      STRING_ARG(string_slice(json, 0, at)), STRING_ARG(string_slice(json, at, json.size)));
    assert_null(read_json(&parts.arena, STRING("caps"), more, &problems));
    assert_string_equal(problems.items[0].code, "too-many");
    arena_clear(&parts.arena);
}

static struct string set_of_size(struct parts *parts, size_t size)
{
    struct string text = text_of(parts);
    struct buffer buffer = buffer_in(&parts->arena);
    buffer_add(&buffer, text);
    buffer_add_repeat(&buffer, '\n', size - text.size);
    return buffer_string(&buffer);
}

static void a_set_has_sixteen_mebibytes_at_most(void **state)
{
    (void)state;
    struct parts parts = parts_of_a_set();
    assert_text(first_code(&parts, set_of_size(&parts, SET_BYTES_MAX)), "");
    assert_text(first_code(&parts, set_of_size(&parts, SET_BYTES_MAX + 1)), "file-too-large");
    arena_clear(&parts.arena);
}

/* A hostile file has more problems than anybody reads, and is still read in one go. */
static void problems_beyond_a_thousand_are_counted(void **state)
{
    (void)state;
    struct parts parts = parts_of_a_set();
    parts.rest = lines(&parts, "", 3000, "## Nothing %\n\n", "");
    struct problems problems = problems_in(&parts.arena);
    assert_null(read_markdown(&parts.arena, STRING("caps"), text_of(&parts), &problems));
    assert_int_equal(problems.count, PROBLEMS_MAX);
    assert_int_equal(problems.dropped_count, 2000);
    arena_clear(&parts.arena);
}

int main(void)
{
    static struct CMUnitTest tests[sizeof caps / sizeof *caps + 3];
    size_t count = 0;
    for (; count < sizeof caps / sizeof *caps; count++)
        tests[count] = (struct CMUnitTest){ .name = caps[count].name,
                                            .test_func = cap_can_be_reached_and_not_passed,
                                            .initial_state = (void *)(uintptr_t)&caps[count] };
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(cap_holds_in_json);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_set_has_sixteen_mebibytes_at_most);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(problems_beyond_a_thousand_are_counted);
    return _cmocka_run_group_tests("caps", tests, count, NULL, NULL);
}
