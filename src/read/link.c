#include "read/link.h"

#include "base/check.h"

/* Where an id is looked up. A claim is a point or a misconception. */
enum names { NAMES_HEADINGS, NAMES_POINTS, NAMES_MISCONCEPTIONS, NAMES_SENTENCES, NAMES_CLAIMS };

static size_t count_names(const struct set *set, const struct exercise *exercise, enum names names)
{
    const size_t counts[] = {
        [NAMES_HEADINGS] = set->guide.heading_count,
        [NAMES_POINTS] = exercise->point_count,
        [NAMES_MISCONCEPTIONS] = exercise->misconception_count,
        [NAMES_SENTENCES] = exercise->sentence_count,
        [NAMES_CLAIMS] = exercise->point_count + exercise->misconception_count,
    };
    return counts[names];
}

static struct string name_at(const struct set *set, const struct exercise *exercise, enum names names, size_t i)
{
    switch (names) {
    case NAMES_HEADINGS:
        return set->guide.headings[i].id;
    case NAMES_POINTS:
        return exercise->points[i].id;
    case NAMES_MISCONCEPTIONS:
        return exercise->misconceptions[i].id;
    case NAMES_SENTENCES:
        return exercise->sentences[i].id;
    case NAMES_CLAIMS:
        break;
    }
    return i < exercise->point_count ? exercise->points[i].id : exercise->misconceptions[i - exercise->point_count].id;
}

/* What is filled: an index or a mask of the owner. */
struct slot {
    size_t *index;
    uint32_t *mask, *mask_beyond; /* mask_beyond: of misconceptions, for a claim that is no point */
};

static struct slot slot_of(struct exercise *exercise, const struct link *link)
{
    size_t owner = link->owner;
    switch (link->kind) {
    case LINK_POINT_HEADING:
        return (struct slot){ .index = &exercise->points[owner].heading };
    case LINK_MISCONCEPTION_AGAINST:
        return (struct slot){ .mask = &exercise->misconceptions[owner].against };
    case LINK_OPTION_COVERS:
        return (struct slot){ .mask = &exercise->options[owner].marks.covers };
    case LINK_OPTION_TOUCHES:
        return (struct slot){ .mask = &exercise->options[owner].marks.touches };
    case LINK_OPTION_CLAIMS:
        return (struct slot){ .mask = &exercise->options[owner].marks.claims };
    case LINK_ANSWER_COVERS:
        return (struct slot){ .mask = &exercise->answers[owner].marks.covers };
    case LINK_ANSWER_TOUCHES:
        return (struct slot){ .mask = &exercise->answers[owner].marks.touches };
    case LINK_ANSWER_CLAIMS:
        return (struct slot){ .mask = &exercise->answers[owner].marks.claims };
    case LINK_SAMPLE_POINT:
    case LINK_SAMPLE_MISCONCEPTION:
        return (struct slot){ .index = &exercise->samples[owner].labels[link->part].target };
    case LINK_PROBE_POINT:
        return (struct slot){ .index = &exercise->probes[owner].point };
    case LINK_SENTENCE_AFTER:
        return (struct slot){ .mask = &exercise->sentences[owner].after };
    case LINK_CITATION:
        return (struct slot){ .mask = &exercise->reference.citations[owner].points,
                              .mask_beyond = &exercise->reference.citations[owner].misconceptions };
    case LINK_KIND_COUNT:
        break;
    }
    CHECK(false);
}

