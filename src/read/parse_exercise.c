/* "# Exercise: id": what stands before its sections, and the sections that are prose. */
#include "read/parse.h"
#include "read/texts.h"
#include "read/values.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* Attributes of exercises. ----------------------------------------------------------------------------- */

static void read_kind(struct parse *parse, const struct attribute *attribute)
{
    struct string value = parse_words(parse, attribute);
    size_t kind = values_word(parse->reader, PROBLEM_UNKNOWN_KIND, value, exercise_kind_ids, EXERCISE_KIND_COUNT,
                              reader_find(parse->reader, attribute->at, value));
    if (kind != SIZE_MAX)
        parse->exercise->kind = (enum exercise_kind)kind;
}

static void read_level(struct parse *parse, const struct attribute *attribute)
{
    parse->exercise->level = parse_words(parse, attribute);
    values_slug(parse->reader, parse->exercise->level,
                reader_find(parse->reader, attribute->at, parse->exercise->level));
}

static void read_minutes(struct parse *parse, const struct attribute *attribute)
{
    struct string value = parse_words(parse, attribute);
    parse->exercise->minutes = values_minutes(parse->reader, value, reader_find(parse->reader, attribute->at, value));
}

static void read_was(struct parse *parse, const struct attribute *attribute)
{
    parse_ids(parse, attribute, &parse->exercise->was);
}

static void read_waive(struct parse *parse, const struct attribute *attribute)
{
    parse_codes(parse, attribute, &parse->exercise->waived);
}

static const struct attribute_row exercise_attributes[] = {
    { "kind", read_kind, false }, { "level", read_level, false }, { "minutes", read_minutes, false },
    { "was", read_was, false },   { "waive", read_waive, false },
};

/* Options and answers: prose, then a list of attributes. ----------------------------------------------- */

static struct option *owning_option(const struct parse *parse)
{
    return &parse->exercise->options[parse->owner];
}

static struct answer *owning_answer(const struct parse *parse)
{
    return &parse->exercise->answers[parse->owner];
}

static void read_links(struct parse *parse, const struct attribute *attribute, enum link_kind kind)
{
    parse_links(parse, parse_words(parse, attribute), kind, attribute->at);
}

static void read_option_covers(struct parse *parse, const struct attribute *attribute)
{
    read_links(parse, attribute, LINK_OPTION_COVERS);
}

static void read_option_touches(struct parse *parse, const struct attribute *attribute)
{
    read_links(parse, attribute, LINK_OPTION_TOUCHES);
}

static void read_option_claims(struct parse *parse, const struct attribute *attribute)
{
    read_links(parse, attribute, LINK_OPTION_CLAIMS);
}

static void read_answer_covers(struct parse *parse, const struct attribute *attribute)
{
    read_links(parse, attribute, LINK_ANSWER_COVERS);
}

static void read_answer_touches(struct parse *parse, const struct attribute *attribute)
{
    read_links(parse, attribute, LINK_ANSWER_TOUCHES);
}

static void read_answer_claims(struct parse *parse, const struct attribute *attribute)
{
    read_links(parse, attribute, LINK_ANSWER_CLAIMS);
}

static void read_faults(struct parse *parse, const struct attribute *attribute, fault_mask *faults)
{
    struct string rest = parse_words(parse, attribute);
    while (rest.size) {
        struct string value = string_trim(string_cut(&rest, ','));
        size_t fault = values_word(parse->reader, PROBLEM_UNKNOWN_FAULT, value, fault_ids, FAULT_COUNT,
                                   reader_find(parse->reader, attribute->at, value));
        if (fault != SIZE_MAX)
            *faults |= UINT32_C(1) << fault;
    }
}

static void read_option_faults(struct parse *parse, const struct attribute *attribute)
{
    read_faults(parse, attribute, &owning_option(parse)->marks.faults);
}

static void read_answer_faults(struct parse *parse, const struct attribute *attribute)
{
    read_faults(parse, attribute, &owning_answer(parse)->marks.faults);
}

static void read_option_mark(struct parse *parse, const struct attribute *attribute)
{
    struct string value = parse_words(parse, attribute);
    int percent = values_mark(parse->reader, value, reader_find(parse->reader, attribute->at, value));
    if (percent >= 0)
        owning_option(parse)->mark_percent = percent;
}

static void read_option_note(struct parse *parse, const struct attribute *attribute)
{
    owning_option(parse)->note = parse_text(parse, attribute->value, attribute->at);
}

static void read_answer_note(struct parse *parse, const struct attribute *attribute)
{
    owning_answer(parse)->note = parse_text(parse, attribute->value, attribute->at);
}

