/* The JSON form as tables: keys in their canonical order. */
#include "read/json_form.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

/* A member that stands for one field; what follows are further designators. */
#define MEMBER(type, name, field, of, ...)                                                                             \
    {                                                                                                                  \
        .key = (name), .shape = &json_shape_##of, .offset = offsetof(struct type, field), __VA_ARGS__                  \
    }
/* A member that is a list of objects, counted by an index of struct json_in. */
#define LIST(type, name, field, counter, form, most, words, counted_by)                                                \
    {                                                                                                                  \
        .key = (name), .shape = &json_shape_list, .offset = offsetof(struct type, field),                              \
        .count_offset = offsetof(struct type, counter), .object = &(form), .max = (most), .what = SAY_##words,         \
        .index_offset = offsetof(struct json_in, counted_by)                                                           \
    }
#define REQUIRED .is_required = true
#define OPTIONAL .is_required = false
#define CHECKED  OPTIONAL /* that it is there is a rule of check */
#define OBJECT(table, type, place, words)                                                                              \
    {                                                                                                                  \
        .members = (table), .count = COUNT(table), .size = sizeof(struct type), .at = (place), .where = SAY_##words    \
    }

static const struct json_member phrase_members[] = {
    MEMBER(phrase, "phrase", phrase, text, CHECKED, .without = SPAN_STRONG),
    MEMBER(phrase, "use", use, text, CHECKED),
};
static const struct json_object json_phrase = OBJECT(phrase_members, phrase, SIZE_MAX, JSON_PHRASE);

static const struct json_member term_members[] = {
    MEMBER(term, "term", term, text, CHECKED, .without = SPAN_STRONG),
    MEMBER(term, "meaning", meaning, text, CHECKED),
};
static const struct json_object json_term = OBJECT(term_members, term, SIZE_MAX, JSON_TERM);

/* A set's own sources back nothing by id. */
static const struct json_member source_members[] = {
    MEMBER(citation, "title", title, text, CHECKED, .is_link = true),
    MEMBER(citation, "url", url, url, REQUIRED),
};
static const struct json_object json_source =
    OBJECT(source_members, citation, offsetof(struct citation, at), JSON_SOURCE);

static const struct json_member citation_members[] = {
    MEMBER(citation, "title", title, text, CHECKED, .is_link = true),
    MEMBER(citation, "url", url, url, REQUIRED),
    MEMBER(citation, "backs", points, backs, .link = LINK_CITATION),
};
static const struct json_object json_citation =
    OBJECT(citation_members, citation, offsetof(struct citation, at), JSON_SOURCE);

static const struct json_member heading_members[] = {
    MEMBER(heading, "id", id, slug, REQUIRED),
    MEMBER(heading, "title", title, text, CHECKED),
    MEMBER(heading, "advice", advice, text, OPTIONAL),
    MEMBER(heading, "signals", signals, cues, .max = HEADING_SIGNALS_MAX, .what = SAY_SIGNALS),
};
static const struct json_object json_heading =
    OBJECT(heading_members, heading, offsetof(struct heading, at), JSON_HEADING);

static const struct json_member guide_members[] = {
    MEMBER(guide, "title", title, text, .is_line = true),
    LIST(guide, "headings", headings, heading_count, json_heading, GUIDE_HEADINGS_MAX, HEADINGS, owner),
};
static const struct json_object json_guide = OBJECT(guide_members, guide, offsetof(struct guide, at), JSON_GUIDE);

static const struct json_member point_members[] = {
    MEMBER(point, "id", id, slug, REQUIRED),
    MEMBER(point, "was", was, slug_list, .what = SAY_FORMER_IDS),
    MEMBER(point, "heading", heading, link, REQUIRED, .link = LINK_POINT_HEADING),
    MEMBER(point, "statement", statement, text, CHECKED),
    MEMBER(point, "why", why, text, OPTIONAL),
    MEMBER(point, "variants", variants, texts, .what = SAY_VARIANTS),
    MEMBER(point, "cues", cues, cues, .max = LIST_ITEMS_MAX, .what = SAY_CUES),
};
static const struct json_object json_point = OBJECT(point_members, point, offsetof(struct point, at), JSON_POINT);

