#include "../expect.h"

#include "base/hash.h"

static struct arena arena;

static int clear(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

/* FIPS 180-4's examples, by NIST ("Cryptographic Standards and Guidelines: example values"). */
static void hashes_are_those_of_fips_180_4(void **state)
{
    (void)state;
    static const struct {
        const char *text, *hash;
    } rows[] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
        { "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopq"
          "rstu",
          "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_text(hash_string(&arena, hash_of(string_from(rows[i].text))), rows[i].hash);
    struct buffer buffer = buffer_in(&arena);
    buffer_add_repeat(&buffer, 'a', 1000000);
    assert_text(hash_string(&arena, hash_of(buffer_string(&buffer))),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    assert_true(hash_equal(hash_of((struct string){ 0 }), hash_of(STRING(""))));
}

static void a_hash_has_one_spelling(void **state)
{
    (void)state;
    struct hash hash = hash_of(STRING("abc")), parsed = { { 1 } };
    assert_true(hash_parse(hash_string(&arena, hash), &parsed));
    assert_true(hash_equal(hash, parsed));
    static const char *const refused[] = {
        "",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015add",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a ",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(hash_parse(string_from(refused[i]), &parsed));
    assert_true(hash_equal(hash, parsed)); /* a refused text changes nothing */
}

static void all_zero_stands_for_none(void **state)
{
    (void)state;
    struct hash hash = { { 0 } };
    assert_true(hash_is_zero(hash));
    hash.bytes[31] = 1;
    assert_false(hash_is_zero(hash));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_are_those_of_fips_180_4),
        cmocka_unit_test(a_hash_has_one_spelling),
        cmocka_unit_test(all_zero_stands_for_none),
    };
    return cmocka_run_group_tests_name("hash", tests, NULL, clear);
}
