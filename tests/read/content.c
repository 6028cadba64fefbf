/* Contents: one exercise as it is hashed and stored, and its way back. */
#include "../core/golden.h"
#include "../expect.h"
#include "base/files.h"
#include "read/read.h"

#define EVERYTHING "tests/read/sets/everything.md"

static struct string everything(struct arena *arena)
{
    struct string bytes = { 0 };
    struct failure failure;
    assert_int_equal(files_read(arena, STRING(EVERYTHING), SET_BYTES_MAX, &bytes, &failure), STATUS_OK);
    return bytes;
}

static const struct set *set_of(struct arena *arena, struct string text)
{
    struct problems problems = problems_in(arena);
    const struct set *set = read_markdown(arena, STRING("set"), text, &problems);
    assert_non_null(set);
    return set;
}

static struct string content_of(struct arena *arena, struct string text)
{
    const struct set *set = set_of(arena, text);
    return content_json(arena, set, &set->exercises[0]);
}

static struct string with(struct arena *arena, struct string text, const char *old, const char *new)
{
    size_t at = string_find(text, string_from(old));
    assert_true(at != STRING_NOT_FOUND);
    return string_format(arena, "%.*s%s%.*s", STRING_ARG(string_slice(text, 0, at)), new,
                         STRING_ARG(string_slice(text, at + string_from(old).size, text.size)));
}

/* What is stored is one line, the same on every machine for ever: a change here is a change of all hashes. */
static void a_content_is_as_in_the_golden(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct string content = content_of(&arena, everything(&arena));
    golden_expect(&arena, "tests/read/content.expected.json", string_format(&arena, "%.*s\n", STRING_ARG(content)));
    assert_true(string_find_byte(content, '\n') == STRING_NOT_FOUND);
    arena_clear(&arena);
}

static void a_content_is_a_set_with_that_one_exercise(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    const struct set *set = set_of(&arena, everything(&arena));
    const struct set *content = content_read(&arena, content_json(&arena, set, &set->exercises[0]));
    assert_non_null(content);
    assert_text(set_full_id(&arena, content), "tests/everything");
    assert_text(content->language, "en-GB");
    assert_int_equal(content->guide.heading_count, 2);
    assert_int_equal(content->exercise_count, 1);
    assert_text(exercise_full_id(&arena, content, &content->exercises[0]), "tests/everything/first");
    assert_int_equal(content->exercises[0].point_count, 2);
    assert_int_equal(content->exercises[0].options[1].marks.touches, 1);
    assert_int_equal(content->exercises[0].options[1].mark_percent, 40);
    assert_int_equal(exercise_best(&content->exercises[0]), 0);
    arena_clear(&arena);
}

static void a_content_outlives_its_json(void **state)
{
    (void)state;
    struct arena arena = { 0 }, json_arena = { 0 };
    struct string text = everything(&arena);
    struct string json = content_of(&json_arena, text);
    const struct set *content = content_read(&arena, json);
    struct string before = content_json(&arena, content, &content->exercises[0]);
    arena_clear(&json_arena);
    assert_true(string_equal(before, content_json(&arena, content, &content->exercises[0])));
    arena_clear(&arena);
}

/* Whether an edit makes a new version of the first exercise. */
static const struct edit {
    const char *name, *old, *new;
    bool is_new_version;
} edits[] = {
    { "wrapping makes no new version", "That is why it", "That is\nwhy it", false },
    { "another exercise makes no new version", "A question from elsewhere", "Another question", false },
    { "the title of the set makes no new version", "title: Everything", "title: Nearly everything", false },
    { "a phrase of the set makes no new version", "to open the", "to open up the", false },
    { "an option's words make a new version", "Owners.", "Owners!", true },
    { "a note makes a new version", "names the parts.", "it names the parts.", true },
    { "a mark makes a new version", "mark: 0.4", "mark: 0.41", true },
    { "the guide makes a new version", "say **why** it works", "say why it works", true },
    { "emphasis makes a new version", "*what it costs*", "what it costs", true },
};

static void edit_makes_a_new_version_or_not(void **state)
{
    const struct edit *edit = *state;
    struct arena arena = { 0 };
    struct string text = everything(&arena);
    struct hash before = hash_of(content_of(&arena, text));
    struct hash after = hash_of(content_of(&arena, with(&arena, text, edit->old, edit->new)));
    assert_int_equal(hash_equal(before, after), !edit->is_new_version);
    arena_clear(&arena);
}

#define EXERCISE "{\"id\":\"e\",\"title\":\"T\",\"question\":[\"Q?\"],\"options\":[{\"id\":\"o\",\"body\":[\"A\"]}]}"

static const struct stored {
    const char *name, *json;
    bool is_readable;
} contents[] = {
    { "a content that breaks a rule stays readable",
      "{\"format\":1,\"id\":\"n/s/e\",\"set\":\"n/s\",\"language\":\"en\",\"exercise\":" EXERCISE "}", true },
    { "a content of a later format is not read",
      "{\"format\":2,\"id\":\"n/s/e\",\"set\":\"n/s\",\"exercise\":" EXERCISE "}", false },
    { "a content needs its exercise", "{\"format\":1,\"id\":\"n/s/e\",\"set\":\"n/s\"}", false },
    { "a content needs its set", "{\"format\":1,\"id\":\"n/s/e\",\"exercise\":" EXERCISE "}", false },
    { "a set is no content", "{\"format\":1,\"set\":\"s\",\"namespace\":\"n\",\"title\":\"T\",\"language\":\"en\"}",
      false },
    { "a content whose ids lead nowhere is not read",
      "{\"format\":1,\"id\":\"n/s/e\",\"set\":\"n/s\",\"exercise\":{\"id\":\"e\",\"title\":\"T\",\"question\":[\"Q?\"],"
      "\"options\":[{\"id\":\"o\",\"body\":[\"A\"],\"covers\":[\"p\"]}]}}",
      false },
    { "an array is no content", "[]", false },
    { "what is no JSON is no content", "{\"format\":1", false },
    { "nothing is no content", "", false },
};

static void content_is_read_or_refused(void **state)
{
    const struct stored *stored = *state;
    struct arena arena = { 0 };
    assert_int_equal(content_read(&arena, string_from(stored->json)) != NULL, stored->is_readable);
    arena_clear(&arena);
}

int main(void)
{
    static struct CMUnitTest tests[100];
    size_t count = 0;
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_content_is_as_in_the_golden);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_content_is_a_set_with_that_one_exercise);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_content_outlives_its_json);
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
        tests[count++] = (struct CMUnitTest){ .name = edits[i].name,
                                              .test_func = edit_makes_a_new_version_or_not,
                                              .initial_state = (void *)(uintptr_t)&edits[i] };
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
        tests[count++] = (struct CMUnitTest){ .name = contents[i].name,
                                              .test_func = content_is_read_or_refused,
                                              .initial_state = (void *)(uintptr_t)&contents[i] };
    return _cmocka_run_group_tests("content", tests, count, NULL, NULL);
}
