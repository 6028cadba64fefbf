/* form: the fields of a request's body or query, as pages need them. */
#ifndef VIVA_FACE_WEB_FORM_H
#define VIVA_FACE_WEB_FORM_H

#include "face/web/http_form.h"
#include "face/web/site.h"

/* Read the body as a form. False, and 400 was sent, when it is malformed. */
bool form_read(struct request *request, struct http_form *form);

/* The same of what follows the '?' of its address. */
bool form_read_query(struct request *request, struct http_form *form);

/* A whole number from low to high in a field; otherwise when the field is absent or empty. False, and 400 was sent, for
 * anything else. */
bool form_number(struct request *request, const struct http_form *form, const char *name, int64_t low, int64_t high,
                 int64_t otherwise, int64_t *number);

#endif
