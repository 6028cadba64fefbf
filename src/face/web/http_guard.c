#include "face/web/http_guard.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "face/web/http_percent.h"

static bool string_is_any_case(struct string s, const char *lower)
{
    size_t i = 0;
    for (; i < s.size && lower[i] != '\0'; i++) {
        if (tolower((unsigned char)s.bytes[i]) != lower[i])
            return false;
    }
    return i == s.size && lower[i] == '\0';
}

struct string http_request_header(const struct http_request *request, const char *name)
{
    for (size_t i = 0; i < request->header_count; i++) {
        if (string_is_any_case(request->headers[i].name, name))
            return request->headers[i].value;
    }
    return (struct string){ 0 };
}

static size_t header_count(const struct http_request *request, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < request->header_count; i++)
        count += string_is_any_case(request->headers[i].name, name);
    return count;
}

/* A token (RFC 9110 section 5.6.2). */
static bool is_token(struct string s)
{
    static const char signs[] = "!#$%&'*+-.^_`|~";
    for (size_t i = 0; i < s.size; i++) {
        unsigned char byte = (unsigned char)s.bytes[i];
        bool is_alphanumeric =
            (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!is_alphanumeric && (byte == '\0' || strchr(signs, byte) == NULL))
            return false;
    }
    return s.size > 0;
}

static bool has_control_byte(struct string s)
{
    for (size_t i = 0; i < s.size; i++) {
        unsigned char byte = (unsigned char)s.bytes[i];
        if ((byte < 0x20 && byte != '\t') || byte == 0x7f)
            return true;
    }
    return false;
}

static bool is_digits(struct string s)
{
    for (size_t i = 0; i < s.size; i++) {
        if (s.bytes[i] < '0' || s.bytes[i] > '9')
            return false;
    }
    return s.size > 0;
}

static size_t headers_bytes(const struct http_request *request)
{
    size_t bytes = 0;
    for (size_t i = 0; i < request->header_count; i++)
        bytes += request->headers[i].name.size + request->headers[i].value.size + 4; /* ": " and CRLF */
    return bytes;
}

static int check_fields(const struct http_request *request, const char **reason)
{
    if (request->header_count > HTTP_HEADERS_MAX || headers_bytes(request) > HTTP_HEADERS_BYTES_MAX) {
        *reason = "the headers are too large";
        return 431;
    }
    for (size_t i = 0; i < request->header_count; i++) {
        if (!is_token(request->headers[i].name) || has_control_byte(request->headers[i].value)) {
            *reason = "a header is malformed";
            return 400;
        }
    }
    return 0;
}

static int check_framing(const struct http_request *request, const char **reason)
{
    size_t lengths = header_count(request, "content-length");
    size_t encodings = header_count(request, "transfer-encoding");
    struct string length = http_request_header(request, "content-length");
    if (lengths > 1 || encodings > 1 || (lengths > 0 && encodings > 0) || (lengths == 1 && !is_digits(length)) ||
        (encodings == 1 && !string_is_any_case(http_request_header(request, "transfer-encoding"), "chunked"))) {
        *reason = "it is not clear where the body ends";
        return 400;
    }
    struct string expect = http_request_header(request, "expect");
    if (expect.size > 0 && !string_is_any_case(expect, "100-continue")) {
        *reason = "that expectation cannot be met";
        return 417;
    }
    return 0;
}

static size_t body_size(const struct http_request *request)
{
    struct string length = http_request_header(request, "content-length");
    size_t size = 0;
    for (size_t i = 0; i < length.size; i++) {
        if (size > HTTP_BODY_BYTES_MAX)
            break;
        size = size * 10 + (size_t)(length.bytes[i] - '0');
    }
    return size;
}

static void add_name(struct http_guard *guard, const char *name, uint16_t port)
{
    bool needs_brackets = strchr(name, ':') != NULL;
    const char *open = needs_brackets ? "[" : "", *close = needs_brackets ? "]" : "";
    (void)snprintf(guard->names[guard->name_count++], sizeof *guard->names, "%s%s%s:%u", open, name, close,
                   (unsigned)port);
    if (port == 80)
        (void)snprintf(guard->names[guard->name_count++], sizeof *guard->names, "%s%s%s", open, name, close);
}

struct http_guard http_guard_for_port(const char *address, uint16_t port)
{
    struct http_guard guard = { 0 };
    add_name(&guard, "localhost", port);
    add_name(&guard, "127.0.0.1", port);
    add_name(&guard, "::1", port);
    add_name(&guard, address, port);
    return guard;
}

