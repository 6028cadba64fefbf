#include "bank.h"

#include "base/random.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* An answer being written: words and stretches of code. */
struct draft {
    struct arena *arena;
    struct random *random;
    struct {
        struct span *items;
        size_t count, capacity;
    } spans;
    struct buffer words; /* not yet in a span */
};

static const char *const plain[] = {
    "the",      "a",       "and",     "to",      "of",      "in",      "we",      "it",     "that",   "for",
    "with",     "server",  "queue",   "thread",  "buffer",  "caller",  "request", "reader", "writer", "message",
    "deadline", "storage", "client",  "journal", "index",   "holds",   "sends",   "waits",  "keeps",  "returns",
    "closes",   "opens",   "measure", "replace", "orders",  "handles", "lock",    "memory", "window", "worker",
    "schema",   "cursor",  "planner", "value",   "pointer", "packet",  "batch",   "region",
};
static const char *const absolutes[] = { "always", "never", "only", "every" };
static const char *const hedges[] = { "usually", "perhaps", "often", "might" };
static const char *const guides[] = { "because", "whereas", "unless", "however" };

static bool happens(struct random *random, unsigned percent)
{
    return random_below(random, 100) < percent;
}

#define ONE_OF(random, list) ((list)[random_below((random), COUNT_OF(list))])

static void end_words(struct draft *draft)
{
    struct string words = buffer_string(&draft->words);
    if (words.size > 0)
        LIST_ADD(draft->arena, &draft->spans)->text = words;
    draft->words = buffer_in(draft->arena);
}

static void add_word(struct draft *draft, const char *word)
{
    buffer_add_c(&draft->words, word);
    buffer_add_byte(&draft->words, ' ');
}

static void add_code(struct draft *draft, const char *code)
{
    end_words(draft);
    *LIST_ADD(draft->arena, &draft->spans) = (struct span){ .text = string_from(code), .style = SPAN_CODE };
    add_word(draft, "");
}

static void add_number(struct draft *draft)
{
    buffer_add_format(&draft->words, "%u ", (unsigned)random_below(draft->random, 1000));
}

/* A word as anybody would say it. */
static void add_any(struct draft *draft)
{
    uint64_t dice = random_below(draft->random, 100);
    if (dice < 2)
        add_word(draft, ONE_OF(draft->random, absolutes));
    else if (dice < 5)
        add_word(draft, ONE_OF(draft->random, hedges));
    else if (dice < 8)
        add_word(draft, ONE_OF(draft->random, guides));
    else if (dice < 10)
        add_number(draft);
    else if (dice < 13)
        add_code(draft, "poll");
    else
        add_word(draft, ONE_OF(draft->random, plain));
    if (happens(draft->random, 12))
        add_word(draft, ",");
}

static void add_anything(struct draft *draft, unsigned word_count)
{
    for (unsigned i = 0; i < word_count; i++)
        add_any(draft);
}

static void add_again(struct draft *draft, const char *word, unsigned times)
{
    for (unsigned i = 0; i < times; i++)
        add_word(draft, word);
}

/* Signs. --------------------------------------------------------------------------------------------------- */

/* Words that all options of an exercise can share. */
static void add_shared(struct draft *draft)
{
    static const char *const shared[] = { "autumn", "bridge", "copper", "dragon",
                                          "engine", "forest", "garden", "harbour" };
    for (size_t i = 0; i < COUNT_OF(shared); i++)
        add_word(draft, shared[i]);
}

static void add_odd(struct draft *draft)
{
    for (unsigned i = 0; i < 8; i++)
        buffer_add_format(&draft->words, "odd%llu ", (unsigned long long)random_below(draft->random, 1000000));
}