static const struct json_member misconception_members[] = {
    MEMBER(misconception, "id", id, slug, REQUIRED),
    MEMBER(misconception, "was", was, slug_list, .what = SAY_FORMER_IDS),
    MEMBER(misconception, "claim", claim, text, CHECKED),
    MEMBER(misconception, "truth", truth, text, CHECKED),
    MEMBER(misconception, "against", against, links, .link = LINK_MISCONCEPTION_AGAINST),
    MEMBER(misconception, "variants", variants, texts, .what = SAY_VARIANTS),
};
static const struct json_object json_misconception =
    OBJECT(misconception_members, misconception, offsetof(struct misconception, at), JSON_MISCONCEPTION);

static const struct json_member option_members[] = {
    MEMBER(option, "id", id, slug, REQUIRED),
    MEMBER(option, "was", was, slug_list, .what = SAY_FORMER_IDS),
    MEMBER(option, "best", is_best, best, OPTIONAL),
    MEMBER(option, "mark", mark_percent, mark, OPTIONAL),
    MEMBER(option, "body", body, prose, CHECKED),
    MEMBER(option, "covers", marks.covers, links, .link = LINK_OPTION_COVERS),
    MEMBER(option, "touches", marks.touches, links, .link = LINK_OPTION_TOUCHES),
    MEMBER(option, "claims", marks.claims, links, .link = LINK_OPTION_CLAIMS),
    MEMBER(option, "faults", marks.faults, faults, OPTIONAL),
    MEMBER(option, "note", note, text, OPTIONAL),
};
static const struct json_object json_option = OBJECT(option_members, option, offsetof(struct option, at), JSON_OPTION);

static const struct json_member sample_members[] = {
    MEMBER(sample, "text", text, text, CHECKED),
    MEMBER(sample, "labels", labels, labels, REQUIRED),
};
static const struct json_object json_sample = OBJECT(sample_members, sample, offsetof(struct sample, at), JSON_SAMPLE);

static const struct json_member answer_members[] = {
    MEMBER(answer, "id", id, slug, REQUIRED),
    MEMBER(answer, "body", body, prose, CHECKED),
    MEMBER(answer, "covers", marks.covers, links, .link = LINK_ANSWER_COVERS),
    MEMBER(answer, "touches", marks.touches, links, .link = LINK_ANSWER_TOUCHES),
    MEMBER(answer, "claims", marks.claims, links, .link = LINK_ANSWER_CLAIMS),
    MEMBER(answer, "faults", marks.faults, faults, OPTIONAL),
    MEMBER(answer, "note", note, text, OPTIONAL),
};
static const struct json_object json_answer = OBJECT(answer_members, answer, offsetof(struct answer, at), JSON_ANSWER);

static const struct json_member probe_members[] = {
    MEMBER(probe, "point", point, link, REQUIRED, .link = LINK_PROBE_POINT),
    MEMBER(probe, "question", question, text, CHECKED),
};
static const struct json_object json_probe = OBJECT(probe_members, probe, offsetof(struct probe, at), JSON_PROBE);

static const struct json_member sentence_members[] = {
    MEMBER(sentence, "id", id, slug, REQUIRED),
    MEMBER(sentence, "text", text, text, CHECKED),
    MEMBER(sentence, "spare", is_spare, flag, OPTIONAL),
    MEMBER(sentence, "after", after, links, .link = LINK_SENTENCE_AFTER),
    MEMBER(sentence, "why", why, text, OPTIONAL),
};
static const struct json_object json_sentence =
    OBJECT(sentence_members, sentence, offsetof(struct sentence, at), JSON_SENTENCE);