struct http_guard http_guard_for_socket(void)
{
    return (struct http_guard){ .is_socket = true };
}

static bool is_our_name(const struct http_guard *guard, struct string host)
{
    for (size_t i = 0; i < guard->name_count; i++) {
        if (string_is_any_case(host, guard->names[i]))
            return true;
    }
    return false;
}

/* DNS rebinding: a page elsewhere whose name was pointed at this machine still sends its own name. */
static int check_host(const struct http_guard *guard, const struct http_request *request, const char **reason)
{
    if (header_count(request, "host") != 1) {
        *reason = "exactly one Host is needed";
        return 400;
    }
    if (guard->is_socket || is_our_name(guard, http_request_header(request, "host")))
        return 0;
    *reason = "this server is not known by that name";
    return 421;
}

static bool string_equal_any_case(struct string a, struct string b)
{
    return a.size == b.size && strncasecmp(a.bytes, b.bytes, a.size) == 0;
}

/* On a socket nobody knows by which name and scheme the proxy in front is called, but the request says the name twice.
 */
static bool is_origin_of_host(const struct http_request *request, struct string origin)
{
    struct string named = origin, scheme = string_cut(&named, ':'), host = http_request_header(request, "host");
    return (string_is(scheme, "http") || string_is(scheme, "https")) && string_starts_with(named, STRING("//")) &&
           host.size > 0 && string_equal_any_case(string_slice(named, 2, named.size), host);
}

static bool is_our_origin(const struct http_guard *guard, const struct http_request *request, struct string origin)
{
    struct string scheme = STRING("http://");
    if (guard->is_socket)
        return is_origin_of_host(request, origin);
    return string_starts_with(origin, scheme) && is_our_name(guard, string_slice(origin, scheme.size, origin.size));
}

/* Cross-site requests that would change something. A browser says where a request comes from; other programs say
 * nothing. */
static int check_origin(const struct http_guard *guard, const struct http_request *request, const char **reason)
{
    if (request->method == HTTP_GET || request->method == HTTP_HEAD)
        return 0;
    struct string site = http_request_header(request, "sec-fetch-site");
    struct string origin = http_request_header(request, "origin");
    bool is_site_fine = site.size == 0 || string_is(site, "same-origin") || string_is(site, "none");
    if (is_site_fine && (origin.size == 0 || is_our_origin(guard, request, origin)))
        return 0;
    *reason = "that request came from another site";
    return 403;
}

int http_guard_check(const struct http_guard *guard, const struct http_request *request, struct string target,
                     const char **reason)
{
    if (target.size > HTTP_TARGET_BYTES_MAX) {
        *reason = "the address is too long";
        return 414;
    }
    int status = check_fields(request, reason);
    if (status == 0)
        status = check_framing(request, reason);
    if (status == 0)
        status = check_host(guard, request, reason);
    if (status == 0)
        status = check_origin(guard, request, reason);
    if (status == 0 && body_size(request) > HTTP_BODY_BYTES_MAX) {
        *reason = "the body is too large";
        status = 413;
    }
    return status;
}

/* "%2f" would be a '/' for us and part of a name for a proxy in front. */
static bool hides_slash(struct string raw)
{
    return string_find(raw, STRING("%2f")) != STRING_NOT_FOUND || string_find(raw, STRING("%2F")) != STRING_NOT_FOUND;
}

static bool has_dot_segment(struct string path)
{
    struct string rest = path;
    while (rest.size > 0) {
        struct string segment = string_cut(&rest, '/');
        if (string_is(segment, ".") || string_is(segment, ".."))
            return true;
    }
    return false;
}

/* Nothing but signs that mean themselves, and no part that begins with a dot: so are all addresses of ours. */
static bool is_simple(struct string target)
{
    bool was_slash = false;
    for (size_t i = 0; i < target.size; i++) {
        char byte = target.bytes[i];
        bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-' || byte == '/' ||
                        (byte == '.' && !was_slash);
        if (!is_plain)
            return false;
        was_slash = byte == '/';
    }
    return true;
}

bool http_guard_target(struct arena *arena, struct string target, struct string *path, struct string *query)
{
    if (target.size == 0 || target.bytes[0] != '/')
        return false;
    if (is_simple(target)) {
        *path = target;
        *query = (struct string){ 0 };
        return true;
    }
    if (has_control_byte(target))
        return false;
    *query = target;
    struct string raw = string_cut(query, '?');
    if (!http_percent_decode(arena, raw, false, path) || hides_slash(raw))
        return false;
    return utf8_find_invalid(*path) == STRING_NOT_FOUND && !has_control_byte(*path) && !has_dot_segment(*path);
}