static const struct link_row {
    enum names names;
    enum problem_code unknown;
} rows[LINK_KIND_COUNT] = {
    [LINK_POINT_HEADING] = { NAMES_HEADINGS, PROBLEM_UNKNOWN_HEADING },
    [LINK_MISCONCEPTION_AGAINST] = { NAMES_POINTS, PROBLEM_UNKNOWN_POINT },
    [LINK_OPTION_COVERS] = { NAMES_POINTS, PROBLEM_UNKNOWN_POINT },
    [LINK_OPTION_TOUCHES] = { NAMES_POINTS, PROBLEM_UNKNOWN_POINT },
    [LINK_OPTION_CLAIMS] = { NAMES_MISCONCEPTIONS, PROBLEM_UNKNOWN_MISCONCEPTION },
    [LINK_ANSWER_COVERS] = { NAMES_POINTS, PROBLEM_UNKNOWN_POINT },
    [LINK_ANSWER_TOUCHES] = { NAMES_POINTS, PROBLEM_UNKNOWN_POINT },
    [LINK_ANSWER_CLAIMS] = { NAMES_MISCONCEPTIONS, PROBLEM_UNKNOWN_MISCONCEPTION },
    [LINK_SAMPLE_POINT] = { NAMES_POINTS, PROBLEM_UNKNOWN_POINT },
    [LINK_SAMPLE_MISCONCEPTION] = { NAMES_MISCONCEPTIONS, PROBLEM_UNKNOWN_MISCONCEPTION },
    [LINK_PROBE_POINT] = { NAMES_POINTS, PROBLEM_UNKNOWN_POINT },
    [LINK_SENTENCE_AFTER] = { NAMES_SENTENCES, PROBLEM_UNKNOWN_SENTENCE },
    [LINK_CITATION] = { NAMES_CLAIMS, PROBLEM_UNKNOWN_CLAIM },
};

static void fill(struct slot slot, const struct exercise *exercise, size_t target)
{
    CHECK(slot.index || slot.mask);
    if (slot.index)
        *slot.index = target;
    else if (!slot.mask_beyond || target < exercise->point_count)
        *slot.mask |= UINT32_C(1) << target;
    else
        *slot.mask_beyond |= UINT32_C(1) << (target - exercise->point_count);
}

static size_t find_name(const struct set *set, const struct exercise *exercise, enum names names, struct string id)
{
    size_t count = count_names(set, exercise, names), i = 0;
    while (i < count && !string_equal(id, name_at(set, exercise, names, i)))
        i++;
    return i < count ? i : SIZE_MAX;
}

/* The index of the name that was probably meant, or SIZE_MAX. */
static size_t report_unknown(struct reader *reader, const struct exercise *exercise, const struct link *link)
{
    const struct link_row *row = &rows[link->kind];
    size_t count = count_names(reader->set, exercise, row->names);
    struct string names[READER_NAMES_MAX] = { { NULL, 0 } };
    CHECK(count <= READER_NAMES_MAX);
    for (size_t i = 0; i < count; i++)
        names[i] = name_at(reader->set, exercise, row->names, i);
    reader_report(reader, row->unknown, reader_find(reader, link->at, link->id),
                  WORDS(WORD("id", link->id), WORD("near", reader_near(reader, link->id, names, count))));
    size_t nearest = reader_nearest(reader, link->id, names, count);
    return nearest < count ? nearest : SIZE_MAX;
}

static void link_one(struct reader *reader, const struct link *link)
{
    struct exercise *exercise = &reader->set->exercises[link->exercise];
    size_t target = find_name(reader->set, exercise, rows[link->kind].names, link->id);
    if (target == SIZE_MAX)
        target = report_unknown(reader, exercise, link);
    if (target != SIZE_MAX)
        fill(slot_of(exercise, link), exercise, target);
}

void link_all(struct reader *reader)
{
    for (size_t i = 0; i < reader->links.count; i++)
        link_one(reader, &reader->links.items[i]);
}

struct string link_id(const struct set *set, const struct exercise *exercise, enum link_kind kind, size_t index)
{
    return name_at(set, exercise, rows[kind].names, index);
}

struct strings link_ids(struct arena *arena, const struct set *set, const struct exercise *exercise,
                        enum link_kind kind, uint32_t mask, uint32_t mask_beyond)
{
    struct strings ids = { 0 };
    size_t count = count_names(set, exercise, rows[kind].names);
    size_t points = rows[kind].names == NAMES_CLAIMS ? exercise->point_count : count;
    for (size_t i = 0; i < count; i++) {
        bool is_set = i < points ? mask >> i & 1 : mask_beyond >> (i - points) & 1;
        if (is_set)
            *LIST_ADD(arena, &ids) = name_at(set, exercise, rows[kind].names, i);
    }
    return ids;
}
