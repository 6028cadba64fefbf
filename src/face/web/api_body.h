/* api_body: what a call of the API was sent, field by field.
 *
 * Knows names, kinds and ranges of fields. Whatever is not exactly what was declared is answered with 400 and the
 * field's name. */
#ifndef VIVA_FACE_WEB_API_BODY_H
#define VIVA_FACE_WEB_API_BODY_H

#include "face/web/site.h"

enum api_kind { API_STRING, API_INTEGER, API_BOOL, API_PLACES, API_STRINGS };

#define TOOK_MS_MAX 86400000 /* a day: longer nobody thinks about one answer */

struct api_field {
    const char *name;
    enum api_kind kind;
    /* API_INTEGER: the range; API_STRING: of the size in bytes; API_PLACES: each's, from 1 to 32; API_STRINGS: of the
     * size of each */
    int64_t low, high;

    bool has; /* from here on filled by api_read */
    struct string string;
    int64_t integer;
    bool is_true;
    uint32_t places;        /* bit 0 for 1 */
    struct strings strings; /* in the order in which they came; the body bounds how many */
};

/* Read the body, an object with any of these fields and no other. False, and 400 was sent, when it is anything else. */
bool api_read(struct request *request, struct api_field *fields, size_t count);

/* The index of a string field's value among names, or SIZE_MAX when 400 was sent, since it is none of them. */
size_t api_read_name(struct request *request, const struct api_field *field, const char *const *names, size_t count);

#endif