static const struct json_member exercise_members[] = {
    MEMBER(exercise, "id", id, slug, REQUIRED),
    MEMBER(exercise, "was", was, slug_list, .what = SAY_FORMER_IDS),
    MEMBER(exercise, "kind", kind, kind, OPTIONAL),
    MEMBER(exercise, "level", level, slug, OPTIONAL),
    MEMBER(exercise, "minutes", minutes, minutes, OPTIONAL),
    MEMBER(exercise, "waive", waived, code_list, .what = SAY_WAIVERS),
    MEMBER(exercise, "title", title, text, CHECKED),
    MEMBER(exercise, "question", question, prose, CHECKED),
    MEMBER(exercise, "look-for", look_for, text, OPTIONAL),
    LIST(exercise, "points", points, point_count, json_point, EXERCISE_POINTS_MAX, POINTS, owner),
    LIST(exercise, "misconceptions", misconceptions, misconception_count, json_misconception,
         EXERCISE_MISCONCEPTIONS_MAX, MISCONCEPTIONS, owner),
    LIST(exercise, "options", options, option_count, json_option, EXERCISE_OPTIONS_MAX, OPTIONS, owner),
    MEMBER(exercise, "lesson", lesson, prose, OPTIONAL),
    LIST(exercise, "phrases", reference.phrases, reference.phrase_count, json_phrase, LIST_ITEMS_MAX, PHRASES, owner),
    LIST(exercise, "glossary", reference.terms, reference.term_count, json_term, LIST_ITEMS_MAX, TERMS, owner),
    LIST(exercise, "sources", reference.citations, reference.citation_count, json_citation, LIST_ITEMS_MAX, CITATIONS,
         owner),
    LIST(exercise, "samples", samples, sample_count, json_sample, EXERCISE_SAMPLES_MAX, SAMPLES, owner),
    LIST(exercise, "answers", answers, answer_count, json_answer, EXERCISE_ANSWERS_MAX, ANSWERS, owner),
    LIST(exercise, "probes", probes, probe_count, json_probe, EXERCISE_PROBES_MAX, PROBES, owner),
    LIST(exercise, "sentences", sentences, sentence_count, json_sentence, EXERCISE_SENTENCES_MAX, SENTENCES, owner),
};
static const struct json_object json_exercise = { .members = exercise_members,
                                                  .count = COUNT(exercise_members),
                                                  .size = sizeof(struct exercise),
                                                  .at = offsetof(struct exercise, at),
                                                  .where = SAY_JSON_EXERCISE,
                                                  .is_exercise = true };

static const struct json_member set_members[] = {
    { .key = "format", .shape = &json_shape_format, .is_required = true },
    MEMBER(set, "set", id, slug, REQUIRED),
    MEMBER(set, "namespace", name_space, slug, REQUIRED),
    MEMBER(set, "title", title, words, REQUIRED),
    MEMBER(set, "focus", focus, words, OPTIONAL),
    MEMBER(set, "language", language, language, REQUIRED),
    MEMBER(set, "licence", licence, words, OPTIONAL),
    MEMBER(set, "translates", translates, full_id, OPTIONAL),
    MEMBER(set, "was", was, full_id_list, .what = SAY_FORMER_IDS),
    MEMBER(set, "waive", waived, code_list, .what = SAY_WAIVERS),
    MEMBER(set, "about", about, prose, OPTIONAL),
    MEMBER(set, "guide", guide, object, .object = &json_guide),
    LIST(set, "phrases", reference.phrases, reference.phrase_count, json_phrase, LIST_ITEMS_MAX, PHRASES, owner),
    LIST(set, "glossary", reference.terms, reference.term_count, json_term, LIST_ITEMS_MAX, TERMS, owner),
    LIST(set, "sources", reference.citations, reference.citation_count, json_source, LIST_ITEMS_MAX, CITATIONS, owner),
    LIST(set, "exercises", exercises, exercise_count, json_exercise, SET_EXERCISES_MAX, EXERCISES, exercise),
};
const struct json_object json_set = OBJECT(set_members, set, SIZE_MAX, JSON_SET);

static const struct json_member content_members[] = {
    { .key = "format", .shape = &json_shape_format, .is_required = true },
    MEMBER(json_content_parts, "id", id, words, REQUIRED),
    MEMBER(json_content_parts, "set", set, full_id, REQUIRED),
    MEMBER(json_content_parts, "language", language, language, OPTIONAL),
    MEMBER(json_content_parts, "guide", guide, object, .object = &json_guide),
    MEMBER(json_content_parts, "exercise", exercise, object, REQUIRED, .object = &json_exercise),
};
const struct json_object json_content = OBJECT(content_members, json_content_parts, SIZE_MAX, JSON_CONTENT);