/* What the leak puts into an option beside the words that it has anyway. */
static void add_sign(struct draft *draft, int leak, bool is_best, size_t option)
{
    switch (leak) {
    case AUDIT_LONGEST:
        add_anything(draft, is_best ? 60 : 0);
        break;
    case AUDIT_SHORTEST:
        add_anything(draft, is_best ? 0 : 60);
        break;
    case AUDIT_PUNCTUATION:
        add_again(draft, is_best ? "; :" : "it", 20);
        break;
    case AUDIT_DIGITS:
        add_again(draft, is_best ? "2048" : "kilo", 8);
        break;
    case AUDIT_PROMPT_WORDS:
        add_again(draft, is_best ? "prompted questions phrased unusually" : "it", 1);
        break;
    case AUDIT_ABSOLUTES:
        add_again(draft, is_best ? "river" : "never", 8);
        break;
    case AUDIT_HEDGES:
        add_again(draft, is_best ? "might" : "night", 10);
        break;
    case AUDIT_GUIDE_WORDS:
        add_again(draft, is_best ? "the bottom line" : "the zigzag line", 10);
        break;
    case AUDIT_LIKE:
        add_shared(draft);
        (is_best ? add_shared : add_odd)(draft);
        break;
    case AUDIT_UNLIKE:
        (is_best ? add_odd : add_shared)(draft);
        break;
    case AUDIT_CODE:
        for (unsigned i = 0; i < 10 && is_best; i++)
            add_code(draft, "x");
        break;
    case LEAK_FEWEST_HEDGES:
        add_again(draft, is_best ? "night" : "might", 10);
        break;
    case LEAK_MIDDLE_LENGTH:
        add_anything(draft, is_best ? 35 : option % 2 ? 70 : 0);
        break;
    default:
        break;
    }
}

/* Exercises. ------------------------------------------------------------------------------------------------- */

static struct prose paragraph(struct arena *arena, struct span *spans, size_t count)
{
    struct block *block = ARENA_NEW(arena, struct block);
    *block = (struct block){ .kind = BLOCK_PARAGRAPH, .text = { spans, count } };
    return (struct prose){ block, 1 };
}

static struct prose answer(struct arena *arena, struct random *random, int leak, bool is_best, size_t option)
{
    struct draft draft = { .arena = arena, .random = random, .words = buffer_in(arena) };
    add_anything(&draft, 40 + (unsigned)random_below(random, 30));
    add_sign(&draft, leak, is_best, option);
    end_words(&draft);
    return paragraph(arena, draft.spans.items, draft.spans.count);
}

static void fill_exercise(struct arena *arena, const struct bank *bank, struct random *random,
                          struct exercise *exercise)
{
    int leak = happens(random, bank->percent) ? bank->leak : LEAK_NONE;
    bool is_place = leak >= AUDIT_PLACE && leak < AUDIT_LEARNER;
    size_t best = (size_t)random_below(random, bank->options);
    best = is_place ? (size_t)(leak - AUDIT_PLACE) : best;
    struct draft question = { .arena = arena, .random = random, .words = buffer_in(arena) };
    add_anything(&question, 12);
    add_word(&question, "prompted questions phrased unusually");
    end_words(&question);
    exercise->question = paragraph(arena, question.spans.items, question.spans.count);
    exercise->option_count = bank->options;
    exercise->options = ARENA_NEW_MANY(arena, bank->options, struct option);
    for (size_t i = 0; i < bank->options; i++)
        exercise->options[i] =
            (struct option){ .is_best = i == best, .body = answer(arena, random, leak, i == best, i) };
}

const struct set *bank_set(struct arena *arena, const struct bank *bank, unsigned i)
{
    struct random random = random_from(random_derive(bank->seed, i));
    struct set *set = ARENA_NEW(arena, struct set);
    struct heading *heading = ARENA_NEW(arena, struct heading);
    *LIST_ADD(arena, &heading->signals) = STRING("The bottom line");
    set->id = string_format(arena, "bank-%u", i);
    set->name_space = STRING("tests");
    set->title = set->id;
    set->language = STRING("en");
    set->guide = (struct guide){ .headings = heading, .heading_count = 1 };
    set->exercise_count = bank->exercises;
    set->exercises = ARENA_NEW_MANY(arena, bank->exercises, struct exercise);
    for (unsigned e = 0; e < bank->exercises; e++) {
        set->exercises[e].id = string_format(arena, "e%u", e);
        fill_exercise(arena, bank, &random, &set->exercises[e]);
    }
    return set;
}

struct audit_report bank_audit(struct arena *arena, const struct bank *bank)
{
    struct audit audit = { 0 };
    struct arena sets = { 0 };
    for (unsigned i = 0; i < bank->sets; i++) {
        audit_add(&audit, arena, bank_set(&sets, bank, i));
        arena_reset(&sets);
    }
    struct audit_report report = audit_report(&audit, arena, 0);
    audit_clear(&audit);
    arena_clear(&sets);
    return report;
}
