#include "read/values.h"

#include "read/texts.h"

static bool report_value(struct reader *reader, enum problem_code code, struct string value, struct place place)
{
    reader_report(reader, code, place, WORDS(WORD("value", value)));
    return false;
}

bool values_slug(struct reader *reader, struct string value, struct place place)
{
    if (string_is_slug(value))
        return true;
    reader_report(reader, PROBLEM_NOT_A_SLUG, place,
                  WORDS(WORD("value", value), WORD("max", reader_number(reader, SLUG_MAX)),
                        WORD("near", reader_slug_near(reader, value))));
    return false;
}

bool values_full_id(struct reader *reader, struct string value, struct place place)
{
    struct string set = value, name_space = string_cut(&set, '/');
    return (string_is_slug(name_space) && string_is_slug(set)) ||
           report_value(reader, PROBLEM_NOT_A_FULL_ID, value, place);
}

/* Schemes are the same in upper case (RFC 3986, section 3.1). */
static bool has_scheme(struct string url, struct string scheme)
{
    for (size_t i = 0; i < scheme.size; i++) {
        char byte = i < url.size ? url.bytes[i] : '\0';
        if ((byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte) != scheme.bytes[i])
            return false;
    }
    return true;
}

/* Whether url begins with one of the schemes, with something behind it, all of which a link can hold. */
static bool is_link(struct string url, const struct string *schemes, size_t count)
{
    bool is_known = false;
    for (size_t i = 0; i < count; i++)
        is_known |= has_scheme(url, schemes[i]) && url.size > schemes[i].size;
    for (size_t i = 0; i < url.size; i++)
        is_known &=
            (unsigned char)url.bytes[i] > ' ' && url.bytes[i] != '<' && url.bytes[i] != '>' && url.bytes[i] != 0x7F;
    return is_known && url.size <= TEXT_BYTES_MAX;
}

static const struct string schemes[] = { STRING_INIT("http://"), STRING_INIT("https://"), STRING_INIT("mailto:") };

bool values_link(struct reader *reader, struct string url, struct place place)
{
    bool is_fine = is_link(url, schemes, 3);
    if (!is_fine)
        reader_report(reader, PROBLEM_BAD_LINK, place,
                      WORDS(WORD("url", url), WORD("expected", words_plain(SAY_LINK_SCHEMES))));
    return is_fine;
}

bool values_source(struct reader *reader, struct string url, struct place place)
{
    bool is_fine = is_link(url, schemes, 2);
    if (!is_fine)
        reader_report(reader, PROBLEM_BAD_LINK, place,
                      WORDS(WORD("url", url), WORD("expected", words_plain(SAY_SOURCE_SCHEMES))));
    return is_fine;
}

struct string values_words(struct reader *reader, struct string value, struct place place)
{
    texts_start(reader);
    texts_add(reader, value, SPAN_PLAIN, (struct string){ 0 });
    struct text text = texts_end(reader, place);
    values_size(reader, texts_size(text), SAY_A_VALUE, place);
    return text_string(reader->arena, text);
}

/* Letters (and digits, when they may stand there), from min to max of them. */
static bool is_subtag(struct string subtag, size_t min, size_t max, bool takes_digits)
{
    bool is_fine = subtag.size >= min && subtag.size <= max;
    for (size_t i = 0; i < subtag.size; i++) {
        char byte = subtag.bytes[i];
        bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        is_fine &= is_letter || (takes_digits && byte >= '0' && byte <= '9');
    }
    return is_fine;
}

bool values_language(struct reader *reader, struct string value, struct place place)
{
    struct string rest = value;
    bool is_fine = is_subtag(string_cut(&rest, '-'), 2, 3, false) && value.size <= SLUG_MAX &&
                   !string_ends_with(value, STRING("-"));
    while (is_fine && rest.size)
        is_fine = is_subtag(string_cut(&rest, '-'), 1, 8, true);
    return is_fine || report_value(reader, PROBLEM_NOT_A_LANGUAGE, value, place);
}

bool values_code(struct reader *reader, struct string value, struct place place)
{
    if (reader_is_warning(value))
        return true;
    if (reader_is_error(value))
        return report_value(reader, PROBLEM_ERROR_WAIVED, value, place);
    struct string names[PROBLEM_COUNT];
    size_t count = reader_warnings(names);
    reader_report(reader, PROBLEM_UNKNOWN_WAIVER, place,
                  WORDS(WORD("value", value), WORD("near", reader_near(reader, value, names, count))));
    return false;
}

size_t values_word(struct reader *reader, enum problem_code unknown, struct string value, const char *const *words,
                   size_t count, struct place place)
{
    struct string names[16];
    for (size_t i = 0; i < count; i++) {
        names[i] = string_from(words[i]);
        if (string_equal(value, names[i]))
            return i;
    }
    reader_report(reader, unknown, place,
                  WORDS(WORD("value", value), WORD("near", reader_near(reader, value, names, count))));
    return SIZE_MAX;
}

/* The number that up to four digits write; -1 for anything else. */
static int digits(struct string value)
{
    int number = 0;
    if (value.size == 0 || value.size > 4)
        return -1;
    for (size_t i = 0; i < value.size; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9')
            return -1;
        number = number * 10 + (value.bytes[i] - '0');
    }
    return number;
}

int values_minutes(struct reader *reader, struct string value, struct place place)
{
    int minutes = digits(value);
    if (minutes >= 1 && minutes <= MINUTES_MAX)
        return minutes;
    reader_report(reader, PROBLEM_NOT_MINUTES, place,
                  WORDS(WORD("value", value), WORD("max", reader_number(reader, MINUTES_MAX))));
    return 0;
}

int values_mark(struct reader *reader, struct string value, struct place place)
{
    struct string decimals = value, whole = string_cut(&decimals, '.');
    bool has_point = whole.size < value.size;
    int ones = digits(whole), hundredths = has_point ? digits(decimals) : 0;
    bool is_fine = ones >= 0 && whole.size == 1 && hundredths >= 0 && decimals.size <= 2;
    int percent = ones * 100 + (decimals.size == 1 ? hundredths * 10 : hundredths);
    if (is_fine && percent <= 100)
        return percent;
    report_value(reader, PROBLEM_NOT_A_MARK, value, place);
    return -1;
}

void values_size(struct reader *reader, size_t size, enum say what, struct place place)
{
    if (size > TEXT_BYTES_MAX)
        reader_report(reader, PROBLEM_TOO_LONG, place,
                      WORDS(WORD("what", words_plain(what)), WORD("size", reader_number(reader, size)),
                            WORD("max", reader_number(reader, TEXT_BYTES_MAX))));
}

bool values_add(struct reader *reader, struct strings *list, struct string value, size_t max, enum say what,
                struct place place)
{
    if (!reader_has_room(reader, list->count, max, what, place))
        return false;
    *LIST_ADD(reader->arena, list) = string_copy(reader->arena, value);
    return true;
}

bool values_add_cue(struct reader *reader, struct strings *list, struct string value, size_t max, enum say what,
                    struct place place)
{
    struct string words = values_words(reader, value, place);
    if (words.size == 0)
        return true;
    if (string_find_byte(words, ';') != STRING_NOT_FOUND)
        reader_report(reader, PROBLEM_SEPARATOR_INSIDE, place,
                      WORDS(WORD("value", words), WORD("separator", STRING(";"))));
    return values_add(reader, list, words, max, what, place);
}
