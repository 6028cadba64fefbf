/* http-memory: the most mebibytes that the server ever had in memory when 256 people, each with a run of their own,
 * have looked at a question and answered it, and with their connections still open all ask for the result at once.
 * http-bytes: kibibytes that a browser which has never been here loads for a question: the page and all that it names,
 * headers included.
 *
 * Usage: bench_http_weight memory|bytes VIVA ROUNDS. These are sizes, not times: the reference of a round is the unit.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/harness.h"
#include "bench/http_client.h"

enum { PEOPLE = 256, MEBIBYTE = 1024 * 1024, KIBIBYTE = 1024 };

static struct http_reply_read reply;

static void must(bool is_so, const char *what)
{
    if (!is_so) {
        errno = 0;
        harness_fail(what);
    }
}

static void expect(int status)
{
    must(reply.status == status, "a page is not what it should be");
}

/* Memory. */

struct person {
    int connection;
    char result[256];
};

static void practise(struct http_process server, struct person *person)
{
    char run[256], path[300];
    person->connection = http_connect(server.port);
    http_begin(person->connection, server.port, "viva/senior-rust", run);
    snprintf(path, sizeof path, "%s/1", run);
    http_ask(person->connection, server.port, path, NULL, &reply);
    expect(200);
    snprintf(path, sizeof path, "%s/1/answer", run);
    http_ask(person->connection, server.port, path, "choice=2&sure=1", &reply);
    expect(303);
    memcpy(person->result, reply.location, sizeof person->result);
}

/* Had the server closed one connection to save memory, there would be no reply. */
static void look_at_results(struct http_process server, const struct person *people)
{
    char text[1024];
    for (size_t i = 0; i < PEOPLE; i++) {
        http_write(people[i].connection, text, http_get(text, sizeof text, server.port, people[i].result));
    }
    for (size_t i = 0; i < PEOPLE; i++) {
        http_read(people[i].connection, &reply);
        expect(200);
    }
}

static size_t memory_of_a_class(struct http_process server)
{
    static struct person people[PEOPLE];
    for (size_t i = 0; i < PEOPLE; i++) {
        practise(server, &people[i]);
    }
    look_at_results(server, people);
    size_t bytes = http_memory_bytes(server.pid);
    for (size_t i = 0; i < PEOPLE; i++) {
        close(people[i].connection);
    }
    return bytes;
}

/* Bytes. */

/* What stands in the next attribute ="/assets/..." of the text, which moves behind it; false when there is none. */
static bool next_asset(const char **text, char path[256])
{
    const char *start = strstr(*text, "=\"/assets/");
    if (start == NULL) {
        return false;
    }
    start += 2;
    size_t size = strcspn(start, "\"");
    snprintf(path, 256, "%.*s", (int)size, start);
    *text = start + size;
    return true;
}

/* Asked for without packing first, only to see that it makes a browser load nothing more, which we would not count. */
static size_t bytes_of_an_asset(struct http_process server, int connection, const char *path)
{
    http_ask(connection, server.port, path, NULL, &reply);
    expect(200);
    must(strstr(reply.bytes, "url(") == NULL && strstr(reply.bytes, "@import") == NULL,
         "an asset loads something itself");
    http_ask_packed(connection, server.port, path, &reply);
    expect(200);
    return reply.size;
}

static size_t bytes_of_a_question(struct http_process server)
{
    static char page[HTTP_REPLY_MAX + 1];
    char run[256], path[300], asset[256];
    int connection = http_connect(server.port);
    http_begin(connection, server.port, "viva/senior-rust", run);
    snprintf(path, sizeof path, "%s/1", run);
    http_ask_packed(connection, server.port, path, &reply);
    expect(200);
    size_t bytes = reply.size, asset_count = 0;
    memcpy(page, reply.bytes, reply.size + 1);
    for (const char *text = page; next_asset(&text, asset); asset_count++) {
        bytes += bytes_of_an_asset(server, connection, asset);
    }
    must(asset_count >= 3, "a page names no style, script and icon where they are looked for");
    close(connection);
    return bytes;
}

int main(int argc, char **argv)
{
    char *end = NULL;
    long rounds = argc == 4 ? strtol(argv[3], &end, 10) : 0;
    bool is_memory = argc == 4 && strcmp(argv[1], "memory") == 0;
    must(rounds >= 1 && *end == '\0' && (is_memory || strcmp(argv[1], "bytes") == 0),
         "usage: bench_http_weight memory|bytes VIVA ROUNDS");
    http_data_folder();
    struct http_process server = http_serve(argv[2]);
    int unit = is_memory ? MEBIBYTE : KIBIBYTE;
    for (long i = 0; i < rounds; i++) {
        size_t bytes = is_memory ? memory_of_a_class(server) : bytes_of_a_question(server);
        printf("{\"figure\": \"http-%s\", \"ours\": %zu, \"reference\": %d, \"ratio\": %.6f, \"unit\": \"bytes\"}\n",
               argv[1], bytes, unit, (double)bytes / unit);
    }
    return EXIT_SUCCESS;
}
