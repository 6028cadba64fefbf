/* Options named by letter or place are found, and prose that only looks like it is left alone. */
#include "read/names.h"
#include "../expect.h"

static const struct naming {
    const char *words, *found; /* found: what is warned of; NULL for nothing */
} namings[] = {
    /* by letter */
    { "Unlike option B, it says why.", "option B" },
    { "Option B says why.", "Option B" },
    { "OPTION B says why.", "OPTION B" },
    { "Look at options A and C.", "options A" },
    { "This is what answer C leaves out.", "answer C" },
    { "See answers D, E and F.", "answers D" },
    { "As in choice H.", "choice H" },
    { "Better than alternative A.", "alternative A" },
    { "Better than option (B).", "option (B" },
    { "Better than option \"B\".", "option \"B" },
    { "Better than option \xE2\x80\x9C"
      "B\xE2\x80\x9D.",
      "option \xE2\x80\x9C"
      "B" },
    { "The right answer: C.", "answer: C" },
    { "Right answer: A", "answer: A" },
    { "See (option B) again.", "option B" },
    { "Wrong, says \xE2\x80\x9Coption B\xE2\x80\x9D.", "option B" },
    { "Is it option B?", "option B" },
    { "B is right.", "B is right" },
    { "B is the best answer.", "B is the best answer" },
    { "That is why D is wrong.", "D is wrong" },
    { "A and C are both wrong.", "C are both wrong" },
    { "A is clearly incorrect here.", "A is clearly incorrect" },
    { "C was correct; the others were not.", "C was correct" },
    { "Only B is the right one.", "B is the right one" },
    { "Both A and C miss the point.", "Both A and C" },
    { "It is what both B and D say.", "both B and D" },
    { "Neither B nor C says it.", "Neither B nor C" },
    /* by place */
    { "The second option says why.", "The second option" },
    { "It is the last answer that says why.", "the last answer" },
    { "As the previous choice said.", "the previous choice" },
    { "Unlike the above options, it says why.", "the above options" },
    { "The option above says why.", "option above" },
    { "See the answers below.", "answers below" },
    { "Option 2 says why.", "Option 2" },
    { "As said in answer 3.", "answer 3" },
    { "Answer 3 is wrong.", "Answer 3" },
    { "Look at choice three.", "choice three" },
    { "Look at option number 4.", "option number 4" },
    { "Look at option #4.", "option #4" },
    { "All of the above.", "All of the above" },
    { "None of the above is true.", "None of the above" },
    { "Is it any of the above?", "any of the above" },
    { "All the above hold.", "All the above" },
    { "Both of the above are right.", "Both of the above" },
    /* prose about Rust and everything else */
    { "Return an Option when there may be nothing.", NULL },
    { "Option and Result are enums.", NULL },
    { "An `````````", NULL },
    { "Option<A> is generic.", NULL },
    { "Result<A, E> and Option<E>", NULL },
    { "Options are chained with and_then.", NULL },
    { "The option -C opt-level sets it.", NULL },
    { "A good answer names the price.", NULL },
    { "An answer. A second one follows.", NULL },
    { "The best answer: A value has one owner.", NULL },
    { "Answer two questions first.", NULL },
    { "They answer 3 questions in a minute.", NULL },
    { "She answered. B followed.", NULL },
    { "Plan B is what you need.", NULL },
    { "In the end plan B is right for them.", NULL },
    { "Vitamin B is right for you.", NULL },
    { "Vitamin C and D.", NULL },
    { "Write it in C or D.", NULL },
    { "C is fast, and so is C++.", NULL },
    { "Both C++ and C# have it.", NULL },
    { "Both C and Rust compile to machine code.", NULL },
    { "Bindings for C are right there.", NULL },
    { "A B-tree is balanced; an A/B test is not.", NULL },
    { "Thread A waits for lock B while thread B waits for lock A.", NULL },
    { "If A then B.", NULL },
    { "Either A or B holds.", NULL },
    { "Type A is wrong here.", NULL },
    { "The choice is yours.", NULL },
    { "Rust is the first choice of many teams.", NULL },
    { "The first thing an answer needs is a reason.", NULL },
    { "You have another option: wait.", NULL },
    { "There is no option I would like.", NULL },
    { "One option is to wait.", NULL },
    { "A second option is to wait.", NULL },
    { "Of the options, above all the cheapest.", NULL },
    { "The answer above all shows a reason.", NULL },
    { "As explained above, it is dropped.", NULL },
    { "Because of the above, it is dropped.", NULL },
    { "The alternative is a lock.", NULL },
    { "Option::None is no null.", NULL },
    { "The E in OptionE.", NULL },
    { "option B-tree", NULL },
    { "option A/B", NULL },
    { "option C++", NULL },
    { "answer B2", NULL },
    { "option B.1", NULL },
    { "option 12", NULL },
    { "option 2.5", NULL },
    { "option", NULL },
    { "The second", NULL },
    { "B is", NULL },
    { "", NULL },
};

static void naming_is_found_or_left_alone(void **state)
{
    const struct naming *naming = *state;
    assert_text(names_find(string_from(naming->words)), naming->found ? naming->found : "");
}

static void found_wherever_it_stands(void **state)
{
    (void)state;
    char words[200];
    for (size_t before = 0; before < 100; before++) {
        int size = snprintf(
            words, sizeof words, "%.*s option B", (int)before,
            "words and more words, to move what is looked for through every place among eight bytes, one by one");
        assert_text(names_find((struct string){ words, (size_t)size }), "option B");
    }
}

int main(void)
{
    static struct CMUnitTest tests[sizeof namings / sizeof *namings + 1];
    size_t count = 0;
    for (; count < sizeof namings / sizeof *namings; count++)
        tests[count] = (struct CMUnitTest){ .name = *namings[count].words ? namings[count].words : "(nothing)",
                                            .test_func = naming_is_found_or_left_alone,
                                            .initial_state = (void *)(uintptr_t)&namings[count] };
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(found_wherever_it_stands);
    return _cmocka_run_group_tests("names", tests, count, NULL, NULL);
}
