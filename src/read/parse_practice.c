/* Items of "## Samples", "## Probes" and "## Sentences". */
#include "read/parse.h"
#include "read/texts.h"
#include "read/values.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* "near-miss owner" or "owner": a mark and the id it is about; covers goes without saying. */
static void read_label(struct parse *parse, struct sample *sample, struct string words, struct place at)
{
    struct reader *reader = parse->reader;
    struct string id = words, mark = string_cut(&id, ' ');
    size_t index = SAMPLE_COVERED;
    if (id.size)
        index = values_word(reader, PROBLEM_UNKNOWN_MARK, mark, sample_mark_ids, SAMPLE_MARK_COUNT,
                            reader_find(reader, at, mark));
    if (index == SIZE_MAX)
        return;
    bool is_misconception = index == SAMPLE_CONTRADICTS;
    *LIST_ADD(reader->scratch, &reader->links) =
        (struct link){ .kind = is_misconception ? LINK_SAMPLE_MISCONCEPTION : LINK_SAMPLE_POINT,
                       .exercise = (uint32_t)(parse->exercise - reader->set->exercises),
                       .owner = (uint32_t)parse->owner,
                       .part = (uint32_t)sample->label_count,
                       .id = id.size ? string_trim(id) : mark,
                       .at = at };
    sample->labels[sample->label_count++] = (struct sample_label){ (enum sample_mark)index, SIZE_MAX };
}

/* Labels are separated by commas. */
static void read_labels(struct parse *parse, struct sample *sample, struct string words)
{
    size_t room = 1;
    for (size_t i = 0; i < words.size; i++)
        room += words.bytes[i] == ',';
    sample->labels = ARENA_NEW_MANY(parse->reader->arena, room, struct sample_label);
    while (words.size)
        read_label(parse, sample, string_trim(string_cut(&words, ',')), sample->at);
}

/* "- "text" -> labels" */
static bool read_sample(struct parse *parse, struct item *item)
{
    struct arena *arena = parse->reader->arena;
    struct exercise *exercise = parse->exercise;
    struct sample sample = { .at = item->at };
    struct text_point end;
    if (!texts_take(&item->rest, STRING("\"")) || !texts_find_last(item->rest, STRING("\" ->"), &end))
        return false;
    sample.text = parse_text(parse, texts_before(arena, item->rest, end), item->at);
    struct string labels = text_string(arena, texts_behind(arena, item->rest, end, 4));
    if (labels.size == 0)
        return false;
    if (!exercise->samples)
        exercise->samples = ARENA_NEW_MANY(arena, parse->room, struct sample);
    parse->owner = exercise->sample_count;
    read_labels(parse, &sample, labels);
    exercise->samples[exercise->sample_count++] = sample;
    return true;
}

const struct item_form parse_samples = {
    .form = "- \"text\" -> point, near-miss point, contradicts misconception",
    .what = SAY_SAMPLES,
    .max = EXERCISE_SAMPLES_MAX,
    .read = read_sample,
};

/* "- **point-id**: question" */
static bool read_probe(struct parse *parse, struct item *item)
{
    struct exercise *exercise = parse->exercise;
    struct probe probe = { .at = item->at };
    struct string point;
    if (!parse_label(parse, item, &point) || !parse_colon(item))
        return false;
    probe.question = parse_text(parse, item->rest, item->at);
    if (!exercise->probes)
        exercise->probes = ARENA_NEW_MANY(parse->reader->arena, parse->room, struct probe);
    parse->owner = exercise->probe_count;
    exercise->probes[exercise->probe_count++] = probe;
    parse_links(parse, point, LINK_PROBE_POINT, item->at);
    return true;
}

const struct item_form parse_probes = {
    .form = "- **point-id**: question",
    .what = SAY_PROBES,
    .max = EXERCISE_PROBES_MAX,
    .read = read_probe,
};

/* "- **id**: text" or "- **id** (spare): text" */
static bool read_sentence(struct parse *parse, struct item *item)
{
    struct exercise *exercise = parse->exercise;
    struct sentence sentence = { .at = item->at };
    struct string note = { 0 };
    if (!parse_label(parse, item, &sentence.id))
        return false;
    sentence.is_spare = parse_note(parse, item, &note);
    if (!parse_colon(item) || (sentence.is_spare && !string_is(note, "spare")))
        return false;
    sentence.text = parse_text(parse, item->rest, item->at);
    if (!exercise->sentences)
        exercise->sentences = ARENA_NEW_MANY(parse->reader->arena, parse->room, struct sentence);
    parse->owner = exercise->sentence_count;
    exercise->sentences[exercise->sentence_count++] = sentence;
    return true;
}

static void read_sentence_after(struct parse *parse, const struct attribute *attribute)
{
    parse_links(parse, parse_words(parse, attribute), LINK_SENTENCE_AFTER, attribute->at);
}

static void read_sentence_why(struct parse *parse, const struct attribute *attribute)
{
    parse->exercise->sentences[parse->owner].why = parse_text(parse, attribute->value, attribute->at);
}

static const struct attribute_row sentence_attributes[] = {
    { "after", read_sentence_after, false },
    { "why", read_sentence_why, false },
};

const struct item_form parse_sentences = {
    .form = "- **id**: text",
    .what = SAY_SENTENCES,
    .max = EXERCISE_SENTENCES_MAX,
    .read = read_sentence,
    .attributes = sentence_attributes,
    .attribute_count = COUNT(sentence_attributes),
};