static void read_option_was(struct parse *parse, const struct attribute *attribute)
{
    parse_ids(parse, attribute, &owning_option(parse)->was);
}

static const struct attribute_row option_attributes[] = {
    { "covers", read_option_covers, false }, { "touches", read_option_touches, false },
    { "claims", read_option_claims, false }, { "faults", read_option_faults, false },
    { "mark", read_option_mark, false },     { "note", read_option_note, false },
    { "was", read_option_was, false },
};

static const struct attribute_row answer_attributes[] = {
    { "covers", read_answer_covers, false }, { "touches", read_answer_touches, false },
    { "claims", read_answer_claims, false }, { "faults", read_answer_faults, false },
    { "note", read_answer_note, false },
};

static const struct markdown_node *last_block(const struct section *section)
{
    const struct markdown_node *last = NULL;
    for (const struct markdown_node *node = section->first; node && node != section->end; node = markdown_next(node))
        last = node;
    return last;
}

/* The list of attributes that ends the section, or NULL: a list with "-" whose first item looks like one. */
static const struct markdown_node *attributes_of(struct parse *parse, const struct section *section)
{
    const struct reader *reader = parse->reader;
    const struct markdown_node *list = last_block(section);
    if (!list || markdown_kind(list) != MARKDOWN_BULLETS)
        return NULL;
    struct place at = markdown_place(reader, list);
    if (source_line(reader->source, at.line).bytes[at.column - 1] != '-')
        return NULL;
    const struct markdown_node *first = markdown_first(list);
    if (parse_is_attribute(reader, first))
        return list;
    for (const struct markdown_node *item = markdown_next(first); item; item = markdown_next(item))
        if (parse_is_attribute(reader, item)) {
            reader_report(parse->reader, PROBLEM_ATTRIBUTES_RUN_ON, markdown_place(reader, item), NO_WORDS);
            return NULL;
        }
    return NULL;
}

static void read_body(struct parse *parse, const struct section *section, struct prose *body,
                      const struct attribute_row *rows, size_t count)
{
    const struct markdown_node *list = attributes_of(parse, section);
    if (section->first != section->end)
        *body = markdown_prose(parse->reader, section->first, list ? list : section->end);
    if (list)
        parse_attributes(parse, list, string_format(parse->reader->scratch, "\"%.*s\"", STRING_ARG(section->name)),
                         rows, count);
}

/* The id behind the colon. That there is none was reported. */
static struct string read_id(struct parse *parse, const struct section *section, struct string words)
{
    struct string id = string_copy(parse->reader->arena, string_trim(words));
    if (id.size)
        values_slug(parse->reader, id, reader_find(parse->reader, section->at, id));
    return id;
}

static void read_option(struct parse *parse, const struct section *section)
{
    struct exercise *exercise = parse->exercise;
    struct string words = text_string(parse->reader->scratch, section->argument);
    if (!reader_has_room(parse->reader, exercise->option_count, EXERCISE_OPTIONS_MAX, SAY_OPTIONS, section->at))
        return;
    if (!exercise->options)
        exercise->options = ARENA_NEW_MANY(parse->reader->arena, EXERCISE_OPTIONS_MAX, struct option);
    struct option *option = &exercise->options[exercise->option_count];
    option->at = section->at;
    option->is_best = string_ends_with(words, STRING("*"));
    option->mark_percent = option->is_best ? 100 : 0;
    option->id = read_id(parse, section, string_slice(words, 0, words.size - option->is_best));
    parse->owner = exercise->option_count++;
    read_body(parse, section, &option->body, option_attributes, COUNT(option_attributes));
}

static void read_answer(struct parse *parse, const struct section *section)
{
    struct exercise *exercise = parse->exercise;
    if (!reader_has_room(parse->reader, exercise->answer_count, EXERCISE_ANSWERS_MAX, SAY_ANSWERS, section->at))
        return;
    if (!exercise->answers)
        exercise->answers = ARENA_NEW_MANY(parse->reader->arena, EXERCISE_ANSWERS_MAX, struct answer);
    struct answer *answer = &exercise->answers[exercise->answer_count];
    answer->at = section->at;
    answer->id = read_id(parse, section, text_string(parse->reader->scratch, section->argument));
    parse->owner = exercise->answer_count++;
    read_body(parse, section, &answer->body, answer_attributes, COUNT(answer_attributes));
}

static void read_lesson(struct parse *parse, const struct section *section)
{
    if (section->first != section->end)
        parse->exercise->lesson = markdown_prose(parse->reader, section->first, section->end);
}

