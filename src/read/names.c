#include "read/names.h"

#include <string.h>

#include "read/eight.h"

/* A word: the bytes from from to to. None: both are the same. */
struct word_at {
    size_t from, to;
};

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           (byte & 0x80);
}

static struct word_at word_from(struct string words, size_t from)
{
    size_t to = from;
    while (to < words.size && is_word_byte(words.bytes[to]))
        to++;
    return (struct word_at){ from, to };
}

static bool is_space(struct string words, size_t at)
{
    return at < words.size && words.bytes[at] == ' ';
}

/* The word one space behind (before) word; none when something else stands between. */
static struct word_at word_behind(struct string words, struct word_at word)
{
    return is_space(words, word.to) ? word_from(words, word.to + 1) : (struct word_at){ 0 };
}

static struct word_at word_before(struct string words, struct word_at word)
{
    if (word.from < 2 || !is_space(words, word.from - 1))
        return (struct word_at){ 0 };
    size_t from = word.from - 1;
    while (from > 0 && is_word_byte(words.bytes[from - 1]))
        from--;
    return (struct word_at){ from, word.from - 1 };
}

/* Whether the word is one of a list such as "|is|was|", whatever its case. */
static bool is_one_of(struct string words, struct word_at word, const char *list)
{
    char lower[16] = "|";
    size_t size = word.to - word.from;
    if (size == 0 || size > sizeof lower - 3)
        return false;
    for (size_t i = 0; i < size; i++) {
        char byte = words.bytes[word.from + i];
        lower[i + 1] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    lower[size + 1] = '|';
    return strstr(list, lower) != NULL;
}

static struct string phrase(struct string words, struct word_at first, struct word_at last)
{
    return string_slice(words, first.from, last.to);
}

static const struct string no_phrase = { 0 };

/* Letters. --------------------------------------------------------------------------------------------- */

static bool stands_in(char byte, const char *set)
{
    return byte != '\0' && strchr(set, byte);
}

/* One of A to H by itself: no part of "C++", "B-tree", "A/B", "F#", "E::new". */
static bool is_letter(struct string words, struct word_at word)
{
    if (word.to - word.from != 1 || words.bytes[word.from] < 'A' || words.bytes[word.from] > 'H')
        return false;
    char before = word.from > 0 ? words.bytes[word.from - 1] : ' ';
    char behind = word.to < words.size ? words.bytes[word.to] : ' ';
    char next = word.to + 1 < words.size ? words.bytes[word.to + 1] : ' ';
    bool is_joined = stands_in(before, "-/_.&:<`'") || stands_in(behind, "+#-/_&<(`");
    return !is_joined && !(stands_in(behind, ".:") && (is_word_byte(next) || next == ':'));
}

/* Whether a sentence or a clause begins with word: then a letter is the subject, and not the end of a name such as
 * "plan B". */
static bool begins_clause(struct string words, struct word_at word)
{
    struct word_at before = word_before(words, word);
    if (before.to == before.from)
        return true;
    return is_one_of(words, before,
                     "|and|or|nor|that|why|so|but|because|only|both|neither|while|whereas|if|when|then|say|says|");
}

static struct word_at skip(struct string words, struct word_at word, const char *list)
{
    return is_one_of(words, word, list) ? word_behind(words, word) : word;
}

/* "B is right", "C are both wrong", "D is the best answer" */
static struct string find_judged(struct string words, struct word_at letter)
{
    struct word_at verb = word_behind(words, letter);
    if (!is_one_of(words, verb, "|is|was|are|were|") || !begins_clause(words, letter))
        return no_phrase;
    const char *adverbs = "|also|not|all|both|just|simply|clearly|plainly|partly|almost|equally|";
    struct word_at judged = skip(words, word_behind(words, verb), adverbs);
    if (is_one_of(words, judged, "|right|wrong|correct|incorrect|"))
        return phrase(words, letter, judged);
    struct word_at noun = word_behind(words, word_behind(words, judged));
    if (is_one_of(words, judged, "|the|") && is_one_of(words, noun, "|answer|option|choice|one|"))
        return phrase(words, letter, noun);
    return no_phrase;
}

/* "both A and C", "neither B nor D" */
static struct string find_pair(struct string words, struct word_at letter)
{
    struct word_at before = word_before(words, letter);
    if (!is_one_of(words, before, "|both|neither|"))
        return no_phrase;
    struct word_at joint = word_behind(words, letter), second = word_behind(words, joint);
    bool is_pair = is_one_of(words, joint, "|and|nor|") && is_letter(words, second);
    return is_pair ? phrase(words, before, second) : no_phrase;
}

static struct string find_at_letter(struct string words, struct word_at letter)
{
    struct string found = find_judged(words, letter);
    return found.size ? found : find_pair(words, letter);
}

/* Nouns. ----------------------------------------------------------------------------------------------- */

/* The word that a noun is named with: behind a space, or behind an opening bracket, quote or number sign. */
static struct word_at name_behind(struct string words, struct word_at noun)
{
    if (!is_space(words, noun.to))
        return (struct word_at){ 0 };
    static const struct string openings[] = { STRING_INIT("\xE2\x80\x9C"),
                                              STRING_INIT("\xE2\x80\x98"),
                                              STRING_INIT("("),
                                              STRING_INIT("\""),
                                              STRING_INIT("#"),
                                              STRING_INIT("'") };
    size_t at = noun.to + 1;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (string_starts_with(string_slice(words, at, words.size), openings[i])) {
            at += openings[i].size;
            break;
        }
    struct word_at name = word_from(words, at);
    /* a closing quote of three bytes is no part of the name */
    if (name.to - name.from > 1 && (unsigned char)words.bytes[name.from + 1] == 0xE2)
        name.to = name.from + 1;
    return name;
}

/* "answer: B", when nothing follows that would make a sentence of it */
static struct word_at name_behind_colon(struct string words, struct word_at noun)
{
    bool has_colon = noun.to + 1 < words.size && words.bytes[noun.to] == ':' && words.bytes[noun.to + 1] == ' ';
    struct word_at name = has_colon ? word_from(words, noun.to + 2) : (struct word_at){ 0 };
    bool is_end = name.to == words.size || stands_in(words.bytes[name.to], ".,;!?)");
    return is_end ? name : (struct word_at){ 0 };
}

static bool is_digit(struct string words, struct word_at word)
{
    bool is_one = word.to - word.from == 1 && words.bytes[word.from] >= '1' && words.bytes[word.from] <= '8';
    bool is_longer =
        word.to + 1 < words.size && stands_in(words.bytes[word.to], ".,:%") && is_word_byte(words.bytes[word.to + 1]);
    return is_one && !is_longer;
}

/* "option 2", "choice three"; but one may "answer two questions" */
static bool is_number(struct string words, struct word_at noun, struct word_at number)
{
    bool is_verb = is_one_of(words, noun, "|answer|answers|");
    struct word_at behind = word_behind(words, number);
    bool has_object = behind.to > behind.from && !is_one_of(words, behind, "|is|was|and|or|are|were|");
    if (is_verb && (has_object || !is_digit(words, number)))
        return false;
    return is_digit(words, number) || is_one_of(words, number, "|one|two|three|four|five|six|seven|eight|");
}

/* "option B", "answers (A)", "choice 3", "the answer above" */
static struct string find_named_behind(struct string words, struct word_at noun)
{
    struct word_at name = name_behind(words, noun), by_colon = name_behind_colon(words, noun);
    if (is_letter(words, name) || is_number(words, noun, name))
        return phrase(words, noun, name);
    if (is_letter(words, by_colon))
        return phrase(words, noun, by_colon);
    if (is_one_of(words, name, "|number|")) {
        struct word_at number = word_behind(words, name);
        return is_digit(words, number) ? phrase(words, noun, number) : no_phrase;
    }
    bool is_above = is_one_of(words, name, "|above|below|") && !is_one_of(words, word_behind(words, name), "|all|");
    return is_above ? phrase(words, noun, name) : no_phrase;
}

/* "the second option", "the previous answer"; but "the first choice of most teams" is an idiom */
static struct string find_named_before(struct string words, struct word_at noun)
{
    struct word_at place = word_before(words, noun), article = word_before(words, place);
    const char *places = "|first|second|third|fourth|fifth|sixth|seventh|eighth|last|next|previous|preceding|above|";
    bool is_idiom = is_one_of(words, noun, "|choice|choices|") && is_one_of(words, place, "|first|second|next|");
    bool is_place = is_one_of(words, place, places) && is_one_of(words, article, "|the|");
    return is_place && !is_idiom ? phrase(words, article, noun) : no_phrase;
}

static struct string find_at_noun(struct string words, struct word_at noun)
{
    struct string found = find_named_before(words, noun);
    return found.size ? found : find_named_behind(words, noun);
}

/* "all of the above", "all the above" */
static struct string find_at_above(struct string words, struct word_at above)
{
    struct word_at article = word_before(words, above);
    struct word_at quantity = word_before(words, article);
    if (!is_one_of(words, article, "|the|"))
        return no_phrase;
    if (is_one_of(words, quantity, "|of|"))
        quantity = word_before(words, quantity);
    bool is_quantity = is_one_of(words, quantity, "|all|none|any|both|neither|either|some|most|each|");
    return is_quantity ? phrase(words, quantity, above) : no_phrase;
}

static struct string find_at(struct string words, struct word_at word)
{
    if (is_letter(words, word))
        return find_at_letter(words, word);
    if (is_one_of(words, word, "|option|options|answer|answers|choice|choices|alternative|alternatives|"))
        return find_at_noun(words, word);
    return is_one_of(words, word, "|above|") ? find_at_above(words, word) : no_phrase;
}

/* What a first byte says: nearly all words are passed over by this alone. */
enum first_byte { FIRST_LETTER_PASSED, FIRST_LETTER_LOOKED_AT, FIRST_OTHER };

/* Letters that the words looked at begin with; what is no letter may open brackets or quotes before one. */
static const unsigned char first_bytes[256] = {
    [' '] = FIRST_OTHER,
    ['!'] = FIRST_OTHER,
    ['"'] = FIRST_OTHER,
    ['#'] = FIRST_OTHER,
    ['\''] = FIRST_OTHER,
    ['('] = FIRST_OTHER,
    ['*'] = FIRST_OTHER,
    ['['] = FIRST_OTHER,
    ['{'] = FIRST_OTHER,
    [0xC2] = FIRST_OTHER,
    [0xE2] = FIRST_OTHER,
    ['a'] = FIRST_LETTER_LOOKED_AT,
    ['c'] = FIRST_LETTER_LOOKED_AT,
    ['o'] = FIRST_LETTER_LOOKED_AT,
    ['A'] = FIRST_LETTER_LOOKED_AT,
    ['B'] = FIRST_LETTER_LOOKED_AT,
    ['C'] = FIRST_LETTER_LOOKED_AT,
    ['D'] = FIRST_LETTER_LOOKED_AT,
    ['E'] = FIRST_LETTER_LOOKED_AT,
    ['F'] = FIRST_LETTER_LOOKED_AT,
    ['G'] = FIRST_LETTER_LOOKED_AT,
    ['H'] = FIRST_LETTER_LOOKED_AT,
    ['O'] = FIRST_LETTER_LOOKED_AT,
};

/* The second or third byte of a quote. */
static bool is_continued(char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Behind what opens brackets and quotes at at. */
static size_t skip_openings(struct string words, size_t at)
{
    while (at < words.size &&
           (first_bytes[(unsigned char)words.bytes[at]] == FIRST_OTHER || is_continued(words.bytes[at])))
        at++;
    return at;
}

/* Whether the bytes at at may begin a letter alone, "option", "answer", "alternative", "above" or "choice". */
static inline bool may_name(struct string words, size_t at)
{
    char first = words.bytes[at];
    char second = at + 1 < words.size ? words.bytes[at + 1] : ' ',
         third = at + 2 < words.size ? words.bytes[at + 2] : ' ';
    if (!is_word_byte(second))
        return first >= 'A' && first <= 'H';
    switch (first | 0x20) {
    case 'a':
        second |= 0x20, third |= 0x20;
        return (second == 'n' && third == 's') || (second == 'l' && third == 't') || (second == 'b' && third == 'o');
    case 'c':
        return (second | 0x20) == 'h';
    case 'o':
        return (second | 0x20) == 'p';
    default:
        return false;
    }
}

/* The first byte says of nearly all words that they need not be looked at. */
static inline bool is_passed(struct string words, size_t at)
{
    return at == words.size || first_bytes[(unsigned char)words.bytes[at]] == FIRST_LETTER_PASSED;
}

/* The finding at the word that begins at at, or behind what opens brackets and quotes there. */
static struct string find_from(struct string words, size_t at)
{
    at = skip_openings(words, at);
    return at < words.size && may_name(words, at) ? find_at(words, word_from(words, at)) : no_phrase;
}

struct string names_find(struct string words)
{
    struct string found = is_passed(words, 0) ? no_phrase : find_from(words, 0);
    size_t at = 0;
    for (; at + 8 <= words.size && !found.size; at += 8)
        for (uint64_t spaces = eight_equal(eight_load(words.bytes + at), ' '); spaces; spaces = eight_rest(spaces)) {
            size_t behind = at + eight_first(spaces) + 1;
            if (!is_passed(words, behind) && !found.size)
                found = find_from(words, behind);
        }
    for (; at < words.size && !found.size; at++)
        if (words.bytes[at] == ' ' && !is_passed(words, at + 1))
            found = find_from(words, at + 1);
    return found;
}

/* The longest of the words, to be looked for when a line break or a style stands between them. */
static struct string longest_word(struct string words)
{
    struct string longest = { 0 };
    while (words.size) {
        struct string word = string_cut(&words, ' ');
        longest = word.size > longest.size ? word : longest;
    }
    return longest;
}

void names_check(struct reader *reader, struct string words, struct place place)
{
    struct string found = reader->problems->takes_errors_only ? no_phrase : names_find(words);
    if (found.size == 0)
        return;
    struct place at = reader_find(reader, (struct place){ place.line, place.column, 0 }, found);
    if (at.length == 0)
        at = reader_find(reader, place, longest_word(found));
    reader_report(reader, PROBLEM_NAMES_AN_OPTION, at, WORDS(WORD("phrase", found)));
}