static const struct section_row exercise_sections[] = {
    { .name = "Points", .items = &parse_points },
    { .name = "Misconceptions", .items = &parse_misconceptions },
    { .name = "Option", .read = read_option, .argument = TAKES_ID, .is_repeatable = true },
    { .name = "Lesson", .read = read_lesson },
    { .name = "Phrases", .items = &parse_phrases },
    { .name = "Glossary", .items = &parse_terms },
    { .name = "Sources", .items = &parse_citations },
    { .name = "Samples", .items = &parse_samples },
    { .name = "Answer", .read = read_answer, .argument = TAKES_ID, .is_repeatable = true },
    { .name = "Probes", .items = &parse_probes },
    { .name = "Sentences", .items = &parse_sentences },
};

/* What stands before the sections. --------------------------------------------------------------------- */

/* Waivers hold for the whole exercise, so its attributes are read before anything else. */
static void read_attributes(struct parse *parse, const struct section *section, const struct markdown_node *end)
{
    for (const struct markdown_node *node = section->first; node && node != end; node = markdown_next(node))
        if (markdown_kind(node) == MARKDOWN_BULLETS) {
            parse_attributes(parse, node, words_plain(SAY_THE_EXERCISE), exercise_attributes,
                             COUNT(exercise_attributes));
            return;
        }
}

/* Title, attributes, question, what to look for: each once, in this order. */
enum intro { INTRO_TITLE, INTRO_ATTRIBUTES, INTRO_QUESTION, INTRO_LOOK_FOR, INTRO_END };

static enum intro intro_of(const struct markdown_node *node, enum intro expected)
{
    enum markdown_kind kind = markdown_kind(node);
    if (kind == MARKDOWN_PARAGRAPH && expected == INTRO_TITLE)
        return INTRO_TITLE;
    if (kind == MARKDOWN_BULLETS && expected <= INTRO_ATTRIBUTES)
        return INTRO_ATTRIBUTES;
    if (kind == MARKDOWN_QUOTE && expected <= INTRO_QUESTION)
        return INTRO_QUESTION;
    return kind == MARKDOWN_PARAGRAPH && expected == INTRO_LOOK_FOR ? INTRO_LOOK_FOR : INTRO_END;
}

static struct text read_line(struct parse *parse, const struct markdown_node *node)
{
    return parse_text(parse, markdown_text(parse->reader, node), markdown_place(parse->reader, node));
}

static void read_intro(struct parse *parse, const struct section *section, const struct markdown_node *end)
{
    static const enum say expectations[] = { SAY_EXPECTED_TITLE, SAY_EXPECTED_QUESTION, SAY_EXPECTED_QUESTION,
                                             SAY_EXPECTED_LOOK_FOR, SAY_EXPECTED_SECTION };
    enum intro expected = INTRO_TITLE;
    for (const struct markdown_node *node = section->first; node && node != end; node = markdown_next(node)) {
        enum intro intro = intro_of(node, expected);
        if (intro == INTRO_TITLE)
            parse->exercise->title = read_line(parse, node);
        else if (intro == INTRO_QUESTION)
            parse->exercise->question = markdown_prose(parse->reader, markdown_first(node), NULL);
        else if (intro == INTRO_LOOK_FOR)
            parse->exercise->look_for = read_line(parse, node);
        else if (intro == INTRO_END)
            parse_unexpected(parse->reader, node, words_plain(SAY_THE_EXERCISE), expectations[expected]);
        expected = intro == INTRO_END ? expected : intro + 1;
    }
}

void parse_exercise(struct parse *parse, const struct section *section)
{
    struct reader *reader = parse->reader;
    struct set *set = reader->set;
    if (!reader_has_room(reader, set->exercise_count, SET_EXERCISES_MAX, SAY_EXERCISES, section->at))
        return;
    struct exercise *exercise = &set->exercises[set->exercise_count++];
    struct parse inner = { .reader = reader, .exercise = exercise, .reference = &exercise->reference };
    bool seen[COUNT(exercise_sections)] = { false };
    reader->exercise = exercise;
    exercise->at = section->at;
    exercise->id = read_id(parse, section, text_string(reader->scratch, section->argument));
    const struct markdown_node *node = section->first ? parse_skip(section->first, 2) : NULL;
    read_attributes(&inner, section, node);
    read_intro(&inner, section, node);
    while (node && node != section->end) {
        struct section part = parse_section(reader, node, 2);
        parse_by_rows(&inner, &part, exercise_sections, COUNT(exercise_sections), seen);
        node = part.end;
    }
    reader->exercise = NULL;
}
